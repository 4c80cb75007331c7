/// The tables of a workspace, in the order in which they are listed.
public enum WorkspaceTable: String, Hashable, Sendable, CaseIterable {
  /// Villages with their borders.
  case villages
  /// Provinces, regencies and districts.
  case adminAreas = "admin_areas"
  /// Outlines of provinces, regencies and districts as official files have them, beside those that
  /// were dissolved from villages.
  case officialAreas = "official_areas"
  /// Places that lodge guests.
  case accommodations
  /// Reports about places.
  case tips
  /// Places where a service is given.
  case servicePoints = "service_points"
  /// Groups of tips that were found, with their hulls.
  case clusters
  /// Immigration offices.
  case offices
  /// The programme history of villages.
  case programme
  /// Outreach activities.
  case activities
  /// Monthly numbers of foreign guests.
  case guests
  /// Numbers of residents.
  case population
  /// Which code became which.
  case lineage
  /// Which code of the one scheme is which of the other.
  case crosswalk
  /// Minutes from an office or service point to a village.
  case travelTimes = "travel_times"
  /// What has been published of the tips of closed months.
  case atoms
  /// The months that have been closed.
  case periods
  /// Tips whose place is doubtful, with the places that they may mean.
  case review
  /// Results of statistics that were kept under a name.
  case analyses
  /// Notices that something has changed in an area.
  case notices
  /// Plans for the next villages that were kept under a name.
  case plans
  /// Who may sign in.
  case users
  /// Who read or changed what.
  case audit
  /// Which files were imported.
  case imports
  /// Names and values.
  case settings

  /// The tables that users export; accounts, the audit log, settings, plans and the queue of
  /// doubtful places are not among them.
  public static let exportable: [WorkspaceTable] = allCases.filter {
    ![.users, .audit, .settings, .review, .analyses, .notices, .plans].contains($0)
  }

  /// The geometry of a table's rows.
  public enum GeometryKind: Hashable, Sendable {
    /// None.
    case none
    /// Points, stored as geometries.
    case point
    /// Areas, stored as geometries.
    case multiPolygon
    /// Points, stored as the columns `lon` and `lat` of a table without a geometry column.
    case lonLatColumns
  }

  /// What geometry the rows have.
  public var geometryKind: GeometryKind {
    switch self {
    case .villages, .adminAreas, .officialAreas, .clusters: .multiPolygon
    case .accommodations, .tips, .servicePoints: .point
    case .offices, .activities: .lonLatColumns
    default: .none
    }
  }

  /// Whether the rows say something about tips, so that reading them takes a permission.
  public var isDerivedFromTips: Bool {
    [.tips, .clusters, .review, .analyses, .notices].contains(self)
  }

  /// The names of the columns, without the row number, the place and what only this file keeps account
  /// of, in the order of the file. An import takes the columns that an export writes.
  public var columnNames: [String] {
    columns.map(\.name).filter { name in
      guard geometryKind != .lonLatColumns else { return !["lon", "lat"].contains(name) }
      return self != .tips || name != AcceptanceSQL.column
    }
  }

  /// Whether the rows have a geometry column and with it a spatial index.
  var isFeatureTable: Bool { geometryKind == .point || geometryKind == .multiPolygon }

  /// Whether a change of the rows is a change of what maps show. Reading tips writes to the audit
  /// log; if that counted, every look would throw away the tiles.
  var raisesGeneration: Bool {
    ![.audit, .users, .imports, .review, .analyses, .notices].contains(self)
  }

  /// Whether a change of the rows is a change of borders.
  var changesBorders: Bool { self == .villages || self == .adminAreas }

  /// The triggers that keep the spatial index, the data generation and the time of acceptance in step.
  var triggers: [TriggerSQL] {
    (isFeatureTable ? SpatialIndexSQL.triggers(of: self) : [])
      + (raisesGeneration ? GenerationSQL.triggers(of: self) : [])
      + (self == .tips ? AcceptanceSQL.triggers + IntakeSQL.triggers : [])
  }

  /// The columns as they are stored, the geometry first, without the row number.
  var storedColumns: [String] { (isFeatureTable ? ["geom"] : []) + columns.map(\.name) }
}
