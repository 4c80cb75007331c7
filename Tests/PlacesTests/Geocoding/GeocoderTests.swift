import GeoPrimitives
import Support
import Testing

@testable import Places

@Suite("The geocoder")
struct GeocoderTests {
  let geocoder: Geocoder

  init() throws { geocoder = Geocoder(try SmallGazetteer.make()) }

  private func codes(
    _ text: String, within: [String] = [], likely: [String] = []
  ) throws -> [String] {
    let query = PlaceQuery(
      text, within: try within.map { try AreaCode($0) }, likely: try likely.map { try AreaCode($0) }
    )
    return geocoder.candidates(for: query).map { $0.code?.text ?? "-" }
  }

  @Test(
    "the village is found however it is written",
    arguments: [
      ("Desa Sukamaju, Kec. Kertosari, Kab. Harapan", "98.01.01.2002"),
      ("Soekamadjoe Kertosari Harapan", "98.01.01.2002"),
      ("Ds. Talang Lama, Kertosari", "98.01.01.2002"),
      ("kelkebonkosong kertosari", "98.01.01.2003"),
      ("kebonkosongkertosari", "98.01.01.2003"),
      ("RT 03 RW 05 Kel. Kebon Kosong", "98.01.01.2003"),
      ("Kbon Kosong, Kertosari", "98.01.01.2003"),
      ("Sukorejo, Tj. Baru", "98.01.02.2002"),
      ("Sukarejo, Kec Tanjung Baru", "98.01.02.2002"),
      ("Jl. Mekarjaya No. 5, Sukorejo, Tanjung Baru", "98.01.02.2002"),
      ("Simpang 4, Kec. Tanjung Baru", "98.01.02.2003"),
      ("Kertosari, Kertosari, Harapan", "98.01.01.2001"),
      ("Sukamaju, Kota Harapan", "98.71.01.1001"),
      ("Mekarjaya", "98.71.01.1003"),
    ])
  func village(text: String, code: String) throws {
    #expect(try codes(text).first == code)
  }

  @Test("a name in several places is answered with all of them, and no score is high")
  func ambiguous() throws {
    let found = geocoder.candidates(for: PlaceQuery("Sukamaju"))
    #expect(
      Set(found.compactMap { $0.code?.text })
        == ["98.01.01.2002", "98.01.02.2001", "98.71.01.1001"])
    #expect(found.allSatisfy { $0.score < 0.5 })
  }

  @Test("only places within the areas asked for are answered")
  func within() throws {
    #expect(try codes("Sukamaju", within: ["98.71"]) == ["98.71.01.1001"])
    #expect(try codes("Sukamaju", within: ["97"]).isEmpty)
  }

  @Test("likely areas come first, without hiding the others")
  func likely() throws {
    let found = try codes("Sukamaju", likely: ["98.01.02"])
    #expect(found.first == "98.01.02.2001")
    #expect(found.count == 3)
  }

  @Test("kabupaten and kota of one name are told apart by their kind, and both answered without it")
  func kinds() throws {
    #expect(try codes("Kota Harapan").first == "98.71")
    #expect(try codes("Kab. Harapan").first == "98.01")
    #expect(Set(try codes("Harapan").prefix(2)) == ["98.01", "98.71"])
  }

  @Test("the district is answered where no village of it is named")
  func district() throws {
    let found = geocoder.candidates(for: PlaceQuery("Kec. Tanjung Baru, Kab. Harapan"))
    #expect(found.first?.code?.text == "98.01.02")
    #expect(found.first?.level == .kecamatan)
  }

  @Test("coordinates are answered with the village around them")
  func coordinates() throws {
    let found = geocoder.candidates(for: PlaceQuery("-7.1001, 110.1201"))
    #expect(found.first?.code?.text == "98.01.02.2002")
    #expect(found.first?.level == .point)
  }

  @Test("a house is found by its name, and not by those to whom it is not shown")
  func points() throws {
    let text = "belakang Hotel Mutiara Biru, Kertosari"
    #expect(geocoder.candidates(for: PlaceQuery(text)).first?.name == "Hotel Mutiara Biru")
    var hiding = geocoder
    hiding.isShown = { $0.kind != "accommodation" }
    #expect(hiding.candidates(for: PlaceQuery(text)).allSatisfy { $0.name != "Hotel Mutiara Biru" })
  }

  @Test(
    "a village without a place is answered where its district is; a land without any place, never")
  func placeless() throws {
    let middle = Coordinate(longitude: 110.1, latitude: -7)
    let codes = ["98", "98.01", "98.01.01", "98.01.01.2001", "97", "97.01.01.2001"]
    let areas = try codes.map { code in
      GazetteerArea(
        code: try AreaCode(code), name: "Nama \(code.count)x\(code.prefix(2))",
        place: code == "98.01.01" ? middle : nil)
    }
    let geocoder = Geocoder(Gazetteer(areas: areas))
    for text in ["Nama 13x98", "Nama 8x98"] {
      let found = try #require(geocoder.candidates(for: PlaceQuery(text)).first)
      #expect(found.place == middle && found.radiusMeters > 0)
    }
    #expect(geocoder.candidates(for: PlaceQuery("Nama 13x97")).allSatisfy { $0.place.isOnGlobe })
  }

  @Test(
    "a text that names no place has no answer", arguments: ["", "   ", "xqzw vvkk", "12345", "jl"])
  func nothing(text: String) throws {
    #expect(try codes(text).isEmpty)
  }

  @Test("scores are probabilities, fall, and add up to one at most; radii are positive")
  func scores() throws {
    var random = SeededRandom(seed: 3)
    let words = [
      "Sukamaju", "Kertosari", "Harapan", "Kota", "Kab.", "Jl.", "Sukorejo", "RT 1", "Tanjung",
      "Baru",
      ",", "Kosong", "Kebon", "Mutiara", "Sukomaju", "Simpang",
    ]
    for _ in 0..<500 {
      let text = (0..<Int.random(in: 1...12, using: &random)).map { _ in
        words.randomElement(using: &random) ?? ""
      }.joined(separator: " ")
      let found = geocoder.candidates(for: PlaceQuery(text, limit: 50))
      #expect(found.allSatisfy { (0...1).contains($0.score) && $0.radiusMeters > 0 })
      #expect(zip(found, found.dropFirst()).allSatisfy { $0.score >= $1.score - 1e-9 }, "\(text)")
      #expect(found.reduce(0) { $0 + $1.score } <= 1 + 1e-9)
    }
  }

  @Test("names one letter off are found by deletion keys just as by comparing with all")
  func misspelt() throws {
    var random = SeededRandom(seed: 11)
    var index = NameIndex(capacity: 300)
    var names: [[UInt8]] = []
    for entry in 0..<300 {
      let name = (0..<Int.random(in: 4...9, using: &random)).map { _ in
        UInt8(ascii: "a") + UInt8.random(in: 0..<4, using: &random)
      }
      names.append(name)
      index.add(name, entry: Int32(entry))
    }
    index.finish()
    for name in names.prefix(80) {
      var wrong = name
      wrong[Int.random(in: 0..<wrong.count, using: &random)] = UInt8(ascii: "b")
      let found = Set(index.keys(near: wrong, limit: 1).map { Array(index.letters(of: $0.key)) })
      let expected = Set(names.filter { EditDistance.between($0, wrong, limit: 1) == 1 })
      #expect(found == expected)
    }
  }
}
