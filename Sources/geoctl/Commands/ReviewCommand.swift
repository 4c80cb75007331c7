import ArgumentParser
import GeoCore

/// `geoctl review list|accept|reject`: tips whose place is doubtful.
struct ReviewCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "review",
    abstract: "Memeriksa tempat laporan yang meragukan / Looks at doubtful places of tips.",
    discussion: """
      Setiap perintah ini tercatat dalam log audit / each of these is noted in the audit log.
      """,
    subcommands: [ReviewListCommand.self, ReviewAcceptCommand.self, ReviewRejectCommand.self])
}

/// `geoctl review list`: what waits, the longest waiting first.
struct ReviewListCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "Mendaftar yang menunggu / Lists what waits.")

  @Option(name: .long, help: "Jumlah laporan paling banyak.")
  var limit = 100

  @OptionGroup var global: GlobalOptions

  private typealias Waiting = (entry: ReviewRecord, tip: TipRecord)

  func run() throws {
    guard limit >= 0 else {
      throw ValidationError(global.text("--limit: 0 atau lebih", "--limit: 0 or more"))
    }
    let event = GlobalOptions.event("review.list")
    let waiting = try global.withWorkspace(.readWrite) { workspace in
      try workspace.write(noting: event) { transaction, event in
        var waiting: [Waiting] = []
        try transaction.reader.readReview(for: .owner(purpose: "geoctl review list")) {
          waiting.append(($0, $1))
        }
        event.rowCount = min(limit, waiting.count)
        return waiting
      }
    }
    tell(waiting)
  }

  private func tell(_ waiting: [Waiting]) {
    let shown = waiting.prefix(limit)
    guard !global.json else {
      let listed = shown.map { Self.json($0.entry, $0.tip) }.joined(separator: ",")
      return Console.say("{\"waiting\":\(waiting.count),\"tips\":[\(listed)]}")
    }
    for (entry, tip) in shown {
      Console.say(
        [tip.id, entry.queuedAt.iso8601, tip.category.rawValue, tip.placeText ?? ""]
          .map(Console.plain).joined(separator: "\t"))
      for (number, candidate) in ReviewCandidates.parse(entry.candidates).enumerated() {
        Console.say("  " + line(candidate, number + 1))
      }
    }
    global.report(
      global.text(
        "\(shown.count) dari \(waiting.count) laporan menunggu",
        "\(shown.count) of \(waiting.count) tips wait"))
  }

  private func line(_ candidate: PlaceCandidate, _ number: Int) -> String {
    let score = global.displayLanguage.number(candidate.score, decimals: 2)
    return [
      "\(number)", candidate.code?.text ?? "–", candidate.fullName, candidate.level.rawValue, score,
    ].map(Console.plain).joined(separator: "\t")
  }

  private static func json(_ entry: ReviewRecord, _ tip: TipRecord) -> String {
    """
    {"id":\(JSONText.string(tip.id)),"queued_at":\(JSONText.string(entry.queuedAt.iso8601)),\
    "occurred_at":\(JSONText.string(tip.occurredAt.iso8601)),\
    "category":\(JSONText.string(tip.category.rawValue)),\
    "place_text":\(tip.placeText.map(JSONText.string) ?? "null"),\
    "candidates":\(ReviewCandidates.json(ReviewCandidates.parse(entry.candidates)))}
    """
  }
}

