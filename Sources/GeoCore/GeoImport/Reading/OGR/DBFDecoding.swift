/// How the text of a Shapefile's table is to be read.
enum DBFDecoding {
  /// The file says so itself, or is of another format: GDAL decodes.
  case declared
  /// Nothing is said: UTF-8 where the bytes are that, else Latin-1, cell by cell.
  case undeclared

  /// Looks for a `.cpg` and for a language mark other than "ANSI" in the table.
  static func of(path: String) -> DBFDecoding {
    guard path.lowercased().hasSuffix(".shp"), ShapefileParts.sibling(of: path, "cpg") == nil,
      let table = ShapefileParts.sibling(of: path, "dbf"),
      let head = FilePeek.bytes(of: table, count: 32), head.count == 32
    else { return .declared }
    let ansiMarks: [UInt8] = [0x00, 0x03, 0x57]
    return ansiMarks.contains(head[29]) ? .undeclared : .declared
  }

  /// An empty encoding makes GDAL hand over the bytes as they are.
  var openOptions: [String] { self == .undeclared ? ["ENCODING="] : [] }
}
