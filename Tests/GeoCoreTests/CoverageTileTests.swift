import DemoSupport
import MapRendering
import Support
import Testing

@testable import GeoCore

@Suite("Tiles of coverage")
struct CoverageTileTests {
  static func features(
    _ snapshot: DatasetSnapshot, zoom: Int, _ query: String
  ) throws -> [String: VectorTileReader.Feature] {
    var found: [String: VectorTileReader.Feature] = [:]
    for tile in try Tiles.covering(snapshot.extent, zoom: zoom) {
      let layers = try VectorTileReader.layers(
        of: Tiles(snapshot)("coverage/\(tile.path).mvt?\(query)").body)
      #expect(Set(layers.map(\.name)).isSubset(of: ["coverage", "borders"]))
      let coverage = layers.first { $0.name == "coverage" }
      for feature in coverage?.features ?? [] {
        found[try #require(feature.text("code"))] = feature
      }
    }
    return found
  }

  @Test("bear the status of every village on the day asked for")
  func status() throws {
    let scene = try CoverageScene(seed: 11)
    let snapshot = try scene.small.snapshot()
    for text in ["2025-01-31", "2026-06-30"] {
      let features = try Self.features(snapshot, zoom: 11, "by=status&asof=\(text)")
      #expect(features.keys.sorted() == scene.codes)
      for (code, feature) in features {
        let stage = scene.stage(of: code, on: day(text))
        #expect(feature.text("status") == stage?.status.rawValue)
        #expect(feature.text("class") == stage?.status.rawValue ?? "outside")
        #expect(feature.text("since") == stage.map { "\($0.since)" })
        #expect(feature.text("phase") == stage?.phase && feature.text("level") == "village")
      }
    }
    // Without a day it is today's.
    let path = "coverage/\(try Self.middle(snapshot, zoom: 11)).mvt"
    #expect(
      try Tiles(snapshot)(path).body == Tiles(snapshot)("\(path)?asof=\(snapshot.today)").body)
  }

  static func middle(_ snapshot: DatasetSnapshot, zoom: Int) throws -> String {
    try #require(TileID(containing: snapshot.villages.areas[0].label, zoom: zoom)).path
  }

  @Test("bear days since the last session, and the distance to service, of every village")
  func measures() throws {
    let scene = try CoverageScene(seed: 12)
    let snapshot = try scene.small.snapshot()
    let features = try Self.features(snapshot, zoom: 12, "by=activity&asof=2026-02-28")
    for code in scene.codes {
      let coverage = try snapshot.coverage(ofVillage: code, on: day("2026-02-28"))
      let feature = try #require(features[code])
      #expect(feature.number("days") == coverage.daysSinceLastSession.map(Double.init))
      #expect(feature.text("last_activity") == coverage.lastSession.map { "\($0)" })
      let meters = try #require(coverage.nearestService?.meters)
      #expect(abs((feature.number("distance_km") ?? 0) - meters / 1000) <= 0.05)
      #expect(feature.number("minutes") == coverage.travelTime?.minutes.rounded())
    }
  }

  @Test(
    "have classes whose limits belong to the nearer side",
    arguments: [
      (0, "days-to-90"), (90, "days-to-90"), (91, "days-to-180"), (365, "days-to-365"),
      (366, "days-over-365"),
    ])
  func dayClasses(days: Int, name: String) {
    #expect(CoverageScale.name(ofDays: days) == name)
    #expect(CoverageScale.name(ofDays: nil) == "never")
    #expect(CoverageScale.name(ofMeters: 4999.9) == "km-from-0")
    #expect(CoverageScale.name(ofMeters: 5000) == "km-from-5")
    #expect(CoverageScale.name(ofMeters: 1e9) == "km-from-100")
    #expect(CoverageScale.name(ofMeters: nil) == "no-data")
    #expect(CoverageScale.name(ofShare: 0) == "share-zero")
    #expect(CoverageScale.name(ofShare: 0.001) == "share-from-0")
    #expect(CoverageScale.name(ofShare: 0.05) == "share-from-5")
    #expect(CoverageScale.name(ofShare: 1) == "share-from-50")
  }

