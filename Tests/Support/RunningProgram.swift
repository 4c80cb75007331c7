import Foundation
import Glibc

/// Another program, run as a process: what it printed and how it ended.
public struct ProgramOutcome: Sendable {
  /// The exit code; of a program that was killed, the number of the signal, negative.
  public let status: Int32
  /// What stood on standard output.
  public let output: String
  /// What stood on standard error.
  public let errors: String
}

/// Why a program could not be run.
public enum ProgramError: Error, Hashable, Sendable {
  /// There is no such program, or it cannot be started.
  case notStarted(String)
  /// It did not end within the time it was given.
  case tooSlow(String)
  /// Its output never held what was waited for.
  case silent(String)
}

/// A process that a test has started. Its outputs go to files, so that no pipe can fill up, and it does
/// not outlive the test.
public final class RunningProgram {
  private let process = Process()
  private let folder: ScratchFolder
  private let name: String

  /// Starts a program.
  /// - Parameters:
  ///   - program: Its path, or its name on the search path.
  ///   - arguments: What follows its name.
  ///   - environment: Variables set besides those of the test; `nil` takes one away.
  /// - Throws: `ProgramError.notStarted`.
  public init(_ program: String, _ arguments: [String], environment: [String: String?] = [:]) throws
  {
    name = program
    folder = try ScratchFolder()
    let isPath = program.contains("/")
    process.executableURL = URL(fileURLWithPath: isPath ? program : "/usr/bin/env")
    process.arguments = isPath ? arguments : [program] + arguments
    var variables = ProcessInfo.processInfo.environment
    for (key, value) in environment { variables[key] = value }
    process.environment = variables
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = try Self.writer(folder.path("output"))
    process.standardError = try Self.writer(folder.path("errors"))
    guard (try? process.run()) != nil else { throw ProgramError.notStarted(program) }
  }

  deinit {
    if process.isRunning { kill(process.processIdentifier, SIGKILL) }
  }

  /// The number of the process.
  public var identifier: Int32 { process.processIdentifier }

  /// Whether it still runs.
  public var isRunning: Bool { process.isRunning }

  /// Sends a signal.
  public func signal(_ number: Int32) { kill(process.processIdentifier, number) }

  /// What stands on standard output so far.
  public var outputSoFar: String { text("output") }

  /// Waits until standard output holds a text.
  /// - Throws: `ProgramError.silent` when it ends before, or after `seconds`.
  public func waitForOutput(_ wanted: String, seconds: Double = 30) throws {
    let deadline = Date().addingTimeInterval(seconds)
    while !outputSoFar.contains(wanted) {
      guard process.isRunning, Date() < deadline else {
        throw ProgramError.silent("\(name): \(text("errors"))")
      }
      usleep(20_000)
    }
  }

  /// Waits for its end.
  /// - Throws: `ProgramError.tooSlow` when it still runs after `seconds`; it is then killed.
  public func wait(seconds: Double = 120) throws -> ProgramOutcome {
    let deadline = Date().addingTimeInterval(seconds)
    while process.isRunning {
      guard Date() < deadline else {
        signal(SIGKILL)
        throw ProgramError.tooSlow(name)
      }
      usleep(5000)
    }
    process.waitUntilExit()
    let code = process.terminationStatus
    return ProgramOutcome(
      status: process.terminationReason == .exit ? code : -code, output: text("output"),
      errors: text("errors"))
  }

  private func text(_ file: String) -> String {
    String(
      decoding: (try? Data(contentsOf: URL(fileURLWithPath: folder.path(file)))) ?? Data(),
      as: UTF8.self)
  }

  private static func writer(_ path: String) throws -> FileHandle {
    try Data().write(to: URL(fileURLWithPath: path))
    return try FileHandle(forWritingTo: URL(fileURLWithPath: path))
  }
}

/// Programs that judge what we make, and share no line with it.
public enum Program {
  /// Runs a program to its end.
  /// - Throws: `ProgramError`.
  public static func run(
    _ program: String, _ arguments: [String] = [], environment: [String: String?] = [:],
    seconds: Double = 120
  ) throws -> ProgramOutcome {
    try RunningProgram(program, arguments, environment: environment).wait(seconds: seconds)
  }

  /// Whether a program can be run.
  public static func isThere(_ program: String, _ arguments: [String] = ["--version"]) -> Bool {
    (try? run(program, arguments, seconds: 30))?.status == 0
  }

  /// The Python of `PETABINAAN_TEST_PYTHON`, else `python3`.
  public static let python =
    ProcessInfo.processInfo.environment["PETABINAAN_TEST_PYTHON"] ?? "python3"

  /// Whether that Python can import a package.
  public static func pythonHas(_ package: String) -> Bool {
    isThere(python, ["-c", "import \(package)"])
  }

  /// A script of `Tests/clients`.
  public static func client(_ name: String) -> String {
    TestData.packageRoot.appendingPathComponent("Tests/clients/\(name)").path
  }
}
