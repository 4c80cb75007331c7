import DisclosureControl
import GeoPrimitives
import Places

/// A column of a workspace table.
struct ColumnDefinition {
  /// The types of GeoPackage (clause 1.1.1.1.3) that are used here.
  enum StorageType: String {
    case text = "TEXT"
    case integer = "INTEGER"
    case real = "DOUBLE"
    case date = "DATE"
    case dateTime = "DATETIME"
  }

  /// The name.
  let name: String
  /// The type as declared.
  let type: StorageType
  /// Whether every row has a value.
  let isRequired: Bool
  /// The values that it takes; empty when it takes any.
  let values: [String]
  /// The value of a row that is added without one, such as in a desktop GIS.
  let fallback: String?

  /// The definition in `CREATE TABLE`.
  var sql: String {
    var sql = "\"\(name)\" \(type.rawValue)"
    if isRequired { sql += " NOT NULL" }
    if let fallback { sql += " DEFAULT '\(fallback)'" }
    // Not "IN (…)": SQLite would build a temporary index of the list for every row that is written.
    let choices = values.map { "\"\(name)\" = '\($0)'" }
    if !choices.isEmpty { sql += " CHECK (\(choices.joined(separator: " OR ")))" }
    return sql
  }

  /// A text without which a row makes no sense.
  static func required(_ name: String, _ type: StorageType = .text) -> ColumnDefinition {
    ColumnDefinition(name: name, type: type, isRequired: true, values: [], fallback: nil)
  }

  /// A value that may be missing.
  static func optional(_ name: String, _ type: StorageType = .text) -> ColumnDefinition {
    ColumnDefinition(name: name, type: type, isRequired: false, values: [], fallback: nil)
  }

  /// One of the raw values of an enumeration.
  static func choice<Value>(
    _ name: String, _ values: Value.Type, fallback: Value? = nil
  ) -> ColumnDefinition where Value: RawRepresentable<String> & CaseIterable {
    ColumnDefinition(
      name: name, type: .text, isRequired: true, values: values.allCases.map(\.rawValue),
      fallback: fallback?.rawValue)
  }
}

extension WorkspaceTable {
  /// The columns after the row number and the geometry.
  ///
  /// What a full scan of the tips reads stands before the texts that may be long: SQLite passes over
  /// pages that hold only what comes after. A column that an upgrade added stands last in that file.
  var columns: [ColumnDefinition] {
    switch self {
    case .villages, .adminAreas, .officialAreas: areaColumns
    case .accommodations, .tips, .servicePoints, .clusters, .offices: placeColumns
    case .atoms, .periods: publicationColumns
    case .users, .audit, .imports, .settings, .review: housekeepingColumns
    case .analyses: AnalysisTables.analysisColumns
    case .notices: AnalysisTables.noticeColumns
    case .plans: PlanTables.columns
    default: attributeColumns
    }
  }

  private var areaColumns: [ColumnDefinition] {
    switch self {
    case .villages:
      [
        .required("code"), .choice("scheme", CodeScheme.self, fallback: .kemendagri),
        .required("name"),
        .choice("boundary_status", BoundaryStatus.self, fallback: .definitif),
        .optional("valid_from", .date), .optional("valid_to", .date), .optional("decree"),
        .optional("district"), .optional("regency"), .optional("province"),
      ]
    default:
      [
        .required("code"), .choice("scheme", CodeScheme.self, fallback: .kemendagri),
        .choice("level", AdministrativeLevel.self), .optional("name"),
      ]
    }
  }

