public import GeoCore

/// Tiles that are to be drawn ahead: of one layer with its parameters, over a box and some zoom levels.
public struct SeedPlan: Sendable {
  /// What is drawn.
  public let layer: TileLayer
  /// The zoom levels, the coarsest first.
  public let zooms: ClosedRange<Int>
  /// Where, in degrees.
  public let box: Envelope
  /// In which formats.
  public let formats: [TileFormat]
  /// The parameters as in an address, such as `by=phase`; empty for none.
  public let parameters: String

  /// More tiles at once are a slip of the pen.
  public static let largestCount = 10_000_000

  /// Tiles of a layer.
  /// - Parameters:
  ///   - layer: The layer.
  ///   - zooms: The zoom levels.
  ///   - box: Where, in degrees; everything when `nil`.
  ///   - formats: In which formats; vector tiles where there are none.
  ///   - parameters: As in an address.
  /// - Throws: `RequestError.badValue` for zoom levels that are not served, or more tiles than make sense.
  public init(
    _ layer: TileLayer, zooms: ClosedRange<Int>, box: Envelope, formats: [TileFormat] = [.mvt],
    parameters: String = ""
  ) throws(RequestError) {
    self.layer = layer
    self.zooms = zooms
    self.box = box
    self.formats = formats.isEmpty ? [.mvt] : formats
    self.parameters = parameters
    guard zooms.lowerBound >= 0, zooms.upperBound <= TileID.maximumZoom else {
      throw .badValue(
        parameter: "zoom", value: "\(zooms.lowerBound)-\(zooms.upperBound)",
        expected: "zoom levels from 0 to \(TileID.maximumZoom)")
    }
    guard count <= Self.largestCount else {
      throw .badValue(
        parameter: "zoom", value: "\(zooms.lowerBound)-\(zooms.upperBound)",
        expected: "fewer tiles than these \(count); at most \(Self.largestCount)")
    }
  }

  /// How many tiles there are.
  public var count: Int {
    zooms.reduce(0) { $0 + (grid(zoom: $1).map { $0.columns.count * $0.rows.count } ?? 0) }
      * formats.count
  }

  /// The paths of the tiles, with their parameters, those of a zoom level row by row.
  var addresses: some Sequence<String> {
    zooms.lazy.flatMap { zoom in
      grid(zoom: zoom).map { tiles(zoom: zoom, $0.columns, $0.rows) } ?? []
    }
  }

  private func tiles(zoom: Int, _ columns: ClosedRange<Int>, _ rows: ClosedRange<Int>) -> [String] {
    let query = parameters.isEmpty ? "" : "?\(parameters)"
    return rows.flatMap { y in
      columns.flatMap { x in
        formats.map { "\(layer.rawValue)/\(zoom)/\(x)/\(y).\($0.rawValue)\(query)" }
      }
    }
  }

  private func grid(zoom: Int) -> (columns: ClosedRange<Int>, rows: ClosedRange<Int>)? {
    guard !box.isEmpty,
      let first = TileID(
        containing: Coordinate(longitude: box.minX, latitude: box.maxY), zoom: zoom),
      let last = TileID(
        containing: Coordinate(longitude: box.maxX, latitude: box.minY), zoom: zoom)
    else { return nil }
    return (first.x...last.x, first.y...last.y)
  }
}

/// How far seeding is.
public struct SeedProgress: Sendable, Equatable {
  /// How many tiles there are.
  public var total: Int
  /// Tiles that have been drawn.
  public var drawn = 0
  /// Tiles that were there already, and right.
  public var kept = 0
  /// The bytes of those that were drawn, as they are kept.
  public var bytes = 0

  /// Tiles that are done.
  public var done: Int { drawn + kept }
}

extension SeedPlan {
  /// Zoom levels from a text such as `8` or `4-10`.
  /// - Throws: `RequestError.badValue`.
  public static func zooms(_ text: String) throws(RequestError) -> ClosedRange<Int> {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false).map { Int($0) }
    if (1...2).contains(parts.count), let first = parts[0], let last = parts[parts.count - 1],
      (0...TileID.maximumZoom).contains(first), first <= last, last <= TileID.maximumZoom
    {
      return first...last
    }
    throw .badValue(
      parameter: "zoom", value: text,
      expected: "a zoom level from 0 to \(TileID.maximumZoom), or two such as 4-10")
  }

  /// The box of a text `W,S,E,N`, or of the area of a code; all of the data without either.
  /// - Throws: `RequestError.badValue`, also for both at once; `.unknownVillage` for a code that is none.
  public static func box(
    bbox: String?, code: String?, in snapshot: DatasetSnapshot
  ) throws(RequestError) -> Envelope {
    switch (bbox, code) {
    case (nil, nil): return snapshot.extent
    case (let bbox?, nil): return try box(bbox)
    case (nil, let code?):
      guard let area = try? AreaCode(code),
        let found = snapshot.layer(area.level).area(code: area.text)
      else { throw .unknownVillage(code) }
      return found.envelope
    case (let bbox?, _?):
      throw .badValue(parameter: "bbox", value: bbox, expected: "either a box or a code")
    }
  }

  private static func box(_ text: String) throws(RequestError) -> Envelope {
    let numbers = text.split(separator: ",", omittingEmptySubsequences: false)
      .compactMap { DecimalNumber.parse($0) }
    if numbers.count == 4, numbers[0] < numbers[2], numbers[1] < numbers[3],
      abs(numbers[0]) <= 180, abs(numbers[2]) <= 180, abs(numbers[1]) <= 90, abs(numbers[3]) <= 90
    {
      return Envelope(minX: numbers[0], minY: numbers[1], maxX: numbers[2], maxY: numbers[3])
    }
    throw .badValue(
      parameter: "bbox", value: text, expected: "west,south,east,north in degrees")
  }
}
