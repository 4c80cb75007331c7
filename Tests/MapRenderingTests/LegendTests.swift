import Foundation
import GeoPrimitives
import Testing

@testable import MapRendering

/// What tests of legends and goldens draw.
enum Samples {
  static func legend(_ language: DisplayLanguage) throws -> Legend {
    let palette = HeatPalette(
      breaks: try ClassBreaks(parameter: "0.25,1,2.5,5,1250"), ramp: .viridis)
    let isIndonesian = language == .indonesian
    var legend = Legend.heat(
      palette: palette, title: isIndonesian ? "Kepadatan Laporan" : "Density of reports",
      language: language, minimumCount: 5)
    legend.kernel = "quartic"
    legend.bandwidthMeters = 1000
    legend.isEdgeCorrected = false
    legend.period = TimeInterval(datetime: "2024-01-01/2024-07-01", zone: .wib)
    legend.source = isIndonesian ? "Community Watch, data contoh" : "Community Watch, sample data"
    return legend
  }
}

@Suite struct LegendTests {
  @Test("Numbers, dates and periods are written in the language")
  func language() {
    let (id, en) = (DisplayLanguage.indonesian, DisplayLanguage.english)
    #expect(id.number(1234.5) == "1.234,5" && en.number(1234.5) == "1,234.5")
    #expect(id.number(0.25) == "0,25" && en.number(-1_000_000) == "−1,000,000")
    #expect(id.number(999) == "999" && id.number(0) == "0")
    let open = TimeInterval(datetime: "2024-06-04/..", zone: .wib)
    #expect(open.map { id.period($0, zone: .wib) } == "sejak 4 Juni 2024")
    #expect(open.map { en.period($0, zone: .wib) } == "since 4 June 2024")
    let day = TimeInterval(datetime: "2024-06-04", zone: .wit)
    #expect(day.map { id.period($0, zone: .wit) } == "4 Juni 2024")
    let past = TimeInterval(datetime: "../2024-06-04", zone: .wib)
    #expect(past.map { id.period($0, zone: .wib) } == "sampai 3 Juni 2024")
    #expect(en.period(.always, zone: .wib) == "all time")
  }

  @Test("The JSON document says what the map says")
  func json() throws {
    let legend = try Samples.legend(.indonesian)
    let object = try JSONSerialization.jsonObject(with: Data(legend.json.utf8))
    let root = try #require(object as? [String: Any])
    #expect(root["title"] as? String == "Kepadatan Laporan")
    #expect(root["unit"] as? String == "per km²" && root["kernel"] as? String == "quartic")
    #expect(root["bandwidth_m"] as? Double == 1000)
    #expect(root["period"] as? String == "2023-12-31T17:00:00Z/2024-06-30T17:00:00Z")
    #expect(root["note"] as? String == "Kepadatan laporan bukan ukuran pelanggaran.")
    let classes = try #require(root["classes"] as? [[String: Any]])
    #expect(classes.compactMap { $0["lower"] as? Double } == [0.25, 1, 2.5, 5, 1250])
    #expect(classes.compactMap { $0["upper"] as? Double } == [1, 2.5, 5, 1250])
    #expect(
      classes.compactMap { $0["label"] as? String }
        == ["0,25 – 1", "1 – 2,5", "2,5 – 5", "5 – 1.250", "1.250 ke atas"])
    for (look, label) in [
      ("zero", "Kurang dari 0,25"), ("no_data", "Tidak ada data"),
      ("suppressed", "Disembunyikan (jumlah < 5)"),
    ] {
      #expect((root[look] as? [String: Any])?["label"] as? String == label)
    }
  }

  @Test("The picture says the same in words", arguments: DisplayLanguage.allCases)
  func words(language: DisplayLanguage) throws {
    let text = try Samples.legend(language).svg()
    let words =
      language == .indonesian
      ? ["Kepadatan Laporan", "per km²", "1.250 ke atas", "Tidak ada data", "Kernel kuartik"]
      : ["Density of reports", "per km²", "1,250 and above", "No data", "Quartic kernel"]
    for word in words { #expect(text.contains(word), "\(word)") }
    #expect(text.contains("(jumlah &lt; 5)") || text.contains("(count &lt; 5)"))
  }

  @Test("No text of a legend is cut, however long", arguments: DisplayLanguage.allCases)
  func margins(language: DisplayLanguage) throws {
    var legend = try Samples.legend(language)
    legend.title = "Kepadatan laporan masyarakat menurut desa dan kelurahan binaan imigrasi"
    legend.suppressedLabel = "Disembunyikan karena jumlahnya kurang dari lima, menurut aturan"
    legend.source = String(repeating: "Kantor Imigrasi Kelas I Khusus ", count: 6)
    let scene = legend.scene()
    let pixels = try SceneRaster.pixels(scene, scale: 1)
    let width = Int(scene.width.rounded(.up))
    let height = pixels.count / width
    let white = RGBA(0xFFFFFF)
    for row in 0..<height {
      for column in 0..<width
      where column < 12 || column >= width - 12 || row < 8 || row >= height - 8 {
        #expect(pixels[row * width + column] == white)
      }
    }
  }

  @Test("A legend of nothing is still a picture")
  func empty() throws {
    let legend = Legend(language: .english, title: "", classes: [])
    #expect(try legend.png().count > 50)
    #expect(legend.json.contains("\"classes\":[]"))
  }
}
