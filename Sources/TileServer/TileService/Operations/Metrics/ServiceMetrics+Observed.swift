import GeoCore

extension ServiceMetrics {
  /// Adds what is asked of the parts of the service when the metrics are written.
  func observe(_ service: ServiceContext) {
    let (pool, cache, state) = (service.pool, service.tiles.cache, service.operations.state)
    let counts = service.tiles.counts
    let audit = service.access.audit
    gauge("petabinaan_render_queue_waiting", "Requests that wait for a thread that draws.") {
      Double(pool.load.waiting)
    }
    gauge("petabinaan_render_running", "Requests for which a thread draws.") {
      Double(pool.load.running)
    }
    gauge("petabinaan_render_queue_limit", "Requests that may wait.") { Double(pool.load.limit) }
    counter("petabinaan_render_rejected_total", "Requests turned away, since too many waited.") {
      Double(pool.load.rejected)
    }
    gauge("petabinaan_tile_cache_bytes", "Memory that tiles take.") { Double(cache.usage.bytes) }
    gauge("petabinaan_tile_cache_entries", "Tiles in memory.") { Double(cache.usage.tiles) }
    counter("petabinaan_tiles_drawn_total", "Tiles drawn, each once however many waited for it.") {
      Double(counts.count(.drawn))
    }
    gauge("petabinaan_audit_queue_entries", "Entries that wait to be written to the audit log.") {
      Double(audit.waiting)
    }
    gauge(
      "petabinaan_ready", "1 while requests are answered from data, 0 before and while draining."
    ) {
      service.holder.snapshot != nil && !state.isDraining ? 1 : 0
    }
    gauge("petabinaan_snapshot_generation", "The data generation that is served.") {
      service.holder.snapshot.map { Double($0.generation) }
    }
    gauge("petabinaan_snapshot_age_seconds", "Seconds since that generation was put in place.") {
      state.snapshotAge
    }
    observeConnections(service.operations.connections)
    observeProcess()
  }

  private func observeConnections(_ connections: ConnectionCount) {
    gauge("petabinaan_connections_open", "Connections that are open.") { Double(connections.open) }
    gauge("petabinaan_connections_limit", "Connections that may be open.") {
      Double(connections.limit)
    }
    counter("petabinaan_connections_total", "Connections that were taken.") {
      Double(connections.taken)
    }
  }

  /// The names that exporters of all languages use.
  private func observeProcess() {
    gauge("process_resident_memory_bytes", "Memory in use.") { ProcessFigures.residentBytes }
    gauge("process_open_fds", "Open files and connections.") { ProcessFigures.openFiles }
    gauge("process_max_fds", "Files and connections that may be open.") {
      Double(OpenFileLimit.current ?? 0)
    }
    counter("process_cpu_seconds_total", "Processor time.") { ProcessFigures.cpuSeconds }
  }

  private func gauge(_ name: String, _ help: String, _ read: @escaping @Sendable () -> Double?) {
    registry.observe(name, help, .observedGauge(read))
  }

  private func counter(_ name: String, _ help: String, _ read: @escaping @Sendable () -> Double?) {
    registry.observe(name, help, .observedCounter(read))
  }
}
