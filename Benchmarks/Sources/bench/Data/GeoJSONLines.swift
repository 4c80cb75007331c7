import GeoCore

/// Reads the outlines from a file of GeoJSON Features, one a line (RFC 8142 without its
/// separators): `Polygon` and `MultiPolygon`, two or three numbers a position. Nothing else is
/// looked at.
struct GeoJSONLines {
  private let bytes: [UInt8]
  private var position = 0

  /// The areas of a file, in its order.
  /// - Throws: `BenchError` for a file that is not of this form.
  static func areas(at path: String) throws -> [MultiPolygon] {
    var reader = GeoJSONLines(bytes: try BinaryFile.bytes(at: path))
    var areas: [MultiPolygon] = []
    while let area = try reader.nextArea() { areas.append(area) }
    guard !areas.isEmpty else { throw BenchError("\(path) holds no area") }
    return areas
  }

  /// The features of a file, in its order, each with the texts of `kode` and `nama`.
  /// - Throws: `BenchError` for a file that is not of this form.
  static func villages(
    at path: String
  ) throws -> [(code: String, name: String?, area: MultiPolygon)] {
    let text = try BinaryFile.bytes(at: path)
    return try text.split(separator: UInt8(ascii: "\n")).map { line in
      var reader = GeoJSONLines(bytes: Array(line))
      guard let code = reader.text(named: "kode") else { throw BenchError("\(path): no kode") }
      let name = reader.text(named: "nama")
      guard let area = try reader.nextArea() else { throw BenchError("\(path): no geometry") }
      return (code, name, area)
    }
  }

  /// The text of a property, written without escapes; `nil` where there is none.
  private func text(named name: String) -> String? {
    var reader = self
    guard reader.skip(past: "\"\(name)\":\"") else { return nil }
    let rest = reader.bytes[reader.position...]
    return String(decoding: rest.prefix { $0 != UInt8(ascii: "\"") }, as: UTF8.self)
  }

  private init(bytes: [UInt8]) { self.bytes = bytes }

  private mutating func nextArea() throws -> MultiPolygon? {
    guard skip(past: #""coordinates":"#) else { return nil }
    switch depth() {
    case 3: return MultiPolygon([try polygon()])
    case 4: return MultiPolygon(try list { try $0.polygon() })
    default: throw BenchError("a geometry is neither Polygon nor MultiPolygon")
    }
  }

  private mutating func polygon() throws -> Polygon {
    let rings = try list { try $0.ring() }
    guard let exterior = rings.first else { throw BenchError("a polygon has no ring") }
    return Polygon(exterior: exterior, holes: Array(rings.dropFirst()))
  }

  private mutating func ring() throws -> Ring { Ring(try list { try $0.coordinate() }) }

  private mutating func coordinate() throws -> Coordinate {
    let numbers = try list { try $0.number() }
    guard numbers.count >= 2 else { throw BenchError("a position has fewer than two numbers") }
    return Coordinate(longitude: numbers[0], latitude: numbers[1])
  }

  /// Moves past the next place where `text` stands.
  private mutating func skip(past text: String) -> Bool {
    let wanted = Array(text.utf8)
    while position + wanted.count <= bytes.count {
      if bytes[position] == wanted[0], bytes[position..<position + wanted.count] == wanted[...] {
        position += wanted.count
        return true
      }
      position += 1
    }
    return false
  }

  /// How many brackets open here, one after the other.
  private func depth() -> Int {
    bytes[position...].prefix { $0 == UInt8(ascii: "[") || $0 == UInt8(ascii: " ") }
      .count { $0 == UInt8(ascii: "[") }
  }

  /// `[element, element …]`
  private mutating func list<Element>(
    _ element: (inout GeoJSONLines) throws -> Element
  ) throws -> [Element] {
    try expect(UInt8(ascii: "["))
    var elements: [Element] = []
    repeat { elements.append(try element(&self)) } while accept(UInt8(ascii: ","))
    try expect(UInt8(ascii: "]"))
    return elements
  }

  private mutating func number() throws -> Double {
    skipSpaces()
    let start = position
    while position < bytes.count, Self.isOfNumber(bytes[position]) { position += 1 }
    let text = String(decoding: bytes[start..<position], as: UTF8.self)
    guard let value = Double(text) else { throw BenchError("'\(text)' is not a number") }
    return value
  }

  private static func isOfNumber(_ byte: UInt8) -> Bool {
    (48...57).contains(byte) || [43, 45, 46, 69, 101].contains(byte)
  }

  private mutating func expect(_ byte: UInt8) throws {
    guard accept(byte) else { throw BenchError("unexpected text at byte \(position)") }
  }

  private mutating func accept(_ byte: UInt8) -> Bool {
    skipSpaces()
    guard position < bytes.count, bytes[position] == byte else { return false }
    position += 1
    return true
  }

  private mutating func skipSpaces() {
    while position < bytes.count, bytes[position] == UInt8(ascii: " ") { position += 1 }
  }
}
