import Foundation

/// Whether tests that take minutes look at all their cases: with `PETABINAAN_SLOW_TESTS=1`.
enum SlowTests {
  static let areWanted = ProcessInfo.processInfo.environment["PETABINAAN_SLOW_TESTS"] == "1"

  /// All cases when slow tests are wanted, else a few.
  static func all<Cases>(_ all: Cases, elseOnly few: Cases) -> Cases { areWanted ? all : few }
}
