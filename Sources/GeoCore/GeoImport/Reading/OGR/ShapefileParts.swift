import Glibc

/// The parts of a Shapefile, looked at before GDAL does: a missing or cut-off part is named instead
/// of read around.
enum ShapefileParts {
  /// - Throws: `file.missing_part` or `file.truncated`.
  static func check(path: String) throws(ImportProblem) {
    guard FileKind.innerExtension(of: path) == "shp", path.lowercased().hasSuffix(".shp") else {
      return
    }
    for part in ["shx", "dbf"] where sibling(of: path, part) == nil {
      throw ImportProblem(.fileMissingPart, ".\(part)")
    }
    try checkLength(of: path, expected: shapeLength)
    if let table = sibling(of: path, "dbf") { try checkLength(of: table, expected: tableLength) }
  }

  /// The file beside a Shapefile with another ending, in lower or upper case.
  static func sibling(of path: String, _ part: String) -> String? {
    let stem = path.dropLast(4)
    return ["\(stem).\(part)", "\(stem).\(part.uppercased())"].first {
      unsafe access($0, R_OK) == 0
    }
  }

  private static func checkLength(
    of path: String, expected: ([UInt8]) -> Int?
  ) throws(ImportProblem) {
    guard let head = FilePeek.bytes(of: path, count: 100), let wanted = expected(head),
      let length = FilePeek.length(of: path), length < wanted
    else { return }
    let name = path.split(separator: "/").last.map(String.init) ?? path
    throw ImportProblem(.fileTruncated, name, String(length), String(wanted))
  }

  /// Bytes 24–27 of a `.shp` hold its length in 16-bit words, most significant byte first.
  private static func shapeLength(_ head: [UInt8]) -> Int? {
    guard head.count >= 28 else { return 100 }
    return head[24..<28].reduce(0) { $0 << 8 | Int($1) } * 2
  }

  /// Bytes 4–7 of a `.dbf` hold its rows, 8–9 the length of the header, 10–11 that of a row, least
  /// significant byte first.
  private static func tableLength(_ head: [UInt8]) -> Int? {
    guard head.count >= 12 else { return 32 }
    func number(_ range: Range<Int>) -> Int {
      head[range].reversed().reduce(0) { $0 << 8 | Int($1) }
    }
    return number(8..<10) + number(4..<8) * number(10..<12)
  }
}
