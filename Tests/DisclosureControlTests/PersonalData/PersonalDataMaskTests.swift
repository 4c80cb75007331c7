import DisclosureControl
import Testing

@Suite("Masking of personal data")
struct PersonalDataMaskTests {
  private static func masked(_ text: String) -> String { PersonalDataMask.apply(to: text).text }

  @Test(
    "Telephone numbers of every spelling are masked",
    arguments: [
      "081234567890", "0812-3456-7890", "0812 3456 7890", "0812.3456.7890", "0812 345 678",
      "0 8 1 2 3 4 5 6 7 8 9 0", "08 12 34 56 78 90", "+6281234567890", "+62 812-3456-7890",
      "+62 (812) 3456 7890", "(+62) 812 3456 7890", "62 812 3456 7890", "6281234567890",
      "0062 812 3456 7890", "812-3456-7890", "81234567890", "O812-3456-7890", "(021) 555 1234",
      "021-5551234", "0274 512345", "(0361) 223344", "+60 12-345 6789", "+65 9123 4567",
      "08123\u{200B}4567890", "０８１２３４５６７８９０", "0812–3456–7890", "0812\u{A0}3456\u{A0}7890",
    ])
  func phones(_ number: String) {
    #expect(Self.masked("Hubungi \(number) ya") == "Hubungi [disamarkan] ya")
    #expect(PersonalDataMask.apply(to: "wa:\(number)").found == [.phone])
  }

  @Test(
    "Addresses and numbers of documents are masked",
    arguments: [
      ("budi.s+1@contoh.co.id", PersonalDataMask.Kind.email), ("budi(at)contoh.com", .email),
      ("budi [at] contoh.com", .email), ("3175010101900001", .identity),
      ("3175 0101 0190 0001", .identity), ("317501.410190.0001", .identity),
      ("31.75.01.010190.0001", .identity), ("09.254.294.3-407.000", .identity),
      ("C1234567", .passport), ("AB123456", .passport), ("X 1234567", .passport),
      ("paspor e1234567", .passport), ("B 1234 XYZ", .plate), ("DK1234AB", .plate),
      ("123456789012", .number),
    ])
  func documents(_ text: String, _ kind: PersonalDataMask.Kind) {
    let outcome = PersonalDataMask.apply(to: "Ada \(text), di sini.")
    #expect(outcome.found == [kind])
    #expect(outcome.text.hasSuffix("[disamarkan], di sini."))
  }

  @Test(
    "What tells of a place, a day or an amount stays",
    arguments: [
      "Jl. Surya No. 10, RT 05/RW 02, Kel. Cempaka Putih, 10640", "RT 005/002 10640",
      "005/002 Kode Pos 55281", "RT 081/002 10640", "Blok C2/7 Kav. 12 KM 12,5",
      "-6.175392, 106.827153", "106.827153 -6.175392",
      "-0.0623456 109.3421234", "-6.2812345 106.8312345", "Jl H 2024 RT 01", "112.750833,-7.249167",
      "-6,175392 106,827153", "6°10'31.4\"S 106°49'37.2\"E", "lat -8.123456789 lon 115.188919123",
      "https://maps.google.com/?q=-6.2088,106.8456", "https://www.google.com/maps/@-6.2,106.8,17z",
      "6P58QRJX+2V Jakarta", "2026-03-09", "09-03-2026 08:30", "08-03-2026 10.30",
      "08/03/2026 10:30", "08.00-17.00", "20260309", "35.73.01.1001", "3573011001",
      "81.71.01.1001", "Rp 5.000.000", "Rp15.000.000,00", "RP 5000000", "812.345.678",
      "gaji Rp 15000000000", "Ditawari 3000 USD, 12 orang, umur 17", "Gg. 8 No. 081",
      "hotel 88, kamar 812", "SK 2430/2025", "tahun 2024-2025", "Gedung B lantai 12", "100%",
      "@kampung", "12.345.678 jiwa", "",
    ])
  func falseFriends(_ text: String) {
    let outcome = PersonalDataMask.apply(to: text)
    #expect(outcome.text == text && outcome.found.isEmpty)
  }

  @Test("Every number of a text is masked, and the words between stay")
  func several() {
    let text =
      "Agen 0812-3456-7890 atau +6281234567891, surel a@b.id; NIK 3175010101900001. Selesai"
    let outcome = PersonalDataMask.apply(to: text)
    #expect(
      outcome.text
        == "Agen [disamarkan] atau [disamarkan], surel [disamarkan]; NIK [disamarkan]. Selesai")
    #expect(outcome.found == [.phone, .phone, .email, .identity])
  }

  @Test("A number right behind another is masked as well, whatever stands between")
  func neighbors() {
    for sign in [",", ", ", ";", "/", " / ", "\n"] {
      for number in ["081234567890", "0812-345-678", "0812.345.678", "3175 0101 0190 0001"] {
        let text = Self.masked("\(number)\(sign)\(number)")
        #expect(text == "[disamarkan]\(sign)[disamarkan]", "\(number)\(sign)")
      }
    }
    let places = "-6.12345678901,106.81234567890 lalu -6.12345678901 106.81234567890"
    #expect(Self.masked(places) == places)
  }

  @Test("Masking what was masked changes nothing, whatever the text")
  func idempotent() {
    var generator = SystemRandomNumberGenerator()
    let alphabet = Array("0123456789 +-.()/@OB,aRT é８\n")
    for _ in 0..<2000 {
      let length = Int.random(in: 0...40, using: &generator)
      let text = String((0..<length).map { _ in alphabet[Int.random(in: 0..<alphabet.count)] })
      let once = PersonalDataMask.apply(to: text).text
      #expect(PersonalDataMask.apply(to: once).text == once, "\(text)")
    }
  }
}
