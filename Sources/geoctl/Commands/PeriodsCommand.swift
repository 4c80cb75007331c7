import ArgumentParser
import GeoCore

/// `geoctl periods close|list`: the months whose counts planners and partners see.
struct PeriodsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "periods",
    abstract: "Menutup bulan pelaporan / Closes reporting months.",
    subcommands: [PeriodsCloseCommand.self, PeriodsListCommand.self])
}

/// `geoctl periods close`: publishes the counts of every month that is due, for good.
struct PeriodsCloseCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "close",
    abstract:
      "Menerbitkan jumlah laporan bulan yang sudah berakhir / Publishes months that are due.",
    discussion: """
      Penutupan pertama mencakup semua bulan sejak laporan tertua; imporlah seluruh riwayat lebih dulu. \
      Angka yang sudah terbit tidak berubah lagi. / The first closing takes all months since the \
      earliest tip, so import the whole history first. Published numbers never change.
      """)

  @OptionGroup var global: GlobalOptions

  func run() throws {
    let (report, notices) = try global.withWorkspace(.readWrite) { workspace in
      let key = try workspace.auditKey()
      let report = try Self.close(workspace)
      try workspace.write { transaction in
        try transaction.append(
          GlobalOptions.event(
            "periods.close", detail: report.months.map(\.description).joined(separator: " "),
            rowCount: report.countedTips), sealedBy: key)
      }
      let snapshot = try DatasetSnapshot(of: workspace, today: GlobalOptions.today())
      return (report, try snapshot.updateNotices(in: workspace, at: GlobalOptions.now()))
    }
    tell(report)
    if !global.json, !report.months.isEmpty { NoticesUpdateCommand.tell(notices, global) }
  }

  /// Closes what is due as of today.
  static func close(_ workspace: Workspace) throws -> ClosingReport {
    let today = GlobalOptions.today()
    // Another program may write between reading and publishing; then it is read again.
    for _ in 0..<5 {
      let snapshot = try DatasetSnapshot(of: workspace, today: today)
      if let report = try snapshot.closePeriods(in: workspace, on: today) { return report }
    }
    throw WorkspaceError.locked(path: workspace.path)
  }

  private func tell(_ report: ClosingReport) {
    if global.json {
      let months = report.months.map { JSONText.string("\($0)") }.joined(separator: ",")
      return Console.say(
        """
        {"months":[\(months)],"counted":\(report.countedTips),\
        "published":\(report.publishedNumbers),"without_village":\(report.tipsWithoutVillage)}
        """)
    }
    guard let first = report.months.first, let last = report.months.last else {
      return global.report(
        global.text("Tidak ada bulan yang perlu ditutup.", "No month is due to be closed."))
    }
    let language = global.displayLanguage
    let counted = language.number(Double(report.countedTips), decimals: 0)
    let numbers = language.number(Double(report.publishedNumbers), decimals: 0)
    global.report(
      global.text(
        "Ditutup: \(first) s.d. \(last); \(counted) laporan, \(numbers) angka terbit.",
        "Closed: \(first) to \(last); \(counted) tips, \(numbers) numbers published."))
    guard report.tipsWithoutVillage > 0 else { return }
    let lost = language.number(Double(report.tipsWithoutVillage), decimals: 0)
    global.report(
      global.text(
        "\(lost) laporan di luar semua desa tidak dihitung.",
        "\(lost) tips outside all villages are not counted."))
  }
}

/// `geoctl periods list`: the closed months.
struct PeriodsListCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "Mendaftar bulan yang sudah ditutup / Lists the closed months.")

  @OptionGroup var global: GlobalOptions

  func run() throws {
    let (periods, numbers) = try global.withWorkspace(.readOnly) { workspace in
      var numbers: [ReportingMonth: Int] = [:]
      try workspace.readAtoms { numbers[$0.month, default: 0] += 1 }
      return (try workspace.closedPeriods(), numbers)
    }
    if global.json {
      let items = periods.map { period in
        """
        {"month":"\(period.month)","from":"\(period.month.firstDay)",\
        "to":"\(period.month.lastDay)","closed_on":"\(period.closedOn)",\
        "numbers":\(numbers[period.month] ?? 0),"rules":"\(period.rules)"}
        """
      }
      return Console.say(#"{"periods":[\#(items.joined(separator: ","))]}"#)
    }
    for period in periods {
      let days = "\(period.month.firstDay)…\(period.month.lastDay)"
      Console.say(
        "\(period.month)\t\(days)\t\(numbers[period.month] ?? 0)\t\(period.closedOn)")
    }
    if periods.isEmpty {
      global.report(
        global.text(
          "Belum ada bulan yang ditutup; lihat geoctl periods close.",
          "No month has been closed yet; see geoctl periods close."))
    }
  }
}
