import Foundation

/// How many files and connections the system lets this process have open.
enum OpenFileLimit {
  /// Files that the process needs besides connections: the workspace, its sidecars, the log.
  static let reserve = 256

  /// The limit as it stands; `nil` when the system does not tell.
  static var current: Int? { limits.map { clamped($0.rlim_cur) } }

  /// Raises the limit as far as the process may by itself.
  /// - Returns: The limit as it then stands.
  static func raise() -> Int? {
    guard var limits else { return nil }
    if limits.rlim_cur < limits.rlim_max {
      limits.rlim_cur = limits.rlim_max
      // The call reads the value while it runs and keeps no pointer to it.
      _ = unsafe setrlimit(kind, &limits)
    }
    return current
  }

  private static var kind: __rlimit_resource_t { __rlimit_resource_t(RLIMIT_NOFILE.rawValue) }

  private static var limits: rlimit? {
    var limits = rlimit()
    // The call fills the value while it runs and keeps no pointer to it.
    return unsafe getrlimit(kind, &limits) == 0 ? limits : nil
  }

  private static func clamped(_ limit: rlim_t) -> Int { Int(clamping: limit) }
}
