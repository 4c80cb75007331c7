public import GeoCore
import Support

/// A workspace made by hand: villages that are squares of a chessboard, and whatever rows a test
/// needs. It is removed with the object.
public final class SmallWorkspace: Sendable {
  private let folder: ScratchFolder
  /// The path of the file.
  public let path: String
  /// The workspace, open for writing.
  public let workspace: Workspace

  /// The south-western corner of the board.
  public static let corner = Coordinate(longitude: 112.6, latitude: -8.0)
  /// The side of a square, in degrees.
  public static let side = 0.02

  /// A workspace with a board of villages.
  /// - Parameters:
  ///   - columns: Villages from west to east.
  ///   - rows: Villages from south to north.
  /// - Throws: `WorkspaceError`.
  public init(columns: Int = 3, rows: Int = 2) throws {
    folder = try ScratchFolder()
    path = folder.path("small.gpkg")
    workspace = try Workspace.create(at: path)
    try workspace.write { transaction in
      for row in 0..<rows {
        for column in 0..<columns {
          let code = try AreaCode(Self.code(column, row))
          try transaction.insert(
            VillageRecord(
              code: code, name: "Desa \(column)-\(row)", geometry: Self.square(column, row)))
        }
      }
    }
  }

  deinit { workspace.close() }

  /// The code of a village of the board.
  public static func code(_ column: Int, _ row: Int) -> String {
    "35.07.01.\(2001 + row * 100 + column)"
  }

  /// The place at a share of the board's squares: (0.5, 0.5) is the middle of the first.
  public static func place(_ column: Double, _ row: Double) -> Coordinate {
    Coordinate(
      longitude: corner.longitude + column * side, latitude: corner.latitude + row * side)
  }

  /// The square of a village.
  public static func square(_ column: Int, _ row: Int) -> MultiPolygon {
    let (x, y) = (Double(column), Double(row))
    let ring = Ring(
      [(x, y), (x + 1, y), (x + 1, y + 1), (x, y + 1), (x, y)].map { place($0.0, $0.1) })
    return MultiPolygon([Polygon(exterior: ring)])
  }

  /// Adds tips; `change` may alter each.
  /// - Throws: `WorkspaceError`.
  public func addTips(
    at places: [Coordinate], _ change: (Int, inout TipRecord) -> Void = { _, _ in }
  )
    throws
  {
    let known = try workspace.counts()[.tips] ?? 0
    try workspace.write { transaction in
      for (number, place) in places.enumerated() {
        // 2026-01-01T00:00:00Z
        var tip = TipRecord(
          id: "T-\(known + number)", occurredAt: Instant(secondsSince1970: 1_767_225_600),
          category: .tppo)
        tip.place = place
        change(number, &tip)
        try transaction.insert(tip)
      }
    }
  }

  /// What the workspace holds now.
  /// - Throws: `WorkspaceError`.
  public func snapshot() throws -> DatasetSnapshot {
    try DatasetSnapshot(of: workspace, today: DemoWorkspace.today)
  }
}