  @Test("show larger areas by what the table says of them", arguments: [4, 6, 8])
  func areas(zoom: Int) throws {
    let snapshot = try DemoWorkspace.snapshot()
    let features = try Self.features(snapshot, zoom: zoom, "")
    let level: AdministrativeLevel = zoom == 4 ? .province : zoom == 6 ? .regency : .district
    let table = try snapshot.coverageTable(
      CoverageTableTests.query("by=\(level.rawValue)"), for: Asking.owner)
    #expect(features.keys.sorted() == table.rows.map(\.code))
    for row in table.rows {
      let feature = try #require(features[row.code])
      #expect(feature.number("villages") == Double(row.figures.villages))
      #expect(feature.number("active") == Double(row.figures.covered))
      #expect(feature.text("class") == CoverageScale.name(ofShare: row.figures.coveredShare))
      #expect(feature.number("minutes") == row.figures.medianMinutes?.rounded())
    }
  }

  @Test("show of larger areas the median of sessions and distances, and the earliest phase")
  func medians() throws {
    var villages = (1...5).map { AreaCoverage(villages: 1, meters: Double($0) * 1000) }
    for (number, (phase, days)) in [("2025-I", 10), ("2024-II", nil), ("2026-I", 400)].enumerated()
    {
      villages[number].status = .aktif
      villages[number].phase = phase
      villages[number].days = days
    }
    villages[3].phase = "2020-I"
    let sum = AreaCoverage(summing: villages)
    #expect(sum.villages == 5 && sum.covered == 3 && sum.phase == "2024-II")
    #expect(sum.days == 400 && sum.meters == 3000 && sum.minutes == nil)
    let none = AreaCoverage(summing: [])
    #expect(none.share == nil && none.days == nil && none.meters == nil)
  }

  @Test("keep the last phases apart, and the earlier ones together")
  func phases() throws {
    let names = (0..<12).map { "20\(10 + $0)-I" }
    let small = try SmallWorkspace(columns: 12, rows: 1)
    try small.workspace.write { transaction in
      for (column, phase) in names.enumerated() {
        var stage = ProgrammeRecord(
          code: SmallWorkspace.code(column, 0), status: .aktif, since: day("2026-01-01"))
        stage.phase = phase
        try transaction.insert(stage)
      }
    }
    let snapshot = try small.snapshot()
    let features = try Self.features(snapshot, zoom: 12, "by=phase&level=village")
    for column in names.indices {
      let expected = "phase-\(max(column - 3, 1))"
      #expect(features[SmallWorkspace.code(column, 0)]?.text("class") == expected)
    }
    let parameters = try CoverageParameters(QueryParameters.parse("by=phase&level=village"))
    let labels = snapshot.coverageLegend(of: parameters, language: .indonesian).classes.map(\.label)
    #expect(labels.first == "Di luar program" && labels[1] == "2014-I dan sebelumnya")
    #expect(labels.last == "2021-I" && labels.count == 9)
  }

