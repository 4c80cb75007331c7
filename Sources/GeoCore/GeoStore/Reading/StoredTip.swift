public import Places

/// A tip with a place, without its texts: what analysis needs of millions of tips, on the stack.
public struct StoredTip: Sendable {
  /// The row number (`fid`), which stays the same as long as the tip is in the file.
  public var row: Int64
  /// Degrees east of Greenwich.
  public var longitude: Double
  /// Degrees north of the equator.
  public var latitude: Double
  /// When it happened, in seconds since 1970-01-01T00:00:00Z.
  public var secondsSince1970: Int64
  /// The radius in metres within which the true place lies; `NaN` when it is not known.
  public var radiusMeters: Float
  /// The way it was sent: an index into the names that `readTips` returns; 0 is "not told".
  public var channel: Int32
  /// What it is about.
  public var category: TipCategory
  /// How it came about.
  public var origin: TipOrigin
  /// Where it stands in triage.
  public var status: TipStatus
  /// How precisely the place is known.
  public var level: PrecisionLevel
  /// Since when it counts for published tables, in seconds since 1970-01-01T00:00:00Z; `nil` while it
  /// does not.
  public var acceptedSecondsSince1970: Int64?

  /// A tip from its columns.
  public init(
    row: Int64, longitude: Double, latitude: Double, secondsSince1970: Int64, radiusMeters: Float,
    channel: Int32, category: TipCategory, origin: TipOrigin, status: TipStatus,
    level: PrecisionLevel, acceptedSecondsSince1970: Int64? = nil
  ) {
    self.row = row
    self.longitude = longitude
    self.latitude = latitude
    self.secondsSince1970 = secondsSince1970
    self.radiusMeters = radiusMeters
    self.channel = channel
    self.category = category
    self.origin = origin
    self.status = status
    self.level = level
    self.acceptedSecondsSince1970 = acceptedSecondsSince1970
  }
}
