import Foundation

/// Programs that judge our output: they share no line with what they judge.
enum ExternalTool {
  struct Outcome {
    var status: Int32
    var output: String
  }

  /// Runs a program of the search path; `nil` when it cannot be started.
  static func run(_ arguments: [String]) -> Outcome? {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = arguments
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = pipe
    guard (try? process.run()) != nil else { return nil }
    let data = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return Outcome(
      status: process.terminationStatus, output: String(decoding: data, as: UTF8.self))
  }

  /// The Python of `PETABINAAN_TEST_PYTHON`, else `python3`.
  static let python =
    ProcessInfo.processInfo.environment["PETABINAAN_TEST_PYTHON"] ?? "python3"

  static let hasPython = run([python, "-c", "pass"])?.status == 0
  static let hasPillow = run([python, "-c", "import PIL"])?.status == 0
  static let hasVectorTiles = run([python, "-c", "import mapbox_vector_tile"])?.status == 0
  static let hasOgrinfo = run(["ogrinfo", "--version"])?.status == 0

  static let pythonReason = "python3 is not there (set PETABINAAN_TEST_PYTHON)"
  static let pillowReason = "Pillow is not there (set PETABINAAN_TEST_PYTHON)"
  static let vectorTileReason =
    "the package mapbox-vector-tile is not there (set PETABINAAN_TEST_PYTHON)"
  static let ogrinfoReason = "ogrinfo is not there (install gdal-bin)"

  /// A script of `Tests/clients`.
  static func script(_ name: String) -> String {
    testsFolder.appendingPathComponent("clients/\(name)").path
  }

  static let testsFolder = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent()

  /// Writes bytes to a file of its own, calls, and takes the file away again.
  static func withFile<Result>(
    _ bytes: [UInt8], suffix: String, _ body: (URL) throws -> Result
  ) throws -> Result {
    let url = FileManager.default.temporaryDirectory
      .appendingPathComponent("petabinaan-\(UUID().uuidString)\(suffix)")
    try Data(bytes).write(to: url)
    defer { try? FileManager.default.removeItem(at: url) }
    return try body(url)
  }
}
