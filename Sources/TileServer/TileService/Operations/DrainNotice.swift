import ServiceLifecycle

/// Notes that the service has been told to stop, before anything else of it hears so.
struct DrainNotice: Service {
  let state: ServiceState

  func run() async throws {
    try? await gracefulShutdown()
    state.drain()
  }
}
