import GeoCore
import Synchronization

/// A signed-in browser.
struct Session: Sendable {
  /// The digest of the account's token: the session holds as long as the account does.
  let account: Digest256
  /// What single tips are looked at for, as the officer has said.
  var purpose: Purpose?
  fileprivate let begun: Int64
  fileprivate var lastUsed: Int64
}

/// The sessions of the running process. They are kept in memory alone, under the digests of their
/// secrets, and their number is bounded, in all and for each account.
final class SessionStore: Sendable {
  /// How long a session may rest, in milliseconds.
  static let idleLimit: Int64 = 8 * 3_600_000
  /// How long it may last, in milliseconds.
  static let ageLimit: Int64 = 24 * 3_600_000
  /// How many an account may have; a further one ends the one that has rested longest.
  static let perAccount = 16
  /// How many there may be.
  static let capacity = 4096

  private let clock: ServiceClock
  private let sessions = Mutex<[Digest256: Session]>([:])

  init(clock: ServiceClock) { self.clock = clock }

  /// Begins a session.
  /// - Returns: Its secret, which the browser keeps in a cookie and nobody else has.
  func begin(for account: Digest256) -> AccessToken {
    let secret = AccessToken(.session)
    let now = clock.milliseconds()
    sessions.withLock { sessions in
      sessions = sessions.filter { Self.isAlive($0.value, now) }
      let own = sessions.filter { $0.value.account == account }
      if own.count >= Self.perAccount { Self.endLongestRested(own, in: &sessions) }
      if sessions.count >= Self.capacity { Self.endLongestRested(sessions, in: &sessions) }
      sessions[secret.digest] = Session(
        account: account, purpose: nil, begun: now, lastUsed: now)
    }
    return secret
  }

  /// The session of a secret, which counts as used now; `nil` when it is none or has ended.
  func use(_ secret: Digest256) -> Session? {
    let now = clock.milliseconds()
    return sessions.withLock { sessions in
      guard var session = sessions[secret] else { return nil }
      guard Self.isAlive(session, now) else {
        sessions[secret] = nil
        return nil
      }
      session.lastUsed = now
      sessions[secret] = session
      return session
    }
  }

  /// Notes what the session's owner looks at single tips for.
  func setPurpose(_ purpose: Purpose, of secret: Digest256) {
    sessions.withLock { $0[secret]?.purpose = purpose }
  }

  /// Ends a session.
  func end(_ secret: Digest256) { sessions.withLock { $0[secret] = nil } }

  /// How many sessions there are.
  var count: Int { sessions.withLock(\.count) }

  private static func isAlive(_ session: Session, _ now: Int64) -> Bool {
    now - session.lastUsed < idleLimit && now - session.begun < ageLimit
  }

  private static func endLongestRested(
    _ candidates: [Digest256: Session], in sessions: inout [Digest256: Session]
  ) {
    if let oldest = candidates.min(by: { $0.value.lastUsed < $1.value.lastUsed }) {
      sessions[oldest.key] = nil
    }
  }
}
