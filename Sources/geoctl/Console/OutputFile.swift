import Foundation

/// Writes results to a file whole or not at all.
enum OutputFile {
  /// Puts bytes at a path, replacing what is there in one step.
  /// - Throws: `Failure` naming the path and the reason.
  static func write(_ bytes: [UInt8], to path: String) throws {
    do {
      try Data(bytes).write(to: URL(fileURLWithPath: path), options: .atomic)
    } catch {
      throw Failure("\(path) cannot be written: \(error.localizedDescription)")
    }
  }
}