  @Test("are pictures with a fill for each class", arguments: CoverageMeasure.allCases)
  func pictures(measure: CoverageMeasure) throws {
    let snapshot = try DemoWorkspace.snapshot()
    for zoom in [5, 8, 10, 13] {
      let path = "coverage/\(try Self.middle(snapshot, zoom: zoom))"
      for (suffix, query) in [("png", ""), ("@2x.png", ""), ("svg", "")] {
        let dot = suffix.hasPrefix("@") ? "" : "."
        let tile = try Tiles(snapshot)("\(path)\(dot)\(suffix)?by=\(measure.rawValue)\(query)")
        #expect(!tile.isEmpty && tile.body.count > 300)
        if suffix == "svg" { #expect(DrawingReader.read(tile.body) != nil) }
      }
    }
  }

  @Test("show no data where nothing is known, and outside nothing at all")
  func noData() throws {
    let snapshot = try SmallWorkspace().snapshot()
    for (measure, name) in [
      ("distance", "no-data"), ("activity", "no-data"), ("phase", "outside"), ("status", "outside"),
    ] {
      let features = try Self.features(snapshot, zoom: 12, "by=\(measure)")
      #expect(features.count == 6 && features.values.allSatisfy { $0.text("class") == name })
    }
    #expect(try Tiles(snapshot)("coverage/9/0/0.mvt").isEmpty)
  }

  @Test(
    "refuse parameters that mean nothing",
    arguments: [
      "by=tips", "asof=2026-02-30", "level=island", "bandwidth=500", "compare=2026-01-01",
    ])
  func badParameters(query: String) throws {
    #expect(throws: RequestError.self) {
      try TileRequest(path: "coverage/9/1/1.png?\(query)", zone: .wib)
    }
  }
}

@Suite("Legends of coverage")
struct CoverageLegendTests {
  @Test("name every class of the map in both languages", arguments: CoverageMeasure.allCases)
  func classes(measure: CoverageMeasure) throws {
    let snapshot = try DemoWorkspace.snapshot()
    for language in DisplayLanguage.allCases {
      for level in [AdministrativeLevel.village, .district, nil] {
        var parameters = try CoverageParameters(
          QueryParameters.parse("by=\(measure.rawValue)&asof=2024-06-04"))
        parameters.level = level
        let legend = snapshot.coverageLegend(of: parameters, language: language)
        #expect(Set(legend.classes.map(\.label)).count == legend.classes.count)
        #expect(
          legend.noDataLabel == (language == .indonesian ? "Tidak ada data" : "No data"))
        let words = legend.svg()
        #expect(words.contains(language == .indonesian ? "Peta Cakupan" : "Coverage map"))
        #expect(words.contains(language == .indonesian ? "4 Juni 2024" : "4 June 2024"))
        #expect((legend.note == nil) == (level == .village))
        #expect(try JSONObject(legend.json).list("classes").count == legend.classes.count)
      }
    }
  }

  @Test(
    "have these words",
    arguments: [
      (
        CoverageMeasure.status,
        [
          "Belum ada desa aktif", "kurang dari 5 % desa aktif", "5 – 10 % desa aktif",
          "10 – 25 % desa aktif", "25 – 50 % desa aktif", "50 % desa aktif ke atas",
          "Di luar program", "Nonaktif", "Calon desa binaan", "Ditetapkan",
          "Desa/kelurahan binaan (aktif)",
        ]
      ),
      (.activity, ["Belum ada kegiatan", "lebih dari 365", "181 – 365", "91 – 180", "0 – 90"]),
      (.distance, ["0 – 5", "5 – 10", "10 – 25", "25 – 50", "50 – 100", "100 ke atas"]),
    ])
  func words(measure: CoverageMeasure, labels: [String]) throws {
    let snapshot = try DemoWorkspace.snapshot()
    let parameters = try CoverageParameters(QueryParameters.parse("by=\(measure.rawValue)"))
    let legend = snapshot.coverageLegend(of: parameters, language: .indonesian)
    #expect(legend.classes.map(\.label) == labels)
  }

  @Test("have the colours of the tiles")
  func colors() throws {
    let snapshot = try DemoWorkspace.snapshot()
    for measure in CoverageMeasure.allCases {
      let classes = snapshot.coverageClasses(
        by: measure, level: .village, on: snapshot.today
      ).classes
      var parameters = try CoverageParameters(QueryParameters.parse("by=\(measure.rawValue)"))
      parameters.level = .village
      let legend = snapshot.coverageLegend(of: parameters, language: .english)
      #expect(legend.classes.map(\.color) == classes.filter { $0.hatch == nil }.map(\.color))
      #expect(Set(classes.map(\.color)).count == classes.count)
    }
  }
}