/// `geoctl review accept`: gives a tip its place.
struct ReviewAcceptCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "accept", abstract: "Memberi laporan tempatnya / Gives a tip its place.",
    discussion: """
      Satu dari: --candidate N (nomor dalam daftar), --code KODE (desa), --lon X --lat Y.
      """)

  @Argument(help: "Id laporan.")
  var id: String

  @Option(name: .long, help: "Nomor calon dalam geoctl review list, mulai 1.")
  var candidate: Int?

  @Option(name: .long, help: "Kode desa.")
  var code: String?

  @Option(name: .long, parsing: .unconditional, help: "Bujur dalam derajat.")
  var lon: Double?

  @Option(name: .long, parsing: .unconditional, help: "Lintang dalam derajat.")
  var lat: Double?

  @OptionGroup var global: GlobalOptions

  func validate() throws {
    let ways = [candidate != nil, code != nil, lon != nil || lat != nil].count { $0 }
    guard ways == 1, (lon == nil) == (lat == nil) else {
      throw ValidationError("--candidate N | --code KODE | --lon X --lat Y")
    }
  }

  func run() throws {
    let event = GlobalOptions.event("review.accept", rowCount: 1)
    let place = try global.withWorkspace(.readWrite) { workspace in
      try workspace.write(noting: event) { transaction, event in
        let place = try chosen(transaction.reader)
        try transaction.placeTip(
          id, at: place.place, level: place.level,
          radiusMeters: place.radiusMeters > 0 ? place.radiusMeters : nil)
        event.detail = "\(id) \(place.code?.text ?? place.level.rawValue)"
        return place
      }
    }
    tell(place)
  }

  private func chosen(_ reader: WorkspaceReader) throws -> PlaceCandidate {
    let entry = try reader.review(ofTip: id, for: .owner(purpose: "geoctl review accept"))
    guard let entry else { throw global.notWaiting(id) }
    if let candidate {
      let candidates = ReviewCandidates.parse(entry.candidates)
      guard candidates.indices.contains(candidate - 1) else {
        throw Failure(
          global.text(
            "--candidate \(candidate): laporan ini punya \(candidates.count) calon",
            "--candidate \(candidate): this tip has \(candidates.count) candidates"),
          status: ExitStatus.usage)
      }
      return candidates[candidate - 1]
    }
    if let code { return try village(code, reader) }
    return try point()
  }

  private func point() throws -> PlaceCandidate {
    let place = Coordinate(longitude: lon ?? .nan, latitude: lat ?? .nan)
    guard Envelope.indonesia.contains(place) else {
      throw Failure(
        global.text(
          "--lon, --lat: bukan tempat di Indonesia (bujur 94…142, lintang -12…7)",
          "--lon, --lat: no place in Indonesia (longitude 94…142, latitude -12…7)"),
        status: ExitStatus.usage)
    }
    return PlaceCandidate(
      code: nil, name: "", fullName: "", level: .point, place: place, radiusMeters: 0, score: 1)
  }

  /// A village, as the place of its label with the radius of a circle of its area.
  private func village(_ text: String, _ reader: WorkspaceReader) throws -> PlaceCandidate {
    let unknown = Failure(
      global.text(
        "tidak ada desa berkode \(AccessError.shown(text))",
        "there is no village with the code \(AccessError.shown(text))"))
    guard let code = try? AreaCode(text), code.level == .village,
      let area = try? AreaOfResponsibility(codes: [code.text]),
      let village = try AreaLayer(villagesOf: reader, in: area).areas.first(where: {
        $0.code == code
      })
    else { throw unknown }
    return PlaceCandidate(
      code: code, name: village.name ?? "", fullName: village.name ?? "", level: .desa,
      place: village.label,
      radiusMeters: (village.squareKilometers * 1e6 / .pi).squareRoot().rounded(),
      score: 1)
  }

  private func tell(_ place: PlaceCandidate) {
    guard global.json else {
      return global.report(
        "\(Console.plain(id)): \(JSONText.number(place.place.longitude)), "
          + "\(JSONText.number(place.place.latitude)) (\(place.level.rawValue))")
    }
    Console.say(
      """
      {"id":\(JSONText.string(id)),"lon":\(JSONText.number(place.place.longitude)),\
      "lat":\(JSONText.number(place.place.latitude)),\
      "level":\(JSONText.string(place.level.rawValue)),\
      "radius_m":\(place.radiusMeters > 0 ? JSONText.number(place.radiusMeters) : "null")}
      """)
  }
}

/// `geoctl review reject`: none of the places is meant; the tip stays, without a place.
struct ReviewRejectCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "reject",
    abstract: "Mengeluarkan dari antrean tanpa tempat / Ends the wait without a place.",
    discussion: """
      Laporan tetap disimpan, tanpa tempat, dan tidak tampil di peta / the tip stays without a place.
      """)

  @Argument(help: "Id laporan.")
  var id: String

  @OptionGroup var global: GlobalOptions

  func run() throws {
    let event = GlobalOptions.event("review.reject", detail: id, rowCount: 1)
    try global.withWorkspace(.readWrite) { workspace in
      do {
        try workspace.write(noting: event) { transaction, _ in try transaction.endReview(of: id) }
      } catch WorkspaceError.noSuchRow {
        throw global.notWaiting(id)
      }
    }
    if global.json { return Console.say("{\"id\":\(JSONText.string(id)),\"rejected\":true}") }
    global.report(
      global.text("\(Console.plain(id)): tanpa tempat", "\(Console.plain(id)): without a place"))
  }
}

extension GlobalOptions {
  /// What is said of a tip that is not in the queue.
  fileprivate func notWaiting(_ id: String) -> Failure {
    let shown = AccessError.shown(id)
    return Failure(
      text(
        "laporan \(shown) tidak menunggu pemeriksaan", "the tip \(shown) does not wait for review"))
  }
}
