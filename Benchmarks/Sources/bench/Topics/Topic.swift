/// What can be measured on its own.
enum Topic: String, CaseIterable {
  /// Building an index from memory.
  case build
  /// The memory that a loaded index takes.
  case memory
  /// Opening an index that lies in a file.
  case reopen
  /// Windows, radii and nearest points.
  case queries
  /// Heat tiles over zooms and radii.
  case tiles
  /// One view of 1280 × 960 pixels beside other implementations of kernel density.
  case view
  /// In which village each point lies.
  case assignment
  /// Tiles of the nation's villages.
  case boundaries
  /// Points in groups for every zoom.
  case grouping
  /// Hotspots, and clusters in space and time.
  case statistics

  /// Takes the figures of the topic.
  func measure(in session: inout Session) throws {
    switch self {
    case .build: try BuildTopic.measure(in: &session)
    case .memory: try MemoryTopic.measure(in: &session)
    case .reopen: try ReopenTopic.measure(in: &session)
    case .queries: try QueryTopic.measure(in: &session)
    case .tiles: try TileTopic.measure(in: &session)
    case .view: try ViewTopic.measure(in: &session)
    case .assignment: try AssignmentTopic.measure(in: &session)
    case .boundaries: try BoundaryTopic.measure(in: &session)
    case .grouping: try GroupingTopic.measure(in: &session)
    case .statistics: try StatisticsTopic.measure(in: &session)
    }
  }
}
