import GeoCore
import Testing

@Suite("A tile request")
struct TileRequestTests {
  static func request(_ path: String) throws -> TileRequest {
    try TileRequest(path: path, zone: .wib)
  }

  @Test(
    "is read from the path of its address",
    arguments: [
      ("villages/0/0/0.mvt", 0, 0, 0, TileFormat.mvt, false),
      ("villages/9/404/269.png", 9, 404, 269, .png, false),
      ("villages/9/404/269@2x.png", 9, 404, 269, .png, true),
      ("villages/9/404/269.svg", 9, 404, 269, .svg, false),
      ("heat/10/825/533.png", 10, 825, 533, .png, false),
      ("heat/20/1048575/1048575@2x.mvt", 20, 1_048_575, 1_048_575, .mvt, true),
      ("heat/010/0825/533.svg", 10, 825, 533, .svg, false),
    ])
  func readsPaths(path: String, zoom: Int, x: Int, y: Int, format: TileFormat, doubled: Bool) throws
  {
    let request = try Self.request(path)
    #expect(request.tile == TileID(zoom: zoom, x: x, y: y))
    #expect(request.format == format)
    #expect(request.isDoubled == doubled)
  }

  @Test(
    "of no tile of the matrix is refused as such",
    arguments: [
      "villages/0/0/1.mvt", "villages/0/1/0.mvt", "villages/21/0/0.mvt", "villages/9/512/0.png",
      "villages/9/-1/0.png", "villages/9/0/-1.png", "villages/a/0/0.png", "villages/9/0x1/0.png",
      "villages/9/+1/0.png", "villages/9/1.5/0.png", "villages/9/1/.png", "villages/9//1.png",
      "villages/9/1/0", "villages/9/1", "villages", "", "villages/9/1/0/2.png",
      "villages/9/00000001/0.png", "villages/99999999999999999999/0/0.png", "villages/9/1/0@3x.png",
      "villages/9/1/0@2x@2x.png", "villages/9/１/0.png",
    ])
  func refusesAddresses(path: String) {
    #expect {
      try Self.request(path)
    } throws: { error in
      (error as? RequestError)?.code == "outside-matrix"
    }
  }

  @Test("of an unknown layer or format is refused by its name")
  func refusesNames() {
    #expect(throws: RequestError.unknownLayer("village")) { try Self.request("village/0/0/0.mvt") }
    #expect(throws: RequestError.unknownLayer("")) { try Self.request("/0/0/0.mvt") }
    #expect(throws: RequestError.unknownLayer("Heat")) { try Self.request("Heat/0/0/0.mvt") }
    for format in ["jpg", "", "PNG", "png.gz", "pbf"] {
      #expect(throws: RequestError.unknownFormat(format, layer: "heat")) {
        try Self.request("heat/0/0/0.\(format)")
      }
    }
  }

  @Test("has the parameters of its layer and no others")
  func knowsItsParameters() throws {
    let village = try Self.request("villages/9/404/269.mvt?level=district")
    #expect(village.content == .villages(level: .district))
    #expect(try Self.request("villages/9/404/269.mvt").content == .villages(level: nil))
    #expect(throws: RequestError.unknownParameter("bandwidth", known: ["level"])) {
      try Self.request("villages/9/404/269.mvt?bandwidth=500")
    }
    #expect(throws: RequestError.unknownParameter("level", known: HeatParameters.names)) {
      try Self.request("heat/9/404/269.png?level=village")
    }
    #expect(throws: RequestError.repeatedParameter("level")) {
      try Self.request("villages/9/404/269.mvt?level=village&level=village")
    }
  }

  @Test("names the value that its parameter does not take")
  func refusesValues() {
    for level in ["desa", "", "Village", "province,regency"] {
      #expect {
        try Self.request("villages/9/404/269.mvt?level=\(level)")
      } throws: { error in
        guard case .badValue(let parameter, let value, _)? = error as? RequestError else {
          return false
        }
        return parameter == "level" && value == level
      }
    }
  }
}

@Suite("Parameters of a query")
struct QueryParametersTests {
  @Test(
    "are read with their escapes",
    arguments: [
      ("", [:]), ("a=1", ["a": "1"]), ("a=1&b=2", ["a": "1", "b": "2"]), ("a", ["a": ""]),
      ("a=", ["a": ""]), ("a=b=c", ["a": "b=c"]), ("a+b=c+d", ["a b": "c d"]),
      ("a=%2B%26%3D%20", ["a": "+&= "]), ("q=Desa%20%C3%A9", ["q": "Desa é"]),
      ("%61=%e2%82%ac", ["a": "€"]), ("a=1&&b=2&", ["a": "1", "b": "2"]),
      ("datetime=2026-01-01T00:00:00%2B07:00/..", ["datetime": "2026-01-01T00:00:00+07:00/.."]),
    ])
  func parses(query: String, expected: [String: String]) throws {
    let parameters = try QueryParameters.parse(query)
    for (name, value) in expected { #expect(parameters[name] == value) }
    #expect(parameters["missing"] == nil)
    #expect(throws: Never.self) { try parameters.requireKnown(Array(expected.keys)) }
  }

  @Test(
    "with broken escapes are refused",
    arguments: ["a=%", "a=%2", "a=%zz", "a=%GG", "a=%ff", "a=%C3", "%=1", "a=%E2%82"])
  func refusesBrokenEscapes(query: String) {
    #expect {
      try QueryParameters.parse(query)
    } throws: { ($0 as? RequestError)?.code == "bad-parameter" }
  }

  @Test("are given once each, also when one is escaped")
  func refusesRepetition() {
    #expect(throws: RequestError.repeatedParameter("a")) { try QueryParameters.parse("a=1&%61=2") }
  }

  @Test("that nobody asked for are refused by name")
  func refusesUnknown() throws {
    let parameters = try QueryParameters.parse("a=1&c=2")
    #expect(throws: RequestError.unknownParameter("c", known: ["a", "b"])) {
      try parameters.requireKnown(["a", "b"])
    }
    #expect("\(RequestError.unknownParameter("c", known: ["a", "b"]))".contains("'c'"))
  }
}
