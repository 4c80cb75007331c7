import DisclosureControl
import Testing

@Suite("Masking of personal data that is hard to tell")
struct HiddenPersonalDataTests {
  @Test(
    "Accounts, plates in small letters, spelled addresses and digits parted by odd signs are masked",
    arguments: [
      ("1234567890", PersonalDataMask.Kind.number), ("rekening 1234567", .number),
      ("BCA 3573011001", .number), ("no rek 0123-4567-89", .number),
      ("rekening nomor 12345678", .number), ("DANA 9988776655", .number),
      ("n 1234 ab", .plate), ("b 1234 xyz", .plate), ("N 1234 ab", .plate), ("ag1234bc", .plate),
      ("N-1234-AB", .plate), ("plat b 2024 x", .plate), ("mobil N 123 A", .plate),
      ("motor l 555 x", .plate), ("budi(AT)contoh.com", .email),
      ("budi [At] contoh.com", .email),
      ("budi ( at ) contoh.co.id", .email), ("budi{at}contoh.com", .email),
      ("0812_3456_7890", .phone), ("0812/3456/7890", .phone), ("0812,3456,7890", .phone),
      ("62_812_3456_7890", .phone), ("+62/812/3456/7890", .phone),
      ("3175_0101_0190_0001", .identity), ("3175/0101/0190/0001", .identity),
      ("317501,010190,0001", .identity),
    ])
  func hidden(_ text: String, _ kind: PersonalDataMask.Kind) {
    let outcome = PersonalDataMask.apply(to: "Ada \(text); di sini.")
    #expect(outcome.found == [kind], "\(outcome.text)")
    #expect(outcome.text.hasSuffix("[disamarkan]; di sini."))
  }

  @Test(
    "What only looks like them stays",
    arguments: [
      "RT 005/002", "RT 081/002/003", "RT.08/RW.12 No. 1234", "No. 12/34", "Blok a 123 no 4",
      "gedung b 1234 di lantai 2", "kelas a 2024 dan seterusnya", "Jl h 2024 rt 01",
      "blok d 2024 abc", "jalan k 12 ab", "kode 3573011001", "81.71.01.1001", "3171031002",
      "-6.175392,106.827153", "-6,175392/106,827153", "6.1753924567, 106.8271534567",
      "08/03/2026", "08/03/2026, 10/03/2026", "2026/03/09", "09_03_2026", "08-03-2026/10-03-2026",
      "Rp 1500000000", "Rp. 8.500.000/bulan", "IDR 2500000000", "1500000000 rupiah",
      "5.000.000,00/orang", "10,000,000", "812,345,678", "di (atas) toko", "(AT) saja",
      "pondok [at] sungai", "umur 17/18/19", "kamar 101/102/103", "KM 12/13", "jam 08.00/17.00",
      "a 123", "200 kg per hari", "lantai 3 no 45 ab",
    ])
  func falseFriends(_ text: String) {
    let outcome = PersonalDataMask.apply(to: text)
    #expect(outcome.text == text && outcome.found.isEmpty, "\(outcome.text)")
  }

  @Test("Masking what was masked changes nothing, with small letters and odd signs as well")
  func idempotent() {
    var generator = SystemRandomNumberGenerator()
    let alphabet = Array("01238 _/,-.(at)n b xyz rek bca @")
    for _ in 0..<3000 {
      let length = Int.random(in: 0...40, using: &generator)
      let text = String((0..<length).map { _ in alphabet[Int.random(in: 0..<alphabet.count)] })
      let once = PersonalDataMask.apply(to: text).text
      #expect(PersonalDataMask.apply(to: once).text == once, "\(text)")
    }
  }
}
