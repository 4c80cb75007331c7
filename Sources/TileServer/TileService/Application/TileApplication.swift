import Foundation
import GeoCore
import Hummingbird
public import Logging
import NIOCore
import ServiceLifecycle
import UnixSignals

/// The service: an application with all its routes over one workspace.
public struct TileApplication: Sendable {
  private let configuration: ServiceConfiguration
  private let logger: Logger
  private let workspace: Workspace

  /// A service that is ready to run.
  /// - Throws: `ServiceError` for an address that must not be served, `WorkspaceError` for a file that
  ///   is not a usable workspace.
  public init(_ configuration: ServiceConfiguration, logger: Logger) throws {
    guard configuration.isLoopback else { throw ServiceError.notLoopback(host: configuration.host) }
    self.configuration = configuration
    self.logger = logger
    workspace = try Workspace.open(at: configuration.workspace, mode: .readOnly)
  }

  /// Serves until SIGTERM or SIGINT; requests under way then have ten seconds to end.
  /// - Parameter onRunning: Called with the port once requests are answered.
  /// - Throws: `ServiceError.addressInUse`, or what the server reports.
  public func run(onRunning: @escaping @Sendable (Int) -> Void) async throws {
    let pool = RenderPool(
      threads: configuration.renderThreads, queue: configuration.renderQueue)
    let holder = SnapshotHolder(workspace)
    let context = ServiceContext(
      holder: holder, pool: pool,
      cache: TileCache(megabytes: configuration.cacheMegabytes),
      assets: ViewerAssets(mapLibre: configuration.mapLibre))
    let application = Application(
      router: Self.router(context),
      configuration: .init(
        address: .hostname(configuration.host, port: configuration.port), serverName: "PetaBinaan"),
      services: [
        SnapshotService(holder: holder, logger: logger, today: Self.today)
      ],
      onServerRunning: { channel in onRunning(channel.localAddress?.port ?? 0) }, logger: logger)
    var lifecycle = ServiceGroupConfiguration(
      services: [application], gracefulShutdownSignals: [.sigterm, .sigint], logger: logger)
    lifecycle.maximumGracefulShutdownDuration = .seconds(7)
    let group = ServiceGroup(configuration: lifecycle)
    do {
      try await group.run()
    } catch let error as IOError {
      throw ServiceError.addressInUse(
        host: configuration.host, port: configuration.port, reason: "\(error)")
    }
    await pool.shutDown()
    workspace.close()
  }

  static func router(_ context: ServiceContext) -> Router<BasicRequestContext> {
    let router = Router(options: .autoGenerateHeadEndpoints)
    router.add(middleware: ProblemMiddleware())
    router.add(middleware: LoopbackHostMiddleware())
    TileRoutes(service: context).add(to: router)
    LegendRoutes(service: context).add(to: router)
    StyleRoutes(service: context).add(to: router)
    VillageRoutes(service: context).add(to: router)
    HealthRoutes(service: context).add(to: router)
    ViewerRoutes(service: context).add(to: router)
    return router
  }

  private static func today() -> CivilDate {
    let seconds = Int64(Date().timeIntervalSince1970)
    return Instant(secondsSince1970: seconds).date(in: .wib)
  }
}
