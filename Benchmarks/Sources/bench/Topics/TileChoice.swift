import GeoCore

/// Which tiles of a zoom level are drawn: two where very much lies, a usual one and a lonely one.
///
/// Tiles are ranked by their points, most first.
struct TileChoice {
  /// Why a tile was chosen.
  enum Kind: String, CaseIterable {
    /// The tile with the most points.
    case densest
    /// The tile with which a tenth of all points is reached.
    case dense
    /// The tile with which half of all points is reached.
    case medium
    /// A tile as few points lie in: all but a hundredth of the tiles that hold something hold more.
    case sparse
  }

  /// Of so many points the tiles are chosen by.
  static let sampleCount = 1_000_000

  private let tiles: [TileID]

  /// - Complexity: O(n log n) for n places.
  init(zoom: Int, places: [Coordinate]) {
    let keys = places.compactMap { GridPoint($0) }.map {
      UInt64($0.y >> UInt32(32 - zoom)) << 32 | UInt64($0.x >> UInt32(32 - zoom))
    }
    let ranked = Self.counted(keys.sorted()).sorted { ($1.count, $0.key) < ($0.count, $1.key) }
    let counts = ranked.map(\.count)
    let positions = [
      0, Self.position(ofPoint: keys.count / 10, in: counts),
      Self.position(ofPoint: keys.count / 2, in: counts), ranked.count - 1 - ranked.count / 100,
    ]
    tiles = positions.compactMap { position in
      let key = ranked[position].key
      return TileID(zoom: zoom, x: Int(key & 0xFFFF_FFFF), y: Int(key >> 32))
    }
  }

  /// The tile that is drawn beside rivals.
  static func common(_ places: [Coordinate]) -> CommonTile {
    CommonTile(tile: TileChoice(zoom: CommonTile.zoom, places: places)[CommonTile.kind])
  }

  /// The tile of a kind.
  subscript(kind: Kind) -> TileID { tiles[Kind.allCases.firstIndex(of: kind) ?? 0] }

  private static func counted(_ sorted: [UInt64]) -> [(key: UInt64, count: Int)] {
    var runs: [(key: UInt64, count: Int)] = []
    for key in sorted {
      if runs.last?.key == key { runs[runs.count - 1].count += 1 } else { runs.append((key, 1)) }
    }
    return runs
  }

  private static func position(ofPoint point: Int, in counts: [Int]) -> Int {
    var passed = 0
    return counts.firstIndex { count in
      passed += count
      return passed > point
    } ?? 0
  }
}

/// A tile that rivals draw too.
struct CommonTile {
  let tile: TileID

  static let zoom = 10
  static let kind = TileChoice.Kind.densest
  /// The bandwidth in pixels.
  static let radius = 5

  /// What a rival must know to draw it.
  var facts: [(String, Double)] {
    [
      ("zoom", Double(tile.zoom)), ("x", Double(tile.x)), ("y", Double(tile.y)),
      ("radius", Double(Self.radius)),
    ]
  }
}
