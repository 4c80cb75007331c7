import Foundation
import GeoCore
import Hummingbird
import HummingbirdCore
public import Logging
import NIOCore
import ServiceLifecycle
import UnixSignals

/// The service: an application with all its routes over one workspace.
public struct TileApplication: Sendable {
  private let configuration: ServiceConfiguration
  private let logger: Logger
  private let workspace: Workspace
  private let transport: ServerTransport
  private let reloading: Reloading?

  /// What a reload needs: where settings come from, and where the log goes.
  struct Reloading: Sendable {
    let settings: SettingsReader
    let output: LogOutput
  }

  /// A service that is ready to run.
  /// - Throws: `ServiceError` for an address that must not be served, `WorkspaceError` for a file that
  ///   is not a usable workspace.
  public init(_ configuration: ServiceConfiguration, logger: Logger) throws {
    try self.init(configuration, reloading: nil, logger: logger)
  }

  /// A service that is ready to run and, where it knows how, reads its settings anew on SIGHUP.
  init(_ configuration: ServiceConfiguration, reloading: Reloading?, logger: Logger) throws {
    self.reloading = reloading
    transport = try ServerTransport(configuration)
    guard configuration.isLoopback || configuration.exposure.isEncrypted else {
      throw ServiceError.notLoopback(host: configuration.host)
    }
    self.configuration = configuration
    self.logger = logger
    workspace = try Self.open(configuration.workspace, logger)
  }

  /// The service writes nothing but the audit log. Where that cannot be done, those whose reading must be
  /// noted are turned away, and everybody else is served.
  ///
  /// One handle for all: opening the file a second time would drop the locks that the process holds.
  private static func open(_ path: String, _ logger: Logger) throws -> Workspace {
    do {
      return try Workspace.open(at: path, mode: .readWrite)
    } catch {
      switch error {
      case .readOnly, .locked:
        let workspace = try Workspace.open(at: path, mode: .readOnly)
        logger.notice(
          "the audit log cannot be written: single tips are not shown",
          metadata: ["reason": "\(error)"])
        return workspace
      default: throw error
      }
    }
  }

  /// Serves until SIGTERM or SIGINT; requests under way then have some seconds to end.
  /// - Parameter onRunning: Called with the port once requests are answered, and with links that sign in
  ///   the accounts of a demo, each once.
  /// - Throws: `ServiceError`, `WorkspaceError`, or what the server reports.
  public func run(
    onRunning: @escaping @Sendable (Int, [SignInLink]) -> Void
  ) async throws {
    let pool = RenderPool(
      threads: configuration.renderThreads, queue: configuration.renderQueue)
    let holder = SnapshotHolder(workspace)
    let directory = AccountDirectory()
    let accounts = try AccountReader(workspace, into: directory)
    try accounts.refresh()
    let audit = AuditQueue(workspace, logger: logger)
    let access = AccessControl(
      accounts: directory, audit: audit, exposure: configuration.exposure,
      rateLimit: configuration.rateLimit, tipLimit: configuration.tipLimit)
    let shelf = TileShelf(
      besides: configuration.workspace,
      megabytes: configuration.cacheMegabytes > 0 ? configuration.storedMegabytes : 0,
      logger: logger)
    let tiles = TileAnswers(
      holder: holder, pool: pool, cache: TileCache(megabytes: configuration.cacheMegabytes),
      shelf: shelf)
    let seeding = SeedJob(holder: holder, pool: pool, shelf: shelf)
    let operations = ServiceOperations(rules: RequestRules.Live(RequestRules(configuration)))
    let context = ServiceContext(
      holder: holder, pool: pool, tiles: tiles, seeding: seeding,
      assets: ViewerAssets(mapLibre: configuration.mapLibre), access: access,
      operations: operations)
    let intake = IntakeQueue(workspace, lookup: PlaceLookups.of(holder), logger: logger) {
      // Before the first snapshot there is none to bring up to date; loading it is others' work.
      if holder.snapshot != nil { try holder.refresh(today: Self.today()) }
    }
    let links = configuration.isLoopback && !configuration.isBehindProxy
    let application = Application(
      responder: QuickTileKeeper(
        next: Self.router(context, workspace, intake).buildResponder(), service: context),
      server: try transport.builder(service: context),
      configuration: .init(
        address: .hostname(configuration.host, port: configuration.port),
        serverName: QuickTileHandler.serverName,
        backlog: 4096,
        availableConnectionsDelegate: operations.connections.delegate(limit: connectionLimit())),
      services: [
        audit, intake,
        SnapshotService(
          holder: holder, accounts: accounts, workspace: workspace, logger: logger,
          today: Self.today, state: operations.state),
      ] + reloader(operations, access, accounts),
      onServerRunning: { channel in
        onRunning(channel.localAddress?.port ?? 0, links ? SignInLink.demo(access) : [])
      }, logger: logger)
    let outcome = await served(application, operations.state)
    await intake.shutDown()
    _ = seeding.stop()
    await pool.shutDown()
    await shelf.shutDown()
    await audit.shutDown()
    accounts.close()
    // Closed last, it leaves the file without a log beside it, also after a start that failed.
    workspace.close()
    try outcome.get()
  }

