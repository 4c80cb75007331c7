public import Foundation

/// A folder of its own for a test, removed with the object.
public final class ScratchFolder: Sendable {
  /// Where it is.
  public let url: URL

  /// Makes an empty folder among the temporary files.
  /// - Throws: What the file system reports.
  public init() throws {
    url = FileManager.default.temporaryDirectory
      .appendingPathComponent("petabinaan-tests-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: url) }

  /// The path of a file in it.
  public func path(_ name: String) -> String { url.appendingPathComponent(name).path }

  /// The names of the files in it, sorted, without those that begin with a text, if one is given.
  public func names(besides start: String? = nil) throws -> [String] {
    let all = try FileManager.default.contentsOfDirectory(atPath: url.path).sorted()
    return start.map { start in all.filter { !$0.hasPrefix(start) } } ?? all
  }

  /// Writes text to a file in it and returns its path.
  @discardableResult
  public func write(_ text: String, to name: String) throws -> String {
    try Data(text.utf8).write(to: url.appendingPathComponent(name))
    return path(name)
  }

  /// The bytes of a file in it.
  public func bytes(_ name: String) throws -> [UInt8] {
    [UInt8](try Data(contentsOf: url.appendingPathComponent(name)))
  }
}

extension ScratchFolder {
  /// Writes bytes to a file in it and returns its path.
  /// - Throws: What the file system reports.
  @discardableResult
  public func write(_ bytes: [UInt8], to name: String) throws -> String {
    try Data(bytes).write(to: url.appendingPathComponent(name))
    return path(name)
  }
}
