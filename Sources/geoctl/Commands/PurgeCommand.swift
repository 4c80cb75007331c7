import ArgumentParser
import GeoCore

/// `geoctl purge`: takes the texts and exact places out of tips whose term has ended.
struct PurgeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "purge",
    abstract: "Menghapus isi laporan yang lewat masa simpan / Purges tips past their term.",
    discussion: """
      Laporan kehilangan ringkasan, teks tempat dan titik persisnya (menjadi setingkat desa); unfounded \
      dan duplicate yang lebih tua dari 90 hari dihapus. Cadangan dan salinan lain tidak tersentuh / \
      tips lose their texts and exact places (they become those of their village); unfounded ones and \
      duplicates older than 90 days go. Backups and other copies are not touched.
      """)

  @Flag(name: .long, help: "Hanya menghitung, tidak mengubah apa pun / counts, changes nothing.")
  var dryRun = false

  @Option(name: .long, help: "Masa simpan laporan baru, dalam hari.")
  var newAfter = RetentionRule.standard.newDays

  @Option(name: .long, help: "Masa simpan laporan terverifikasi, dalam hari.")
  var verifiedAfter = RetentionRule.standard.verifiedDays

  @OptionGroup var global: GlobalOptions

  func run() throws {
    guard let rule = RetentionRule(newDays: newAfter, verifiedDays: verifiedAfter) else {
      throw ValidationError(
        global.text(
          "--new-after, --verified-after: 1 sampai 36500 hari",
          "--new-after, --verified-after: 1 to 36500 days"))
    }
    let now = GlobalOptions.now()
    let report = try global.withWorkspace(dryRun ? .readOnly : .readWrite) { workspace in
      guard !dryRun else { return try workspace.purgePlan(rule, at: now) }
      let detail = "new-after=\(newAfter) verified-after=\(verifiedAfter)"
      return try workspace.purge(
        rule, at: now, noting: GlobalOptions.event("purge", detail: detail))
    }
    tell(report)
  }

  private func tell(_ report: PurgeReport) {
    if global.json {
      return Console.say(
        """
        {"dry_run":\(dryRun),"coarsened":\(report.coarsened),"removed":\(report.removed),\
        "awaiting_closing":\(report.awaitingClosing),"without_village":\(report.withoutVillage)}
        """)
    }
    let lines = [
      (report.coarsened, "menjadi setingkat desa, tanpa teks", "tips lose texts and exact place"),
      (report.removed, "dihapus", "tips go"),
      (
        report.awaitingClosing, "menunggu penutupan bulannya, dibiarkan",
        "tips stay until their month has been closed"
      ),
      (report.withoutVillage, "tidak terletak di desa mana pun", "of them lie in no village"),
    ]
    for (count, indonesian, english) in lines {
      let number = global.displayLanguage.number(Double(count), decimals: 0)
      global.report(global.text("\(number) laporan \(indonesian)", "\(number) \(english)"))
    }
    if dryRun { global.report(global.text("Tidak ada yang diubah.", "Nothing was changed.")) }
  }
}
