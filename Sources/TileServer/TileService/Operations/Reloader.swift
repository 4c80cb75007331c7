import GeoCore
import Logging
import ServiceLifecycle
import Synchronization
import UnixSignals

/// Reads the settings, the certificate and the accounts anew on SIGHUP.
struct ReloadService: Service {
  private let reloader: Reloader

  init(_ reloader: Reloader) { self.reloader = reloader }

  func run() async throws {
    await cancelWhenGracefulShutdown {
      for await _ in await UnixSignalsSequence(trapping: .sighup) {
        await reloader.reload()
      }
    }
  }
}

/// Takes up settings that may change while the server runs: all of them, or none when something is wrong.
final class Reloader: Sendable {
  private let configuration: Mutex<ServiceConfiguration>
  private let settings: SettingsReader
  private let output: LogOutput
  private let transport: ServerTransport
  private let operations: ServiceOperations
  private let access: AccessControl
  private let accounts: AccountReader?
  private let logger: Logger
  /// Files are read apart from the threads that answer.
  private let thread = RenderPool(threads: 1, queue: 1)

  init(
    _ configuration: ServiceConfiguration, _ settings: SettingsReader, _ output: LogOutput,
    _ transport: ServerTransport, _ operations: ServiceOperations, _ access: AccessControl,
    accounts: AccountReader?, logger: Logger
  ) {
    self.configuration = Mutex(configuration)
    self.settings = settings
    self.output = output
    self.transport = transport
    self.operations = operations
    self.access = access
    self.accounts = accounts
    self.logger = logger
  }

  /// Reads everything anew, and says in the log what has changed. Where something is wrong, everything
  /// stays as it is.
  func reload() async {
    do {
      let read = try await thread.run { [self] _ in
        let read = try settings.configuration()
        try renewCertificate(read)
        try accounts?.refresh()
        return read
      }
      apply(read)
      operations.metrics.reloaded(true)
    } catch {
      operations.metrics.reloaded(false)
      logger.error("the settings stay as they are", metadata: ["error": "\(error)"])
    }
  }

  private func renewCertificate(_ read: ServiceConfiguration) throws {
    guard let store = transport.certificate else { return }
    guard let certificate = try read.transportCertificate() else {
      throw ServiceError.halfCertificate
    }
    try store.replace(with: certificate)
  }

  private func apply(_ read: ServiceConfiguration) {
    let old = configuration.withLock { $0 }
    var new = old
    var changes: [(setting: Setting, from: String, to: String)] = []
    for setting in Setting.all {
      let (before, after) = (setting.text(old) ?? "–", setting.text(read) ?? "–")
      guard before != after else { continue }
      changes.append((setting, before, after))
      if setting.isReloadable { setting.set(after, &new) }
    }
    configuration.withLock { [new] in $0 = new }
    operations.rules.replace(with: RequestRules(new))
    access.requests.set(perSecond: Double(new.rateLimit), burst: Double(4 * new.rateLimit))
    access.tips.set(perSecond: Double(new.tipLimit) / 60, burst: Double(new.tipLimit))
    output.set(new.logLevel, new.logFormat)
    report(changes)
  }

  private func report(_ changes: [(setting: Setting, from: String, to: String)]) {
    for change in changes {
      logger.notice(
        change.setting.isReloadable
          ? "a setting has changed" : "a setting has changed; restart the server to take it up",
        metadata: [
          "setting": "\(change.setting.key)", "from": "\(change.from)", "to": "\(change.to)",
        ])
    }
    logger.notice(
      "reloaded",
      metadata: [
        "changed": "\(changes.count { $0.setting.isReloadable })",
        "certificate": transport.certificate == nil ? "none" : "read anew",
        "accounts": "\(access.accounts.all.count)",
      ])
  }
}
