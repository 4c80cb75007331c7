import Foundation

/// The viewer's files, read once at the start: a request never touches the file system, and only what
/// is listed here can be asked for.
struct ViewerAssets: Sendable {
  /// The project's own files.
  let own: [String: [UInt8]]
  /// MapLibre, as the set-up took it from its package.
  let vendor: [String: [UInt8]]

  init(mapLibre folder: String?) {
    own = Self.files(in: Bundle.module.resourceURL?.appendingPathComponent("Viewer"))
    vendor = Self.files(in: folder.map { URL(fileURLWithPath: $0) })
      .filter { $0.key.hasPrefix("maplibre-gl") }
  }

  static func mediaType(of name: String) -> String {
    switch name.split(separator: ".").last {
    case "html": "text/html; charset=utf-8"
    case "css": "text/css; charset=utf-8"
    case "js": "text/javascript; charset=utf-8"
    case "svg": "image/svg+xml"
    case "json": "application/json"
    default: "application/octet-stream"
    }
  }

  private static func files(in folder: URL?) -> [String: [UInt8]] {
    guard let folder,
      let names = try? FileManager.default.contentsOfDirectory(atPath: folder.path)
    else { return [:] }
    var files: [String: [UInt8]] = [:]
    for name in names {
      files[name] = (try? Data(contentsOf: folder.appendingPathComponent(name))).map { Array($0) }
    }
    return files
  }
}
