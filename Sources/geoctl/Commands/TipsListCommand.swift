import ArgumentParser
import GeoCore

/// `geoctl tips list`: some of the tips with what they say.
struct TipsListCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "Mendaftar laporan / Lists tips.")

  @Option(name: .long, help: "new, verified, unfounded, atau duplicate.")
  var status: String?

  @Option(name: .long, help: "tppo, tppm, pmi, overstay, document, service, atau other.")
  var category: String?

  @Option(name: .long, help: "Waktu kejadian, mis. 2026-03-01/2026-04-01 (WIB); '..' = terbuka.")
  var datetime: String?

  @Option(name: .long, help: "Wilayah: awalan kode dipisah koma, mis. 35.07.")
  var area: String?

  @Option(name: .long, help: "Jumlah laporan paling banyak.")
  var limit = 100

  @OptionGroup var global: GlobalOptions

  /// The tips that are shown, and how many there are.
  private struct Found {
    var tips: [TipRecord] = []
    var count = 0
  }

  func run() throws {
    let selection = try selection()
    let area = try selectedArea()
    guard limit >= 0 else {
      throw ValidationError(global.text("--limit: 0 atau lebih", "--limit: 0 or more"))
    }
    // Noted with the reading itself, before anything is shown.
    let event = GlobalOptions.event("tips.list", detail: detail)
    let found = try global.withWorkspace(.readWrite) { workspace in
      try workspace.write(noting: event) { transaction, event in
        let found = try find(selection, area, transaction.reader)
        event.rowCount = found.tips.count
        return found
      }
    }
    tell(found)
  }

  private var detail: String? {
    let filters = [
      ("status", status), ("category", category), ("datetime", datetime), ("area", area),
    ]
    let given = filters.compactMap { name, value in value.map { "\(name)=\($0)" } }
    return given.isEmpty ? nil : given.joined(separator: " ")
  }

  private func selection() throws -> TipSelection {
    var selection = TipSelection()
    selection.status = try status.map {
      try global.choice(TipStatus.self, $0, option: "--status")
    }
    selection.category = try category.map {
      try global.choice(TipCategory.self, $0, option: "--category")
    }
    if let datetime {
      guard let interval = TimeInterval(datetime: datetime, zone: .wib) else {
        throw ValidationError("--datetime \(AccessError.shown(datetime)): 2026-03-01/2026-04-01")
      }
      selection.interval = interval
    }
    return selection
  }

  private func selectedArea() throws -> AreaOfResponsibility? {
    guard let area else { return nil }
    do throws(AccessError) {
      return try AreaOfResponsibility(parsing: area)
    } catch {
      throw global.refusal(error)
    }
  }

  private func find(
    _ selection: TipSelection, _ area: AreaOfResponsibility?, _ reader: WorkspaceReader
  ) throws -> Found {
    let villages = try area.map { try AreaLayer(villagesOf: reader, in: $0) }
    var found = Found()
    try reader.readTipRecords(selection, for: .owner(purpose: "geoctl tips list")) { tip in
      if let villages {
        guard let place = tip.place, villages.area(containing: place) != nil else { return }
      }
      found.count += 1
      if found.tips.count < limit { found.tips.append(tip) }
    }
    return found
  }

  private func tell(_ found: Found) {
    guard !global.json else {
      let listed = found.tips.map(Self.json).joined(separator: ",")
      return Console.say("{\"matched\":\(found.count),\"tips\":[\(listed)]}")
    }
    if !found.tips.isEmpty { Console.say(Self.titles.joined(separator: "\t")) }
    for tip in found.tips { Console.say(Self.line(tip)) }
    let (shown, all) = (number(found.tips.count), number(found.count))
    global.report(global.text("\(shown) dari \(all) laporan", "\(shown) of \(all) tips"))
  }

  private func number(_ count: Int) -> String {
    global.displayLanguage.number(Double(count), decimals: 0)
  }

  private static let titles = [
    "id", "occurred_at", "category", "status", "level", "lon", "lat", "summary",
  ]

  private static func line(_ tip: TipRecord) -> String {
    let degrees = { (value: Double?) in value.map { JSONText.number($0) } ?? "" }
    return [
      tip.id, tip.occurredAt.iso8601, tip.category.rawValue, tip.status.rawValue,
      tip.level.rawValue, degrees(tip.place?.longitude), degrees(tip.place?.latitude),
      tip.summary ?? "",
    ].map(Console.plain).joined(separator: "\t")
  }

  private static func json(_ tip: TipRecord) -> String {
    let degrees = { (value: Double?) in value.map { JSONText.number($0) } ?? "null" }
    return """
      {"id":\(JSONText.string(tip.id)),"occurred_at":\(JSONText.string(tip.occurredAt.iso8601)),\
      "category":\(JSONText.string(tip.category.rawValue)),\
      "status":\(JSONText.string(tip.status.rawValue)),\
      "level":\(JSONText.string(tip.level.rawValue)),"lon":\(degrees(tip.place?.longitude)),\
      "lat":\(degrees(tip.place?.latitude)),\
      "summary":\(tip.summary.map(JSONText.string) ?? "null")}
      """
  }
}
