/// Reads vector tiles (Mapbox Vector Tile specification 2.1), written apart from the library's encoder:
/// tests look at tiles through it.
public struct VectorTileReader {
  /// A value of a feature's attribute.
  public enum Value: Hashable, Sendable {
    /// A text.
    case string(String)
    /// A number of any of the wire's kinds.
    case number(Double)
    /// A truth value.
    case bool(Bool)
  }

  /// A feature.
  public struct Feature: Sendable {
    /// Its number; `nil` when it has none.
    public var id: UInt64?
    /// 1 points, 2 lines, 3 areas.
    public var type = 0
    /// Its attributes.
    public var tags: [String: Value] = [:]
    /// Its paths in tile units, y downwards: a path a line or ring, one of all points.
    public var paths: [[(x: Int, y: Int)]] = []

    /// The text of an attribute.
    public func text(_ name: String) -> String? {
      if case .string(let text)? = tags[name] { text } else { nil }
    }

    /// The number of an attribute.
    public func number(_ name: String) -> Double? {
      if case .number(let number)? = tags[name] { number } else { nil }
    }
  }

  /// A layer.
  public struct Layer: Sendable {
    /// Its name.
    public var name = ""
    /// Tile units across.
    public var extent = 4096
    /// The version of the specification.
    public var version = 1
    /// Its features.
    public var features: [Feature] = []
  }

  /// What is wrong with the bytes.
  public struct Malformed: Error, Sendable {
    /// In words.
    public let reason: String
  }

  /// The layers of a tile.
  /// - Throws: `Malformed`.
  public static func layers(of bytes: [UInt8]) throws(Malformed) -> [Layer] {
    var layers: [Layer] = []
    var message = Message(bytes[...])
    while let field = try message.next() {
      guard field.number == 3 else { throw Malformed(reason: "field \(field.number) of a tile") }
      layers.append(try layer(try field.bytes()))
    }
    return layers
  }

  private static func layer(_ bytes: ArraySlice<UInt8>) throws(Malformed) -> Layer {
    var layer = Layer()
    var (keys, values): ([String], [Value]) = ([], [])
    var raw: [ArraySlice<UInt8>] = []
    var message = Message(bytes)
    while let field = try message.next() {
      switch field.number {
      case 1: layer.name = try field.text()
      case 2: raw.append(try field.bytes())
      case 3: keys.append(try field.text())
      case 4: values.append(try value(try field.bytes()))
      case 5: layer.extent = Int(truncatingIfNeeded: try field.varint())
      case 15: layer.version = Int(truncatingIfNeeded: try field.varint())
      default: throw Malformed(reason: "field \(field.number) of a layer")
      }
    }
    for bytes in raw { layer.features.append(try feature(bytes, keys, values)) }
    return layer
  }

  private static func value(_ bytes: ArraySlice<UInt8>) throws(Malformed) -> Value {
    var message = Message(bytes)
    guard let field = try message.next() else { throw Malformed(reason: "a value of nothing") }
    switch field.number {
    case 1: return .string(try field.text())
    case 2: return .number(Double(Float(bitPattern: UInt32(truncatingIfNeeded: field.bits))))
    case 3: return .number(Double(bitPattern: field.bits))
    case 4: return .number(Double(Int64(bitPattern: try field.varint())))
    case 5: return .number(Double(try field.varint()))
    case 6: return .number(Double(zigzag(try field.varint())))
    case 7: return .bool(try field.varint() != 0)
    default: throw Malformed(reason: "field \(field.number) of a value")
    }
  }

  private static func feature(
    _ bytes: ArraySlice<UInt8>, _ keys: [String], _ values: [Value]
  ) throws(Malformed) -> Feature {
    var feature = Feature()
    var message = Message(bytes)
    while let field = try message.next() {
      switch field.number {
      case 1: feature.id = try field.varint()
      case 2:
        let pairs = try numbers(try field.bytes())
        for index in stride(from: 0, to: pairs.count - 1, by: 2) {
          guard pairs[index] < keys.count, pairs[index + 1] < values.count else {
            throw Malformed(reason: "a tag beyond its tables")
          }
          feature.tags[keys[Int(pairs[index])]] = values[Int(pairs[index + 1])]
        }
      case 3: feature.type = Int(truncatingIfNeeded: try field.varint())
      case 4: feature.paths = try paths(try numbers(try field.bytes()))
      default: throw Malformed(reason: "field \(field.number) of a feature")
      }
    }
    return feature
  }

