import ArgumentParser
import GeoCore

/// `geoctl notices update|list`: notices that something has changed in an area.
struct NoticesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "notices",
    abstract: "Pemberitahuan wilayah / Notices that something has changed in an area.",
    subcommands: [NoticesUpdateCommand.self, NoticesListCommand.self])
}

/// `geoctl notices update`: looks for what is new in the published numbers, and for what has ended.
struct NoticesUpdateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "update",
    abstract: "Memperbarui pemberitahuan / Raises new notices and ends those that do not hold.",
    discussion: """
      Dijalankan juga setelah periods close. / Also done after periods close. Hanya dari angka yang terbit \
      / from published numbers alone.
      """)

  @Option(name: .long, help: "Jumlah laporan paling sedikit untuk gugus (10).")
  var fewest = 10

  @OptionGroup var global: GlobalOptions

  func validate() throws {
    guard (2...1_000_000).contains(fewest) else {
      throw ValidationError("--fewest \(fewest): harus 2 sampai 1000000 / must be 2 to 1000000")
    }
  }

  func run() throws {
    var rules = NoticeRules()
    rules.fewestCases = fewest
    let update = try global.withWorkspace(.readWrite) { workspace in
      try DatasetSnapshot(of: workspace, today: GlobalOptions.today())
        .updateNotices(in: workspace, rules: rules, at: GlobalOptions.now())
    }
    Self.tell(update, global)
  }

  static func tell(_ update: NoticeUpdate, _ global: GlobalOptions) {
    let (raised, ended) = (update.raised.count, update.ended.count)
    if global.json {
      return Console.say(
        "{\"raised\":\(raised),\"ended\":\(ended),\"continued\":\(update.continued)}")
    }
    global.report(
      global.text(
        "Pemberitahuan: \(raised) baru, \(ended) berakhir, \(update.continued) tetap.",
        "Notices: \(raised) new, \(ended) ended, \(update.continued) go on."))
  }
}

/// `geoctl notices list`: the notices, the latest first.
struct NoticesListCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "Mendaftar pemberitahuan / Lists the notices.")

  @OptionGroup var global: GlobalOptions

  func run() throws {
    let now = GlobalOptions.now()
    let (notices, snapshot) = try global.withWorkspace(.readOnly) { workspace in
      (
        try workspace.read { try $0.notices() },
        try DatasetSnapshot(of: workspace, today: GlobalOptions.today())
      )
    }
    for notice in notices {
      let words = NoticeText(notice, in: snapshot, global.displayLanguage)
      let state = notice.state(at: now).rawValue
      if global.json {
        Console.say(
          """
          {"id":\(JSONText.string(notice.id)),"state":"\(state)",\
          "raised_at":"\(notice.raisedAt.iso8601)","ends_at":"\(notice.end.iso8601)",\
          "headline":\(JSONText.string(words.headline)),\
          "description":\(JSONText.string(words.description))}
          """)
      } else {
        Console.say(
          "\(notice.raisedAt.date(in: snapshot.zone))\t\(state)\t\(notice.tier.rawValue)\t\(words.description)"
        )
      }
    }
    if notices.isEmpty, !global.json {
      global.report(
        global.text(
          "Belum ada pemberitahuan; lihat geoctl notices update.",
          "There is no notice yet; see geoctl notices update."))
    }
  }
}
