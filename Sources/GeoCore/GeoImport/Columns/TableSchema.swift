/// A field of ours and how files call it.
struct FieldSpec: Sendable {
  /// Our name, as `--field` takes it.
  let name: String
  /// Other names, the most telling first.
  let synonyms: [String]
  /// Whether a file must have it.
  let isRequired: Bool

  static func required(_ name: String, _ synonyms: String...) -> FieldSpec {
    FieldSpec(name: name, synonyms: synonyms, isRequired: true)
  }

  static func optional(_ name: String, _ synonyms: String...) -> FieldSpec {
    FieldSpec(name: name, synonyms: synonyms, isRequired: false)
  }
}

/// What a table takes from a file.
struct TableSchema: Sendable {
  /// What becomes of a column that is none of the fields.
  enum UnknownColumns: Sendable {
    /// It is passed over and listed.
    case ignored
    /// It keeps the file out: it may be personal.
    case refused
  }

  let fields: [FieldSpec]
  /// Whether a bare `name` is that of a place.
  let holdsPlaces: Bool
  let unknownColumns: UnknownColumns

  /// The problem of a field that a file lacks.
  /// - Parameters:
  ///   - name: The field.
  ///   - other: A field that would do as well.
  ///   - columns: What the file has.
  /// - Returns: The problem, naming what was looked for and what was found.
  func missing(
    _ name: String, or other: String? = nil, amongColumns columns: [String]
  ) -> ImportProblem {
    let wanted = fields.filter { $0.name == name || $0.name == other }
    let known = wanted.flatMap { [$0.name] + $0.synonyms }.joined(separator: ", ")
    let found = columns.filter { !$0.isEmpty }.joined(separator: ", ")
    return ImportProblem(.columnMissing, name, known, found)
  }
}

extension FieldSpec {
  /// Longitude or easting.
  static let longitude = FieldSpec.optional(
    "lon", "longitude", "lng", "long", "bujur", "x", "coord_x", "easting")
  /// Latitude or northing.
  static let latitude = FieldSpec.optional(
    "lat", "latitude", "lintang", "y", "coord_y", "northing")
  /// Well-known text.
  static let wkt = FieldSpec.optional(
    "wkt", "geometry", "geom", "the_geom", "wkt_geom", "geometri", "shape")
  /// A place in words.
  static let placeText = FieldSpec.optional(
    "place_text", "alamat", "address", "lokasi", "tempat", "location", "place")
}
