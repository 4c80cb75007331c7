import ArgumentParser
import GeoCore
import GeoImport

/// `geoctl geocode TEXT`, `geoctl geocode --csv FILE`: the places that an address in words may mean.
struct GeocodeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "geocode",
    abstract: "Mencari tempat dari alamat / Finds places from an address.",
    discussion: """
      Alamat bebas: "belakang pasar, RT 03 RW 05 Kel. Kebon Kosong Kemayoran". Dengan --csv dibaca kolom id \
      dan text, satu baris keluaran tiap baris / free addresses; with --csv the columns id and text are \
      read, one line of output for each row.
      """)

  @Argument(help: "Alamat.")
  var text: String?

  @Option(name: .long, help: "Berkas CSV dengan kolom id dan text.")
  var csv: String?

  @Option(name: .long, help: "Hanya di wilayah ini, mis. 35.07 atau 35.07,35.73.")
  var within: String?

  @Option(name: .long, help: "Paling banyak sekian (1–100).")
  var limit = 5

  @OptionGroup var global: GlobalOptions

  func validate() throws {
    guard (1...100).contains(limit) else { throw ValidationError("--limit \(limit): 1–100") }
    guard (text == nil) != (csv == nil) else {
      throw ValidationError("sebutkan TEXT atau --csv BERKAS / name TEXT or --csv FILE")
    }
  }

  func run() throws {
    let areas = try areas()
    let geocoder = try global.snapshot().geocoder
    if let text { return try answer(text, geocoder, areas) }
    guard let csv else { return }
    do {
      try PlaceTextTable.read(path: csv) { id, text in
        let found = geocoder.candidates(for: PlaceQuery(text, within: areas, limit: limit))
        Console.say(global.json ? Self.json(id, found) : line(id, found))
      }
    } catch {
      let place = error.place(in: global.lang)
      let sentence = error.message(in: global.lang)
      throw Failure(place.isEmpty ? "\(csv): \(sentence)" : "\(csv): \(place): \(sentence)")
    }
  }

  private func answer(_ text: String, _ geocoder: Geocoder, _ areas: [AreaCode]) throws {
    let found = geocoder.candidates(for: PlaceQuery(text, within: areas, limit: limit))
    if global.json {
      Console.say("{\"candidates\":\(PlaceCandidateText.json(found))}")
    } else {
      for candidate in found { Console.say(Self.line(candidate)) }
    }
    guard found.isEmpty else { return }
    let shown = AccessError.shown(text)
    throw Failure(
      global.text("tidak ada tempat yang dikenali dalam \(shown)", "no place is known in \(shown)"))
  }

  private func areas() throws -> [AreaCode] {
    try (within ?? "").split(separator: ",").map { part in
      do {
        return try AreaCode(String(part))
      } catch {
        throw ValidationError("--within \(AccessError.shown(String(part))): 35, 35.07, 35.07.01 …")
      }
    }
  }

  private static func json(_ id: String, _ found: [PlaceCandidate]) -> String {
    "{\"id\":\(JSONText.string(id)),\"candidates\":\(PlaceCandidateText.json(found))}"
  }

  private func line(_ id: String, _ found: [PlaceCandidate]) -> String {
    Console.plain("\(id)\t") + (found.first.map(Self.line) ?? "-")
  }

  private static func line(_ candidate: PlaceCandidate) -> String {
    let score = JSONText.number(candidate.score, decimals: 2)
    let radius = JSONText.number(candidate.radiusMeters, decimals: 0)
    let code = candidate.code?.text ?? "-"
    return Console.plain(
      "\(score)  \(code)  \(candidate.fullName)  [\(candidate.level.rawValue), ±\(radius) m]")
  }
}