  private var placeColumns: [ColumnDefinition] {
    switch self {
    case .accommodations:
      [
        .required("id"), .required("name"),
        .choice("kind", AccommodationKind.self, fallback: .other), .optional("rooms", .integer),
        .choice("reporting", ReportingState.self, fallback: .unknown),
        .optional("last_report", .date), .optional("place_text"),
      ]
    case .tips:
      [
        .required("id"), .required("occurred_at", .dateTime), .choice("category", TipCategory.self),
        .choice("origin", TipOrigin.self, fallback: .publicReport),
        .choice("status", TipStatus.self, fallback: .new),
        .choice("level", PrecisionLevel.self, fallback: .point), .optional("radius_m", .real),
        .optional(AcceptanceSQL.column, .dateTime), .optional("channel"), .optional("place_text"),
        .optional("summary"),
      ]
    case .servicePoints:
      [.required("id"), .required("name"), .optional("kind"), .optional("place_text")]
    case .clusters:
      [
        .required("id"), .required("tips", .integer), .optional("first_at", .dateTime),
        .optional("last_at", .dateTime),
      ]
    default:
      [
        .required("id"), .required("name"), .required("area"), .optional("posts", .integer),
        .optional("lon", .real), .optional("lat", .real),
      ]
    }
  }

  private var attributeColumns: [ColumnDefinition] {
    switch self {
    case .programme:
      [
        .required("code"), .choice("status", ProgrammeStatus.self), .required("since", .date),
        .optional("until", .date), .optional("phase"), .optional("decree"), .optional("office"),
        .optional("post"),
      ]
    case .activities:
      [
        .required("id"), .optional("code"), .choice("kind", ActivityKind.self),
        .required("date", .date), .optional("participants", .integer), .optional("lon", .real),
        .optional("lat", .real),
      ]
    case .guests: [.required("accommodation"), .required("month"), .required("guests", .integer)]
    case .population:
      [.required("code"), .required("residents", .integer), .optional("as_of", .date)]
    case .lineage:
      [
        .required("old"), .required("new"), .required("kind"), .optional("date", .date),
        .optional("area_share", .real), .optional("population_share", .real), .optional("basis"),
      ]
    case .crosswalk:
      [.required("kemendagri"), .required("bps"), .optional("basis"), .optional("score", .real)]
    default: [.required("from"), .required("to"), .required("minutes", .real)]
    }
  }

  private var publicationColumns: [ColumnDefinition] {
    switch self {
    case .atoms:
      [
        .choice("layer", AtomRow.Layer.self), .required("month"), .required("members"),
        .required("keys"), .required("count", .integer),
      ]
    default: [.required("month"), .required("closed_on", .date), .required("rules")]
    }
  }

  private var housekeepingColumns: [ColumnDefinition] {
    switch self {
    case .users:
      [
        .required("name"), .required("role"), .optional("area"), .required("token_sha256"),
        .required("created_at", .dateTime), .optional("revoked_at", .dateTime),
      ]
    case .audit:
      [
        .required("at", .dateTime), .required("actor"), .required("role"), .optional("purpose"),
        .required("action"), .optional("detail"), .optional("row_count", .integer),
        .required("mac"),
      ]
    case .imports:
      [
        .required("imported_at", .dateTime), .required("table_name"), .required("file_name"),
        .required("rows_read", .integer), .required("rows_imported", .integer),
        .required("rows_repaired", .integer), .required("rows_merged", .integer),
        .required("rows_skipped", .integer), .required("options"),
      ]
    case .review: [.required("id"), .required("queued_at", .dateTime), .required("candidates")]
    default: [.required("key"), .required("value")]
    }
  }

  /// The columns that tell one row from another; empty where rows may repeat.
  var keyColumns: [String] {
    switch self {
    case .villages: ["code", "scheme", "valid_from"]
    case .adminAreas, .officialAreas: ["code", "scheme"]
    case .programme: ["code", "status", "since"]
    case .guests: ["accommodation", "month"]
    case .population: ["code", "as_of"]
    case .lineage: ["old", "new"]
    case .crosswalk: ["kemendagri", "bps"]
    case .travelTimes: ["from", "to"]
    case .users, .analyses, .plans: ["name"]
    case .settings: ["key"]
    case .periods: ["month"]
    case .atoms, .audit, .imports: []
    default: ["id"]
    }
  }
}
