import GeoCore
import Synchronization

/// Codes that are exchanged for a session once, within fifteen minutes: what a link to `/signin` bears in
/// place of a token. They are kept in memory alone.
final class SignInCodes: Sendable {
  /// How long a code holds, in milliseconds.
  static let lifetime: Int64 = 15 * 60_000
  private static let capacity = 256

  private struct Entry {
    let account: Digest256
    let expiry: Int64
  }

  private let clock: ServiceClock
  private let entries = Mutex<[Digest256: Entry]>([:])

  init(clock: ServiceClock) { self.clock = clock }

  /// A new code for an account; `nil` when too many are waiting to be used.
  func issue(for account: Digest256) -> AccessToken? {
    let code = AccessToken(.signInCode)
    let now = clock.milliseconds()
    return entries.withLock { entries in
      entries = entries.filter { $0.value.expiry > now }
      guard entries.count < Self.capacity else { return nil }
      entries[code.digest] = Entry(account: account, expiry: now + Self.lifetime)
      return code
    }
  }

  /// Takes a code: the account that it signs in, and nothing the second time.
  func redeem(_ code: Digest256) -> Digest256? {
    let now = clock.milliseconds()
    return entries.withLock { entries in
      guard let entry = entries.removeValue(forKey: code), entry.expiry > now else { return nil }
      return entry.account
    }
  }
}
