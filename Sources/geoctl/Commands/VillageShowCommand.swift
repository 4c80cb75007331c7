import ArgumentParser
import GeoCore

/// `geoctl villages show CODE`: what is known of a village on a day.
struct VillageShowCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "Keterangan satu desa / What is known of a village.")

  @Argument(help: "Kode desa, dengan atau tanpa titik.")
  var code: String

  @OptionGroup var choice: VillageChoice
  @OptionGroup var global: GlobalOptions

  func run() throws {
    if global.json {
      let snapshot = try global.snapshot()
      let history = try global.history(of: code, choice, in: snapshot.register)
      return Console.say(try profile(history, snapshot))
    }
    let history = try global.history(of: code, choice, in: try global.register())
    for line in HistoryText(history, global).lines { Console.say(line) }
  }

  /// The same answer as that of `/villages/{code}`.
  private func profile(_ history: VillageHistory, _ snapshot: DatasetSnapshot) throws -> String {
    let query = try HeatParameters(try QueryParameters([]), zone: snapshot.zone).query
    return try VillageAnswer(
      history, query: query, in: snapshot, for: .owner(purpose: "geoctl villages show")
    ).json
  }
}
