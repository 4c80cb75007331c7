public import GeoPrimitives
public import GeoStore
public import Places

/// How a file is to be imported.
public struct ImportOptions: Sendable {
  /// The reference system of the file, `EPSG:n`, WKT or a PROJ string, against what it says itself.
  public var crs: String?
  /// The layer of a file that has several.
  public var layer: String?
  /// Which column holds a field: our name to theirs.
  public var fields: [String: String] = [:]
  /// Columns to leave out, by name.
  public var ignoredColumns: [String] = []
  /// Whose codes the file uses; `nil` takes the scheme that goes with the column found.
  public var scheme: CodeScheme?
  /// The day from which the villages of the file are valid, where it does not say.
  public var asOf: CivilDate?
  /// What to do with rows whose key is in the workspace already; `nil` refuses them, but replaces
  /// the borders of villages that were found by name.
  public var onDuplicate: DuplicatePolicy?
  /// Whether the borders of villages are cleaned, so that neighbours share theirs; otherwise they are kept
  /// as the file has them.
  public var cleansBorders = true
  /// Whether bad rows are left out and reported instead of keeping the file out.
  public var skipsBadRows = false
  /// Whether everything is done but nothing kept.
  public var isDryRun = false
  /// The code of the regency in whose villages the names of a file without codes are looked up.
  public var codeByName: String?
  /// What finds the places of tips that have them in words; `nil` leaves them without a place.
  public var lookup: PlaceLookup?
  /// The time of now, since when doubtful tips wait.
  public var now = Instant(secondsSince1970: 0)
  /// Where imported places must lie.
  public var extent = Envelope.indonesia

  /// The defaults: nothing is taken for granted, one bad row keeps the file out.
  public init() {}
}
