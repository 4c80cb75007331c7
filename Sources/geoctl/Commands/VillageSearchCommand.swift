import ArgumentParser
import GeoCore

/// `geoctl villages search TEXT`: villages by name or the beginning of their code.
struct VillageSearchCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "search", abstract: "Mencari desa / Looks for villages.",
    discussion: """
      Nama boleh diikuti kecamatan, kabupaten/kota atau provinsi: "sukun, kota malang". Angka dianggap \
      awal kode. Desa yang sudah berakhir ikut dicari / digits are taken for the beginning of a code; \
      villages that have ended are found, too.
      """)

  @Argument(help: "Nama, atau awal kode.")
  var text: String

  @Option(name: .long, help: "Hanya di wilayah ini, mis. 35.07.")
  var within: String?

  @Option(name: .long, help: "Paling banyak sekian (1–1000).")
  var limit = 10

  @OptionGroup var global: GlobalOptions

  func validate() throws {
    guard (1...1000).contains(limit) else { throw ValidationError("--limit \(limit): 1–1000") }
  }

  func run() throws {
    let register = try global.register()
    let hits = VillageSearch(in: register).hits(for: text, within: within, limit: limit)
    if global.json {
      Console.say("{\"villages\":[\(hits.map(Self.json).joined(separator: ","))]}")
    } else {
      for hit in hits { Console.say(line(of: hit)) }
    }
    guard hits.isEmpty else { return }
    let shown = AccessError.shown(text)
    throw Failure(
      global.text("tidak ada desa seperti \(shown)", "there is no village like \(shown)"))
  }

  private func line(of hit: VillageSearch.Hit) -> String {
    let areas = hit.areas.joined(separator: ", ")
    let fate = HistoryText.fate(hit.standing, global).map { " [\($0)]" } ?? ""
    return Console.plain("\(hit.code)  \(hit.name)\(areas.isEmpty ? "" : ", " + areas)\(fate)")
  }

  private static func json(_ hit: VillageSearch.Hit) -> String {
    var successors: [String] = []
    if case .gone(let descent) = hit.standing { successors = descent.successors.map(\.code) }
    return """
      {"code":\(JSONText.string(hit.code)),"name":\(JSONText.string(hit.name)),\
      "areas":[\(hit.areas.map(JSONText.string).joined(separator: ","))],"rank":\(hit.rank),\
      "current":\(hit.standing == .current),\
      "successors":[\(successors.map(JSONText.string).joined(separator: ","))]}
      """
  }
}
