import GeoCore

/// Tiles of the nation's villages: vector tiles with their compression, pictures, drawings.
///
/// Of each zoom a sample of tiles is drawn in which villages lie, chosen by villages from a seed: a tile
/// with many villages is as likely as one looks at it. Each is drawn once before, so what is measured is a
/// tile that no cache has, from borders that are prepared for the zoom.
enum BoundaryTopic {
  private static let sample = 60
  private static let zooms = [4, 5, 6, 8, 9, 10, 11, 13, 15]
  /// The tile with the most villages of zoom 6: Central Java.
  private static let densest = (zoom: 6, x: 51, y: 33)

  static func measure(in session: inout Session) throws {
    let file = session.villages ?? session.data.villagesPath
    let path = try VillageWorkspace.path(of: file, in: session.data)
    let workspace = try Workspace.open(at: path, mode: .readOnly)
    let watch = Stopwatch()
    let snapshot = try DatasetSnapshot(
      of: workspace, today: CivilDate(daysSince1970: 20_000))
    session.add(
      Measurement(
        id: "boundaries.load", label: "snapshot of the villages", points: 0,
        samples: Samples(wall: [watch.seconds], processor: [watch.processorSeconds])))
    for zoom in zooms {
      let tiles = tiles(zoom, snapshot)
      for form in Form.allCases { try measure(form, "z\(zoom)", tiles, snapshot, &session) }
    }
    if let tile = TileID(zoom: densest.zoom, x: densest.x, y: densest.y) {
      for form in Form.allCases { try measure(form, "densest", [tile], snapshot, &session) }
    }
  }

  /// What is drawn.
  private enum Form: String, CaseIterable {
    /// A vector tile of villages, compressed as the server does.
    case mvt
    /// A picture in which villages are coloured by a class.
    case png
    /// A drawing of the levels that fit the zoom.
    case svg
  }

  /// Tiles around villages, each once.
  private static func tiles(_ zoom: Int, _ snapshot: DatasetSnapshot) -> [TileID] {
    var random = SeededRandom(seed: UInt64(zoom))
    var tiles: [TileID] = []
    for _ in 0..<sample * 4 where tiles.count < sample {
      let number = Int(random.unit() * Double(snapshot.villages.areas.count))
      let place = snapshot.villages.areas[number].label
      guard let tile = TileID(containing: place, zoom: zoom), !tiles.contains(tile) else {
        continue
      }
      tiles.append(tile)
    }
    return tiles
  }

  private static func measure(
    _ form: Form, _ name: String, _ tiles: [TileID], _ snapshot: DatasetSnapshot,
    _ session: inout Session
  ) throws {
    let classes = classes(snapshot)
    var (wall, processor): ([Double], [Double]) = ([], [])
    var (largest, dropped) = (0, 0)
    for tile in tiles {
      let samples = try Stopwatch.time(repeats: session.repeats) {
        let drawn = try draw(form, tile, snapshot, classes)
        session.sink.swallow(drawn.sent)
        largest = max(largest, drawn.size)
        dropped = max(dropped, drawn.dropped)
      }
      wall.append(samples.median)
      processor.append(samples.medianProcessor)
    }
    session.add(
      Measurement(
        id: "boundaries.\(form.rawValue).\(name)",
        label: "\(form.rawValue) of villages, \(name)", points: 0,
        samples: Samples(wall: wall, processor: processor),
        facts: [
          ("tiles", Double(tiles.count)), ("worst", wall.max() ?? .nan),
          ("bytes", Double(largest)), ("dropped", Double(dropped)),
        ]))
  }

  private static func draw(
    _ form: Form, _ tile: TileID, _ snapshot: DatasetSnapshot, _ classes: AreaClasses
  ) throws -> (size: Int, sent: Int, dropped: Int) {
    let renderer = TileRenderer(snapshot)
    let drawn =
      switch form {
      case .mvt: try renderer.boundaries(of: tile, level: .village, in: .mvt)
      case .png:
        try renderer.boundaries(of: tile, level: .village, in: .png, classes: [.village: classes])
      case .svg: try renderer.boundaries(of: tile, in: .svg)
      }
    let sent = form == .mvt ? try Gzip.compress(drawn.body).count : drawn.body.count
    return (drawn.body.count, sent, drawn.droppedFeatures)
  }

  /// Five classes by the number of a village, and none for every sixth.
  private static func classes(_ snapshot: DatasetSnapshot) -> AreaClasses {
    let colors = ColorRamp.viridis.classColors(count: 5)
    return AreaClasses(
      classOf: snapshot.villages.areas.indices.map {
        $0 % 6 == 5 ? AreaClasses.none : UInt8($0 % 6)
      },
      classes: colors.enumerated().map { .init(name: "kelas-\($0 + 1)", color: $1) })
  }
}
