import GeoCore

/// The memory that a loaded index takes: what the process holds with it, less what it held before.
///
/// `scripts/bench` keeps the allocator's `MALLOC_MMAP_THRESHOLD_` where it begins, so that what was
/// freed while building is given back to the system and not counted.
enum MemoryTopic {
  static func measure(in session: inout Session) throws {
    let before = try ProcessMemory.residentBytes()
    let index = try PointIndex(try session.nationPlaces())
    let after = try ProcessMemory.residentBytes()
    session.sink.swallow(index.count)
    let perPoint = Double(after - before) / Double(index.count)
    let peak = Double(try ProcessMemory.peakBytes() - before) / Double(index.count)
    session.add(
      Measurement(
        id: "memory.index", label: "memory of a loaded index, per point", unit: "B",
        points: index.count, samples: Samples(wall: [perPoint], processor: [perPoint]),
        facts: [("peak_while_building", peak)]))
    // Asked again, so that the index lives until after it was weighed.
    session.sink.swallow(index.count)
  }
}