  /// As many connections as the settings allow, or the system, if those are fewer.
  private func connectionLimit() -> Int {
    guard let files = OpenFileLimit.raise() else { return configuration.connectionLimit }
    let limit = max(16, min(configuration.connectionLimit, files - OpenFileLimit.reserve))
    if limit < configuration.connectionLimit {
      logger.notice(
        "fewer connections than connection-limit: the system lets too few files be open",
        metadata: ["connections": "\(limit)", "open-files": "\(files)"])
    }
    return limit
  }

  private func reloader(
    _ operations: ServiceOperations, _ access: AccessControl, _ accounts: AccountReader
  ) -> [any Service] {
    guard let reloading else { return [] }
    return [
      ReloadService(
        Reloader(
          configuration, reloading.settings, reloading.output, transport, operations, access,
          accounts: accounts, logger: logger))
    ]
  }

  private func served(
    _ application: some Service, _ state: ServiceState
  ) async -> Result<Void, any Error> {
    // Services are told to stop in turn, the last one first.
    var lifecycle = ServiceGroupConfiguration(
      services: [application, DrainNotice(state: state)],
      gracefulShutdownSignals: [.sigterm, .sigint], logger: logger)
    lifecycle.maximumGracefulShutdownDuration = .seconds(configuration.drainSeconds)
    do {
      return .success(try await ServiceGroup(configuration: lifecycle).run())
    } catch let error as IOError {
      return .failure(
        ServiceError.addressInUse(
          host: configuration.host, port: configuration.port, reason: "\(error)"))
    } catch {
      return .failure(error)
    }
  }

  /// Every route of the service.
  static func router(
    _ context: ServiceContext, _ workspace: Workspace, _ intake: IntakeQueue
  ) -> PolicyRouter {
    let router = PolicyRouter(context.access, context.operations)
    ViewerRoutes(service: context).add(to: router)
    SessionRoutes(access: context.access).add(to: router)
    TileRoutes(service: context).add(to: router)
    LegendRoutes(service: context).add(to: router)
    MapSheetRoutes(service: context).add(to: router)
    WebMapRoutes(service: context).add(to: router)
    TileMatrixRoutes(service: context).add(to: router)
    StyleRoutes(service: context).add(to: router)
    LandingRoutes(service: context).add(to: router)
    CollectionRoutes(service: context).add(to: router)
    ItemRoutes(service: context).add(to: router)
    TileSetRoutes(service: context).add(to: router)
    VillageRoutes(service: context).add(to: router)
    GeocodeRoutes(service: context).add(to: router)
    AnalysisRoutes(service: context).add(to: router)
    StatisticsRoutes(service: context).add(to: router)
    ReportRoutes(service: context).add(to: router)
    FeedRoutes(service: context, workspace: workspace).add(to: router)
    ProcessRoutes(service: context).add(to: router)
    TipRoutes(service: context, workspace: workspace, today: today).add(to: router)
    TipIntakeRoutes(service: context, queue: intake).add(to: router)
    ReviewRoutes(service: context, workspace: workspace, today: today).add(to: router)
    AccommodationRoutes(service: context, workspace: workspace, today: today).add(to: router)
    ActivityRoutes(service: context, workspace: workspace, today: today).add(to: router)
    ProgrammeRoutes(service: context, workspace: workspace, today: today).add(to: router)
    AuditRoutes(audit: context.access.audit, workspace: workspace).add(to: router)
    CacheRoutes(service: context).add(to: router)
    HealthRoutes(service: context).add(to: router)
    MetricsRoutes(service: context).add(to: router)
    return router
  }

  private static func today() -> CivilDate {
    let seconds = Int64(Date().timeIntervalSince1970)
    return Instant(secondsSince1970: seconds).date(in: .wib)
  }
}
