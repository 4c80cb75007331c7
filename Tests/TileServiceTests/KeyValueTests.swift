import GeoCore
import Testing

@testable import TileService

@Suite("Parameters of web maps")
struct KeyValueTests {
  @Test("are read in any case, and once")
  func names() throws {
    let parameters = try KeyValueParameters(query: "Layers=a%2Cb&STYLES=&width=12&WIDTH=12&x=+y")
    #expect(parameters.names("layers") == ["a", "b"])
    #expect(parameters["styles"] == nil && parameters["X"] == " y")
    #expect(try parameters.number("width") == 12)
    for query in ["a=1&A=2", "a=%zz", "a=%ff"] {
      #expect(throws: RequestError.self) { try KeyValueParameters(query: query) }
    }
    for number in ["-1", "1.5", "0x10", "1e3", "9999999999", "１"] {
      let parameters = try KeyValueParameters(query: "width=\(number)")
      #expect(throws: RequestError.self) { try parameters.number("width") }
    }
  }

  @Test("of a layer go before those that are meant for all")
  func layers() throws {
    let parameters = try KeyValueParameters(
      query: "kind=hotel&activities.kind=edukasi&Level=village")
    #expect(try parameters.query(of: TileLayer.accommodations.entry)["kind"] == "hotel")
    #expect(try parameters.query(of: TileLayer.activities.entry)["kind"] == "edukasi")
    #expect(try parameters.query(of: TileLayer.villages.entry)["level"] == "village")
    #expect(try parameters.query(of: TileLayer.villages.entry)["kind"] == nil)
  }

  @Test("of time are one moment or interval, its resolution aside")
  func times() {
    let cases: [(text: String, span: String?, day: String?)] = [
      ("2026-01-01", "2026-01-01", "2026-01-01"),
      ("2026-01-01T00:00:00.000Z", "2026-01-01T00:00:00Z", "2026-01-01"),
      ("2026-01-01/2026-02-01", "2026-01-01/2026-02-01", "2026-02-01"),
      ("2026-01-01/2026-02-01/P1M", "2026-01-01/2026-02-01", "2026-02-01"),
      ("../2026-02-01", "../2026-02-01", "2026-02-01"), ("a,b", nil, nil),
      ("2026-01-01/2026-02-01/2026-03-01", nil, nil),
    ]
    for one in cases {
      #expect(TimeDimension.value(of: one.text, asDay: false) == one.span)
      #expect(TimeDimension.value(of: one.text, asDay: true) == one.day)
    }
  }

  @Test("and their errors are escaped in XML")
  func escaping() throws {
    let element = XMLElement("a", ["b": "\"<&>'"], text: "<&>\u{0}\u{B}\u{FFFF}é\u{1F600}")
    let text = String(decoding: element.document, as: UTF8.self)
    #expect(text.contains("<a b=\"&quot;&lt;&amp;&gt;&#39;\">&lt;&amp;&gt;   é\u{1F600}</a>"))
    _ = try XMLReading(element.document)
  }

  @Test("name the older version only where something older is asked for")
  func versions() throws {
    for (text, version) in [
      ("", WebMapVersion.v1_3_0), ("1.3.0", .v1_3_0), ("1.1.1", .v1_1_1), ("1.0.0", .v1_1_1),
      ("1.2", .v1_1_1), ("2.0.0", .v1_3_0), ("x", .v1_1_1),
    ] {
      #expect(WebMapVersion(try KeyValueParameters(query: "version=\(text)")) == version)
    }
  }
}
