public import Foundation

/// Where the real data lie that some tests read: beside the project, or where `PETABINAAN_DATA`
/// points. They are never part of the project; tests that need them say that they skip.
public enum TestData {
  /// The folder of the package.
  public static let packageRoot = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  /// The folder of the real data; `nil` when it is not there.
  public static let root: URL? = {
    let named = ProcessInfo.processInfo.environment["PETABINAAN_DATA"]
    let folder =
      named.map { URL(fileURLWithPath: $0) }
      ?? packageRoot.deletingLastPathComponent().appendingPathComponent("shared/data")
    return FileManager.default.fileExists(atPath: folder.path) ? folder : nil
  }()

  /// Whether the real data are there; for `.enabled(if:)` with the comment below.
  public static var isAvailable: Bool { root != nil }

  /// What a skipped test says.
  public static let skipReason = "the real data are not there (set PETABINAAN_DATA)"

  /// A file of the real data; `nil` when it is not there.
  public static func file(_ path: String) -> URL? {
    guard let url = root?.appendingPathComponent(path),
      FileManager.default.fileExists(atPath: url.path)
    else { return nil }
    return url
  }
}
