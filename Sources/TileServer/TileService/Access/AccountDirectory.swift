import GeoCore
import Synchronization

/// The accounts that may sign in, by the digests of their tokens: one look-up in memory a request.
final class AccountDirectory: Sendable {
  private typealias Accounts = [Digest256: Principal]

  /// What is known, in a box, so that replacing it moves one pointer.
  private final class Box: Sendable {
    let accounts: Accounts
    init(_ accounts: Accounts) { self.accounts = accounts }
  }

  private let current: Mutex<Box>

  /// A directory of accounts.
  init(_ accounts: [(digest: Digest256, principal: Principal)] = []) {
    current = Mutex(Box(Self.table(accounts)))
  }

  /// The account whose token has a digest; `nil` when there is none, or it has been revoked.
  func principal(withToken digest: Digest256) -> Principal? { box.accounts[digest] }

  /// Every account with the digest of its token, by name.
  var all: [(digest: Digest256, principal: Principal)] {
    box.accounts.map { ($0.key, $0.value) }.sorted { $0.1.name < $1.1.name }
  }

  /// Replaces the accounts.
  func replace(with accounts: [(digest: Digest256, principal: Principal)]) {
    let box = Box(Self.table(accounts))
    current.withLock { $0 = box }
  }

  private var box: Box { current.withLock { $0 } }

  private static func table(_ accounts: [(digest: Digest256, principal: Principal)]) -> Accounts {
    Accounts(accounts.map { ($0.digest, $0.principal) }, uniquingKeysWith: { first, _ in first })
  }
}

/// Keeps a directory in line with the accounts of a workspace.
final class AccountReader: Sendable {
  private let directory: AccountDirectory
  private let workspace: Workspace
  private let watch: WorkspaceWatch
  private let seen = Mutex<Int64?>(nil)

  /// A reader that has not read yet.
  /// - Throws: `WorkspaceError`.
  init(_ workspace: Workspace, into directory: AccountDirectory) throws {
    self.workspace = workspace
    self.directory = directory
    watch = try WorkspaceWatch(workspace)
  }

  /// Reads the accounts anew if the file has changed since the last time.
  /// - Throws: `WorkspaceError`; the accounts known so far then stay.
  func refresh() throws {
    // The mark is taken before the rows are read: what changes in between is seen the next time.
    let mark = try watch.mark()
    guard seen.withLock({ $0 }) != mark else { return }
    let users = try workspace.activeUsers()
    directory.replace(with: users.map { ($0.tokenDigest, $0.principal) })
    seen.withLock { $0 = mark }
  }

  /// Closes the connection that watches the file.
  func close() { watch.close() }
}
