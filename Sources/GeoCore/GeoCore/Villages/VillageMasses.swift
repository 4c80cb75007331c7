import Coverage
import DensityEstimation
import GeoPrimitives
import GeoStore
import SpatialIndexing
import TileMath

extension DatasetSnapshot {
  /// The mass of the single points of a query in each of some villages, uncertain places spread out and, near borders that
  /// are indicative or disputed, shared between neighbours.
  /// - Returns: One mass for each of `positions`, or for each village when they are `nil`.
  func villageMasses(
    of query: AdmittedQuery, villages positions: [Int]?, _ options: VillageTableOptions
  ) throws -> [FixedWeight] {
    guard let index = try view(of: query)?.index else {
      return Array(
        repeating: FixedWeight(units: 0), count: positions?.count ?? villages.areas.count)
    }
    var sums = try masses(of: index.base, positions, options)
    // Masses add up, so what has changed is shared out by itself.
    for (part, sign) in [(index.added, Int64(1)), (index.removed, -1)] where part.count > 0 {
      for (line, mass) in try masses(of: part, positions, options).enumerated() {
        sums[line] = FixedWeight(units: sums[line].units + sign * mass.units)
      }
    }
    return sums
  }

  private func masses(
    of index: PointIndex, _ positions: [Int]?, _ options: VillageTableOptions
  ) throws -> [FixedWeight] {
    guard let positions else {
      return VillageMassRegion(all: villages).masses(of: index, options)
    }
    return try positions.map { position in
      try VillageMassRegion(around: position, in: villages, options.toleranceMeters)
        .mass(ofVillage: position, index, options)
    }
  }
}

/// Villages among which mass is shared out.
private struct VillageMassRegion {
  private let areas: [Area]
  private let positions: [Int]
  private let box: Envelope

  /// All of them.
  init(all layer: AreaLayer) {
    areas = layer.areas
    positions = Array(layer.areas.indices)
    box = layer.extent
  }

  /// One village and those that have a say in its mass: those that may overlap it, and those whose
  /// borders a disc about a point near its border may touch.
  init(around position: Int, in layer: AreaLayer, _ toleranceMeters: Double) {
    box = layer.areas[position].envelope.widened(byMeters: toleranceMeters)
    positions = layer.positions(intersecting: box.widened(byMeters: toleranceMeters))
    areas = positions.map { layer.areas[$0] }
  }

  func masses(of index: PointIndex, _ options: VillageTableOptions) -> [FixedWeight] {
    let outlines = areas.map(\.geometry)
    let unsettled = AreaMasses.Unsettled(
      areas: areas.map(\.hasUnsettledBorder), toleranceMeters: options.toleranceMeters)
    let assignment = AreaAssignment(of: index, to: outlines, threads: options.threads)
    return AreaMasses(
      of: index, assignment, areas: outlines, unsettled: unsettled, threads: options.threads
    ).masses
  }

  /// The mass of one of the villages, from the points around it alone.
  func mass(
    ofVillage position: Int, _ index: PointIndex, _ options: VillageTableOptions
  ) throws -> FixedWeight {
    let none = FixedWeight(units: 0)
    guard let gridBox = GridBox(box), let place = positions.firstIndex(of: position) else {
      return none
    }
    var points: [GridPoint] = []
    var weights: [FixedWeight] = []
    index.visitWeighted(in: gridBox) { point, weight in
      points.append(point)
      weights.append(weight)
    }
    guard !points.isEmpty else { return none }
    return masses(of: try PointIndex(gridPoints: points, weights: weights), options)[place]
  }
}

extension Area {
  /// Whether the border is drawn for orientation only, or in dispute.
  var hasUnsettledBorder: Bool { boundaryStatus == .indikatif || boundaryStatus == .sengketa }
}
