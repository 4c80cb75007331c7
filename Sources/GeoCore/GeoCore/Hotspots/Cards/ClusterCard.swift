public import GeoStore

/// What there is to say of a cluster besides its figures: as much of it as whoever asks may know.
public struct ClusterCard: Sendable {
  /// The false discovery rate among the clusters of the scan at which it would be flagged.
  public var falseDiscoveryRate: Double
  /// In how many of its months there were reports.
  public var monthsSeen: Int
  /// Its reports by category, in the order of the categories; `nil` where they are not told apart.
  public var categories: [(category: TipCategory, count: Int)]?
  /// Sessions a month in its areas during its months, against those of the months before: what outreach does to
  /// the number of reports. `nil` where sessions are not told, and where there were none before.
  public var exposureChange: Double?
  /// The share of its reports that are known to the hamlet or the village only; `nil` where reports are not told.
  public var impreciseShare: Double?
  /// How many reports of its areas and months were left out as repeating another; `nil` where they are not told.
  public var duplicates: Int?
  /// The service point nearest to its centre, and how far it is; `nil` where there is none.
  public var servicePoint: (name: String, meters: Double)?
  /// How many accommodations its areas have; `nil` where that is not told.
  public var accommodations: Int?
}

/// What single reports tell of clusters.
struct ClusterCases {
  /// By category, as in `TipCategory.allCases`.
  var categories = [Int](repeating: 0, count: TipCategory.allCases.count)
  var reports = 0
  var imprecise = 0
  var duplicates = 0
}
