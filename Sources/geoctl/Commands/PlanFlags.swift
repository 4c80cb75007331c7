import ArgumentParser
import GeoCore
import TileService

/// What decides a plan: a scenario file, and flags in the place of its keys.
struct PlanFlags: ParsableArguments {
  @Option(
    name: .long, help: "Berkas skenario YAML; tiap kunci juga ada sebagai opsi.",
    completion: .file())
  var scenario: String?

  @Option(name: .long, help: "Jumlah desa yang dipilih.")
  var slots: String?

  @Option(name: .long, help: "Kode wilayah, dipisah koma, mis. 35.07,35.73.")
  var within: String?

  @Option(name: .long, help: "Kriteria dengan bobot, mis. tip_rate=3,residents=1.")
  var criteria: String?

  @Option(name: .long, help: "Perbandingan AHP, mis. tip_rate/residents=3,tip_rate/rooms=1/2,…")
  var comparisons: String?

  @Option(name: .long, help: "Batas waktu tempuh dalam menit (30).")
  var maxMinutes: String?

  @Option(name: .long, help: "Sampai sekian menit terjangkau penuh, lalu menurun.")
  var decay: String?

  @Option(name: .long, help: "cover (jangkauan) atau median (rata-rata menit).")
  var model: String?

  @Option(name: .long, help: "posts, none, atau mis. KANIM-MALANG=3.")
  var capacities: String?

  @Option(name: .long, help: "Paling sedikit per kabupaten: 1, atau mis. 35.07=2.")
  var floors: String?

  @Option(name: .long, help: "Bagian slot yang diundi, 0–1 (0.2).")
  var lotteryShare: String?

  @Option(name: .long, help: "Benih undian dan pengulangan (1).")
  var seed: String?

  @Option(name: .long, help: "Kode desa yang wajib dipilih, dipisah koma.")
  var must: String?

  @Option(name: .long, help: "Kode desa yang tidak boleh dipilih, dipisah koma.")
  var mustNot: String?

  @Option(name: .long, help: "Kode desa yang tidak diperhitungkan sama sekali, dipisah koma.")
  var exclude: String?

  @Option(name: .long, help: "Hotspot menurut count atau rate.")
  var measure: String?

  @Option(name: .long, help: "Bulan ke belakang yang diperhitungkan (12).")
  var horizon: String?

  @Option(name: .long, help: "Pengulangan untuk selang peringkat, 0–10000 (1000).")
  var draws: String?

  /// The scenario of file and flags; a flag goes before its key in the file.
  /// - Throws: `PlanScenarioError`.
  func read() throws -> PlanScenario {
    let file = try scenario.map { try ScenarioFile.read($0) } ?? PlanNode(.nothing)
    return try PlanScenario(given.isEmpty ? file : file.overridden(by: PlanNode(given)))
  }

  private var given: [(key: String, text: String)] {
    [
      ("slots", slots), ("within", within), ("criteria", criteria), ("comparisons", comparisons),
      ("max_minutes", maxMinutes), ("decay", decay), ("model", model),
      ("capacities", capacities), ("floors", floors), ("lottery_share", lotteryShare),
      ("seed", seed), ("must", must), ("must_not", mustNot), ("exclude", exclude),
      ("measure", measure), ("horizon", horizon), ("draws", draws),
    ].compactMap { key, text in text.map { (key: key, text: $0) } }
  }
}