  private static func numbers(_ bytes: ArraySlice<UInt8>) throws(Malformed) -> [UInt64] {
    var message = Message(bytes)
    var numbers: [UInt64] = []
    while !message.isAtEnd { numbers.append(try message.varint()) }
    return numbers
  }

  private static func paths(_ commands: [UInt64]) throws(Malformed) -> [[(x: Int, y: Int)]] {
    var paths: [[(x: Int, y: Int)]] = []
    var (x, y) = (0, 0)
    var rest = commands[...]
    while let command = rest.popFirst() {
      let count = Int(command >> 3)
      guard command & 7 != 7 else { continue }
      guard rest.count >= 2 * count, command & 7 == 1 || !paths.isEmpty else {
        throw Malformed(reason: "a command without its numbers")
      }
      if command & 7 == 1 { paths.append([]) }
      for _ in 0..<count {
        x += zigzag(rest.removeFirst())
        y += zigzag(rest.removeFirst())
        paths[paths.count - 1].append((x, y))
      }
    }
    return paths
  }

  private static func zigzag(_ value: UInt64) -> Int {
    Int(truncatingIfNeeded: Int64(bitPattern: value >> 1) ^ -Int64(bitPattern: value & 1))
  }
}

/// A message of Protocol Buffers, field by field.
private struct Message {
  struct Field {
    var number: Int
    var wire: UInt64
    var bits: UInt64 = 0
    var content: ArraySlice<UInt8> = []

    func varint() throws(VectorTileReader.Malformed) -> UInt64 {
      guard wire == 0 else { throw .init(reason: "field \(number) is no number") }
      return bits
    }

    func bytes() throws(VectorTileReader.Malformed) -> ArraySlice<UInt8> {
      guard wire == 2 else { throw .init(reason: "field \(number) holds no bytes") }
      return content
    }

    func text() throws(VectorTileReader.Malformed) -> String {
      guard let text = String(validating: try bytes(), as: UTF8.self) else {
        throw .init(reason: "field \(number) is not UTF-8")
      }
      return text
    }
  }

  private var rest: ArraySlice<UInt8>

  init(_ bytes: ArraySlice<UInt8>) { rest = bytes }

  var isAtEnd: Bool { rest.isEmpty }

  mutating func next() throws(VectorTileReader.Malformed) -> Field? {
    guard !rest.isEmpty else { return nil }
    let key = try varint()
    var field = Field(number: Int(key >> 3), wire: key & 7)
    switch field.wire {
    case 0: field.bits = try varint()
    case 1: field.bits = Self.little(try take(8))
    case 2: field.content = try take(Int(truncatingIfNeeded: try varint()))
    case 5: field.bits = Self.little(try take(4))
    default: throw .init(reason: "wire type \(field.wire)")
    }
    return field
  }

  mutating func varint() throws(VectorTileReader.Malformed) -> UInt64 {
    var (value, shift): (UInt64, UInt64) = (0, 0)
    while let byte = rest.popFirst(), shift < 64 {
      value |= UInt64(byte & 0x7F) << shift
      if byte < 0x80 { return value }
      shift += 7
    }
    throw .init(reason: "a number without an end")
  }

  private mutating func take(_ count: Int) throws(VectorTileReader.Malformed) -> ArraySlice<UInt8> {
    guard count >= 0, count <= rest.count else { throw .init(reason: "bytes beyond the end") }
    defer { rest = rest.dropFirst(count) }
    return rest.prefix(count)
  }

  private static func little(_ bytes: ArraySlice<UInt8>) -> UInt64 {
    bytes.reversed().reduce(0) { $0 << 8 | UInt64($1) }
  }
}
