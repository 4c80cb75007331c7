/// What kind of file a path names, by its ending and its first bytes.
enum FileKind {
  /// Comma- or semicolon-separated text.
  case delimitedText
  /// One of the formats of GDAL, by the names of the drivers that may open it.
  case layered(drivers: [String])

  /// Looks at a file.
  /// - Throws: `file.missing`, `file.empty`, `file.compressed` or `file.unsupported`.
  static func of(path: String) throws(ImportProblem) -> FileKind {
    guard let head = FilePeek.bytes(of: path, count: 16) else { throw ImportProblem(.fileMissing) }
    guard !head.isEmpty else { throw ImportProblem(.fileEmpty) }
    if let packing = Packing.allCases.first(where: { head.starts(with: $0.signature) }) {
      throw packing.problem(for: path)
    }
    switch innerExtension(of: path) {
    case "csv", "txt", "tsv": return .delimitedText
    case "shp", "dbf", "shx": return .layered(drivers: ["ESRI Shapefile"])
    case "gpkg": return .layered(drivers: ["GPKG"])
    case "geojson", "json": return .layered(drivers: ["GeoJSON", "GeoJSONSeq"])
    case "geojsonl", "geojsons", "ndjson", "jsonl", "ldjson":
      return .layered(drivers: ["GeoJSONSeq"])
    case "zip": return .layered(drivers: ["ESRI Shapefile", "GPKG", "GeoJSON", "GeoJSONSeq"])
    default: throw ImportProblem(.fileUnsupported)
    }
  }

  /// The path under which GDAL reads the file: through its unpackers for `.gz` and `.zip`.
  static func virtualPath(of path: String) -> String {
    let lower = path.lowercased()
    if lower.hasSuffix(".gz") { return "/vsigzip/" + path }
    if lower.hasSuffix(".zip") { return "/vsizip/" + path }
    return path
  }

  /// The ending in lower case, that of the packed file for `.gz`.
  static func innerExtension(of path: String) -> String {
    var name = path.split(separator: "/").last.map(String.init) ?? path
    if name.lowercased().hasSuffix(".gz") { name.removeLast(3) }
    return name.split(separator: ".").dropFirst().last.map { $0.lowercased() } ?? ""
  }
}

/// Packings that have to be undone before an import.
private enum Packing: String, CaseIterable {
  case xz
  case bzip2
  case zstd
  case sevenZip = "7z"

  var signature: [UInt8] {
    switch self {
    case .xz: [0xFD, 0x37, 0x7A, 0x58, 0x5A]
    case .bzip2: [0x42, 0x5A, 0x68]
    case .zstd: [0x28, 0xB5, 0x2F, 0xFD]
    case .sevenZip: [0x37, 0x7A, 0xBC, 0xAF]
    }
  }

  func problem(for path: String) -> ImportProblem {
    let name = path.split(separator: "/").last.map(String.init) ?? path
    let command: String =
      switch self {
      case .xz: "xz -dk"
      case .bzip2: "bunzip2 -k"
      case .zstd: "unzstd"
      case .sevenZip: "7z x"
      }
    return ImportProblem(.fileCompressed, rawValue, "\(command) \(name)")
  }
}
