import ArgumentParser
import GeoCore

/// `geoctl plan simulate-loop`: whether visits pile up where all villages are alike.
struct PlanLoopCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "simulate-loop",
    abstract: "Simulasi umpan balik kunjungan dan laporan / The loop of visits and reports.",
    discussion: """
      Semua desa sama. Yang dikunjungi lebih banyak melapor; tanpa penjaga kunjungan menumpuk di beberapa desa. / \
      All villages are alike. Who is visited reports more; without the guard visits pile up in a few.
      """)

  @Option(name: .long, help: "Jumlah desa.") var villages = 100
  @Option(name: .long, help: "Kunjungan per putaran.") var slots = 10
  @Option(name: .long, help: "Jumlah putaran (minggu).") var rounds = 52
  @Option(name: .long, help: "Bagian yang diundi, 0–1.") var lotteryShare = 0.2
  @Option(name: .long, help: "Benih.") var seed: UInt64 = 1
  @OptionGroup var global: GlobalOptions

  func run() throws {
    let loop = try PlanLoop(
      villages: villages, slots: slots, rounds: rounds, lotteryShare: lotteryShare, seed: seed)
    guard !global.json else { return Console.say(loop.json) }
    let language = global.displayLanguage
    let guarded = language.number(loop.guarded.gini, decimals: 2)
    let unguarded = language.number(loop.unguarded.gini, decimals: 2)
    Console.say(
      global.text(
        "Gini kunjungan setelah \(rounds) putaran: \(guarded) dengan penjaga, \(unguarded) tanpa",
        "Gini of the visits after \(rounds) rounds: \(guarded) with the guard, \(unguarded) without"
      ))
  }
}
