import Foundation
import MapRendering
import Testing

/// Poppler's programs (`pdftotext`, `pdftoppm`), which share no line with what they read. Tests say less without
/// them.
enum PopplerTool {
  static let isThere =
    (try? run("pdftotext", ["-v"])) != nil && (try? run("pdftoppm", ["-v"])) != nil

  struct Page {
    var width: Int
    var height: Int
    var pixels: [RGBA]
  }

  /// The text of a document.
  static func text(of document: [UInt8]) throws -> String {
    try withFile(document) {
      String(decoding: try run("pdftotext", ["-layout", $0, "-"]), as: UTF8.self)
    }
  }

  /// The first page of a document as a picture.
  static func page(of document: [UInt8], resolution: Int) throws -> Page {
    let bytes = try withFile(document) {
      try run("pdftoppm", ["-r", "\(resolution)", "-f", "1", "-l", "1", $0])
    }
    // P6, width, height and 255, each ended by white space.
    var numbers: [Int] = []
    var position = 2
    while numbers.count < 3 {
      while bytes[position] <= 32 { position += 1 }
      var number = 0
      while bytes[position] > 32 {
        number = number * 10 + Int(bytes[position]) - 48
        position += 1
      }
      numbers.append(number)
    }
    position += 1
    let pixels = stride(from: position, to: bytes.count - 2, by: 3).map {
      RGBA(red: bytes[$0], green: bytes[$0 + 1], blue: bytes[$0 + 2])
    }
    return Page(width: numbers[0], height: numbers[1], pixels: pixels)
  }

  private static func withFile<Result>(
    _ bytes: [UInt8], _ body: (String) throws -> Result
  ) throws -> Result {
    let url = FileManager.default.temporaryDirectory
      .appendingPathComponent("petabinaan-\(UUID().uuidString).pdf")
    try Data(bytes).write(to: url)
    defer { try? FileManager.default.removeItem(at: url) }
    return try body(url.path)
  }

  private static func run(_ program: String, _ arguments: [String]) throws -> [UInt8] {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = [program] + arguments
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = FileHandle.nullDevice
    try process.run()
    let data = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    try #require(process.terminationStatus == 0)
    return [UInt8](data)
  }
}
