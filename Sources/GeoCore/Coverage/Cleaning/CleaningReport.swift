public import GeoPrimitives
import TileMath

/// What cleaning did, area by area and in all. Areas are in square metres on WGS 84.
public struct CleaningReport: Hashable, Sendable {
  /// The ground of one area before and after.
  public struct AreaChange: Hashable, Sendable {
    /// The ground inside the source outline.
    public var source: Double = 0
    /// Ground that the area got and that lay outside its source outline: closed gaps, pieces cut off from
    /// others.
    public var gained: Double = 0
    /// Ground inside the source outline that went to others.
    public var lost: Double = 0
    /// The ground after cleaning.
    public var result: Double { source + gained - lost }
    /// The ground that changed hands.
    public var moved: Double { gained + lost }
  }

  /// A number of faces and their ground.
  public struct Tally: Hashable, Sendable {
    /// How many there are.
    public var count = 0
    /// The ground that they take.
    public var squareMeters = 0.0

    mutating func add(_ ground: Double) {
      count += 1
      squareMeters += ground
    }
  }

  /// A gap that stays.
  public struct Gap: Hashable, Sendable {
    /// A place on its border.
    public var place: Coordinate
    /// Its ground.
    public var squareMeters: Double
    /// The length of its border, in metres.
    public var borderMeters: Double
  }

  /// Each area, in the order in which they were added.
  public internal(set) var areas: [AreaChange]
  /// Gaps between areas that were given to one of them.
  public internal(set) var gapsClosed = Tally()
  /// Gaps between areas that stay: lakes, inlets, enclaves.
  public internal(set) var gapsLeft = Tally()
  /// Each gap that stays, along the Hilbert curve.
  public internal(set) var gaps: [Gap] = []
  /// Contested faces, each of which went to one of its claimants.
  public internal(set) var overlapsResolved = Tally()
  /// Faces that one area claims and another got, because they were cut off.
  public internal(set) var detachedJoined = Tally()
  /// Areas that have an outline but no ground left, because another outline coincides with theirs.
  public internal(set) var vanished: [Int] = []
  /// Areas without any usable outline.
  public internal(set) var empty: [Int] = []
  /// Pairs of areas whose outlines had more than `pairLimit` of ground in common.
  public internal(set) var overlappingPairs = 0

  /// A hundred square metres.
  public static let pairLimit = 100.0
}

extension CleaningReport {
  /// Counts what an assignment gave.
  init(
    _ graph: PlanarGraph, _ faces: PlanarFaces, _ claims: FaceClaims, _ ground: FaceGround,
    _ contest: ContestedGround, _ owners: [Int32]
  ) {
    areas = [AreaChange](repeating: AreaChange(), count: contest.claimed.count)
    var hasGround = [Bool](repeating: false, count: areas.count)
    for face in 1..<max(faces.count, 1) {
      let claimants = claims.claimants(of: face)
      let owner = owners[face]
      if owner >= 0 { hasGround[Int(owner)] = true }
      count(ground.squareMeters[face], claimants, owner)
      if claimants.isEmpty, owner < 0 { gaps.append(Gap(face, graph, faces, ground)) }
    }
    overlappingPairs = contest.pairs.values.count { $0 > Self.pairLimit }
    for area in areas.indices where !hasGround[area] {
      if contest.claimed[area] > 0 { vanished.append(area) } else { empty.append(area) }
    }
  }

  private mutating func count(_ ground: Double, _ claimants: ArraySlice<UInt32>, _ owner: Int32) {
    for area in claimants {
      areas[Int(area)].source += ground
      if Int32(area) != owner { areas[Int(area)].lost += ground }
    }
    let isGained = owner >= 0 && !claimants.contains(UInt32(owner))
    if isGained { areas[Int(owner)].gained += ground }
    switch claimants.count {
    case 0: if isGained { gapsClosed.add(ground) } else { gapsLeft.add(ground) }
    case 1: if isGained { detachedJoined.add(ground) }
    default: overlapsResolved.add(ground)
    }
  }
}

extension CleaningReport.Gap {
  fileprivate init(
    _ face: Int, _ graph: PlanarGraph, _ faces: PlanarFaces, _ ground: FaceGround
  ) {
    place = graph.origin(of: faces.cycles(of: face).first ?? 0).coordinate
    squareMeters = ground.squareMeters[face]
    borderMeters = ground.borderMeters[face]
  }
}
