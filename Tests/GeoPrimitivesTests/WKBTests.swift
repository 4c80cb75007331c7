import GeoPrimitives
import Support
import Testing

@Suite("Well-known binary")
struct WKBTests {
  static let place = Coordinate(longitude: 112.633_333_333, latitude: -7.983_908)

  @Test("comes back as it was written")
  func roundTrip() throws {
    for geometry in [Geometry.point(Self.place), .multiPolygon(islands), .multiPolygon(.init([]))] {
      #expect(try WKBReader.geometry(from: WKBWriter.bytes(of: geometry)) == geometry)
    }
  }

  @Test("keeps every bit of a coordinate")
  func keepsAllDigits() throws {
    var random = SeededRandom(seed: 11)
    for _ in 0..<500 {
      let place = Coordinate(
        longitude: random.uniform(-180...180), latitude: random.uniform(-90...90))
      let bytes = WKBWriter.bytes(of: .point(place))
      #expect(bytes.count == 21)
      #expect(try WKBReader.geometry(from: bytes) == .point(place))
    }
  }

  @Test("is written after a prefix and read from behind it")
  func prefixIsKept() throws {
    let prefix: [UInt8] = [0x47, 0x50, 0, 1]
    let bytes = WKBWriter.bytes(of: .multiPolygon(islands), after: prefix)
    #expect(Array(bytes.prefix(4)) == prefix)
    #expect(try WKBReader.geometry(from: bytes, startingAt: 4) == .multiPolygon(islands))
  }

  @Test("is what others write, byte for byte")
  func writesWhatOthersWrite() {
    let plain = ForeignWKB.Dialect.all[0]
    #expect(WKBWriter.bytes(of: .point(Self.place)) == ForeignWKB.point(Self.place, plain))
    #expect(
      WKBWriter.bytes(of: .multiPolygon(islands)) == ForeignWKB.multiPolygon(islands, plain))
  }

  @Test("is read in every dialect", arguments: ForeignWKB.Dialect.all)
  func readsDialects(dialect: ForeignWKB.Dialect) throws {
    let point = ForeignWKB.point(Self.place, dialect)
    #expect(try WKBReader.geometry(from: point) == .point(Self.place))
    let area = ForeignWKB.multiPolygon(islands, dialect)
    #expect(try WKBReader.geometry(from: area) == .multiPolygon(islands))
    let part = ForeignWKB.polygon(islands.polygons[0], dialect)
    #expect(
      try WKBReader.geometry(from: part) == .multiPolygon(MultiPolygon([islands.polygons[0]])))
  }

  @Test("may change its byte order from part to part")
  func partsHaveTheirOwnByteOrder() throws {
    var bytes = ForeignWKB.multiPolygon(MultiPolygon([]), ForeignWKB.Dialect.all[1])
    bytes[8] = 2
    bytes += ForeignWKB.polygon(islands.polygons[0], ForeignWKB.Dialect.all[0])
    bytes += ForeignWKB.polygon(islands.polygons[1], ForeignWKB.Dialect.all[1])
    #expect(try WKBReader.geometry(from: bytes) == .multiPolygon(islands))
  }

  @Test("that ends early is refused wherever it ends", arguments: ForeignWKB.Dialect.all)
  func refusesEveryTruncation(dialect: ForeignWKB.Dialect) {
    let area = ForeignWKB.multiPolygon(islands, dialect)
    for length in 0..<area.count {
      #expect(throws: WKBError.self) { try WKBReader.geometry(from: Array(area.prefix(length))) }
    }
    let point = ForeignWKB.point(Self.place, dialect)
    for length in 0..<point.count {
      #expect(throws: WKBError.self) { try WKBReader.geometry(from: Array(point.prefix(length))) }
    }
  }

  @Test("with a count that its bytes cannot hold is refused before memory is taken")
  func refusesAbsurdCounts() {
    for count in [UInt32(3), 1000, .max] {
      for headers in [[UInt32(6)], [3], [3, 1]] {
        var text = ForeignWKB(ForeignWKB.Dialect.all[0])
        text.header(headers[0])
        for number in headers.dropFirst() { text.number(number) }
        text.number(count)
        #expect(throws: WKBError.implausibleCount(count, atByte: 5 + 4 * (headers.count - 1))) {
          try WKBReader.geometry(from: text.bytes)
        }
      }
    }
  }

  @Test(
    "of another kind is refused by its number", arguments: [UInt32(0), 2, 4, 5, 7, 15, 17, 999])
  func refusesOtherKinds(type: UInt32) {
    var text = ForeignWKB(ForeignWKB.Dialect.all[0])
    text.header(type)
    text.position(Self.place)
    #expect(throws: WKBError.unsupportedType(type)) { try WKBReader.geometry(from: text.bytes) }
  }

  @Test("whose type number is beyond the standard's thousands is refused", arguments: [4001, 9003])
  func refusesUnknownThousands(type: UInt32) {
    var text = ForeignWKB(ForeignWKB.Dialect.all[0])
    text.header(type)
    text.number(UInt32(0))
    text.number(UInt32(0))
    text.number(UInt64(0))
    #expect(throws: WKBError.self) { try WKBReader.geometry(from: text.bytes) }
  }

  @Test("with a point among the parts of an area is refused")
  func refusesMixedParts() {
    var bytes = ForeignWKB.multiPolygon(MultiPolygon([]), ForeignWKB.Dialect.all[0])
    bytes[5] = 1
    bytes += ForeignWKB.point(Self.place, ForeignWKB.Dialect.all[0])
    #expect(throws: WKBError.mixedParts(1)) { try WKBReader.geometry(from: bytes) }
  }

  @Test("of an unknown byte order is refused", arguments: [UInt8(2), 9, 255])
  func refusesByteOrders(mark: UInt8) {
    var bytes = WKBWriter.bytes(of: .point(Self.place))
    bytes[0] = mark
    #expect(throws: WKBError.unknownByteOrder(mark)) { try WKBReader.geometry(from: bytes) }
  }

  @Test("survives any single byte being changed: an answer or an error, never a crash")
  func survivesDamage() {
    var random = SeededRandom(seed: 12)
    let whole = WKBWriter.bytes(of: .multiPolygon(islands))
    var refused = 0
    for position in whole.indices {
      var bytes = whole
      bytes[position] ^= UInt8.random(in: 1...255, using: &random)
      if (try? WKBReader.geometry(from: bytes)) == nil { refused += 1 }
    }
    #expect(refused > 0)
  }

  @Test("says in a sentence what is wrong")
  func errorsAreSentences() {
    #expect("\(WKBError.truncated(atByte: 7))".contains("byte 7"))
    #expect("\(WKBError.unsupportedType(2))".contains("2"))
    #expect("\(WKBError.implausibleCount(9, atByte: 5))".contains("9"))
  }
}
