import GeoPrimitives
import Support
import Testing

@testable import Places

@Suite("Addresses in words")
struct AddressParserTests {
  @Test(
    "RT and RW are read in the ways people write them",
    arguments: [
      ("RT 05/RW 02", 5, 2), ("RT.005 RW.002", 5, 2), ("RT/RW 5/2", 5, 2), ("rt 5 rw 2", 5, 2),
      ("005/002", 5, 2), ("RT05 RW02", 5, 2), ("RT 5/2", 5, 2), ("Rt:04, Rw:03", 4, 3),
    ])
  func units(text: String, rt: Int, rw: Int) {
    let address = AddressParser.parse("Jl. Surya No. 10, \(text), Kel. Serdang")
    #expect(address.rt == rt)
    #expect(address.rw == rw)
  }

  @Test("an RW without an RT is read")
  func rwOnly() {
    let address = AddressParser.parse("RW 07 Desa Sukamaju")
    #expect(address.rw == 7)
    #expect(address.rt == nil)
  }

  @Test("a whole address is read part by part")
  func whole() {
    let address = AddressParser.parse(
      "Jl. Surya Kencana No. 29/61 Blok C2/7 KM 12, Dusun Krajan, RT 05/RW 02, Kel. Cempaka Putih, "
        + "Kec. Menteng, Kota Adm. Jakarta Pusat, DKI Jakarta 10640")
    #expect(address.street == "surya kencana")
    #expect(address.number == "29/61")
    #expect(address.block == "c2/7")
    #expect(address.kilometer == 12)
    #expect(address.hamlet == "krajan")
    #expect(address.postalCode == "10640")
    #expect(
      address.areas == [
        AreaMention(kind: .village, name: "cempaka putih"),
        AreaMention(kind: .district, name: "menteng"),
        AreaMention(kind: .city, name: "jakarta pusat"),
        AreaMention(kind: .province, name: "jakarta"),
      ])
  }

  @Test(
    "regional words for villages and districts are known",
    arguments: ["desa", "nagari", "gampong", "pekon", "kampung", "lembang", "kalurahan", "kel"])
  func villageWords(word: String) {
    #expect(
      AddressParser.parse("\(word) Suka").areas == [AreaMention(kind: .village, name: "suka")])
  }

  @Test("landmarks come with where the place is seen from them")
  func landmarks() {
    let address = AddressParser.parse("belakang hotel Mutiara, dekat pasar Minggu, simpang empat")
    #expect(
      address.landmarks == [
        Landmark(relation: .behind, name: "hotel mutiara"),
        Landmark(relation: .near, name: "pasar minggu"),
        Landmark(relation: .at, name: "simpang empat"),
      ])
  }

  @Test("short and English forms of regions are written out")
  func shortForms() {
    #expect(
      AddressParser.parse("Jabar").areas == [AreaMention(kind: .province, name: "jawa barat")])
    #expect(AddressParser.parse("Jaksel").loose == ["jakarta selatan"])
    #expect(AddressParser.parse("East Java").loose == ["jawa timur"])
    #expect(
      AddressParser.parse("Bantul Regency").areas == [AreaMention(kind: .regency, name: "bantul")])
  }

  @Test(
    "coordinates are read in any notation",
    arguments: [
      "-6.158196, 106.853462", "-6,158196; 106,853462", "6.158196 LS 106.853462 BT",
      "6°9'29.5\" LS 106°51'12.5\" BT", "S 6.158196 E 106.853462", "106.853462, -6.158196",
      "https://www.google.com/maps/@-6.158196,106.853462,15z",
      "https://maps.google.com/?q=-6.158196%2C106.853462",
      "https://www.google.com/maps/place/X/data=!3d-6.158196!4d106.853462",
      "https://www.openstreetmap.org/#map=15/-6.158196/106.853462", "geo:-6.158196,106.853462",
    ])
  func coordinates(text: String) throws {
    let place = try #require(AddressParser.parse("di \(text) dekat pasar").coordinate)
    #expect(abs(place.longitude - 106.853462) < 1e-4)
    #expect(abs(place.latitude + 6.158196) < 1e-4)
  }

  @Test(
    "numbers of houses and units are no coordinates",
    arguments: [
      "No. 10, RT 05 RW 02", "Blok C2/7 no 12,5", "KM 12,5 10640", "Rp 1.500.000 2 kamar",
    ])
  func noCoordinates(text: String) {
    #expect(AddressParser.parse(text).coordinate == nil)
  }

  @Test("a whole Plus Code is a place, a short one waits for its town")
  func plusCodes() throws {
    let place = try #require(AddressParser.parse("6P58RVR3+P9 Jakarta").coordinate)
    #expect(abs(place.latitude + 6.1582) < 0.001)
    #expect(abs(place.longitude - 106.8535) < 0.001)
    let short = AddressParser.parse("RVR3+P9 Kemayoran")
    #expect(short.shortPlusCode == "RVR3+P9")
    let near = Coordinate(longitude: 106.8, latitude: -6.2)
    let found = try #require(PlusCode.place(ofShort: "RVR3+P9", near: near))
    #expect(abs(found.latitude - place.latitude) < 1e-9)
    #expect(abs(found.longitude - place.longitude) < 1e-9)
  }

  @Test(
    "old spellings fold onto new ones",
    arguments: [
      ("soerabaja", "surabaya"), ("djokdjakarta", "jokjakarta"), ("tjirebon", "cirebon"),
      ("batoe", "batu"), ("sukka", "suka"), ("bandoeng", "bandung"),
    ])
  func oldSpelling(old: String, new: String) {
    #expect(SpellingFold.fold(old.utf8) == SpellingFold.fold(new.utf8))
  }

  @Test("whatever text is given, it is read in bounds")
  func hostile() {
    var random = SeededRandom(seed: 7)
    let pieces = [
      "jl", "rt", "rw", "/", "9999999999999999999", "+", "°", "-", "no", "kel", ".", ",", " ", "\n",
      "@", "geo:", "!3d", "6P58RVR3+", "́", "👨‍👩‍👧", "\u{0}", "kota", "depan", "blok", "1", "٣",
      "regency",
    ]
    for _ in 0..<2_000 {
      let count = Int.random(in: 0...40, using: &random)
      let text = (0..<count).map { _ in pieces.randomElement(using: &random) ?? "" }.joined()
      let address = AddressParser.parse(text)
      #expect(address.words.count <= AddressTokenizer.mostWords)
      #expect(address.coordinate?.isOnGlobe ?? true)
    }
    #expect(AddressParser.parse(String(repeating: "kel a+1° ", count: 100_000)).words.count <= 64)
  }
}
