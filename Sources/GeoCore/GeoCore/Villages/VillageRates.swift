import Coverage
import DensityEstimation
import GeoPrimitives
import GeoStore

/// The rates of villages, smoothed.
struct VillageRates {
  private let observations: [EmpiricalBayes.Observation?]
  private let prior: EmpiricalBayes.Prior?
  private let neighbors: AreaNeighbors?

  /// - Parameters: the counts and residents of all villages, and for local smoothing their neighbours.
  init(_ counts: VillageCounts, residents: [Int?], neighbors: AreaNeighbors?) {
    observations = zip(counts.all, residents).map { count, residents in
      residents.flatMap {
        EmpiricalBayes.Observation(events: Int(count), population: Double($0))
      }
    }
    prior = EmpiricalBayes.Prior(of: observations.compactMap { $0 })
    self.neighbors = neighbors
  }

  /// The estimate for a village; `nil` where the number of residents is unknown or zero.
  func estimate(ofVillage position: Int) -> EmpiricalBayes.Estimate? {
    guard let observation = observations[position] else { return nil }
    guard let neighbors else { return prior?.estimate(observation) }
    let others = neighbors.neighbors(of: position).compactMap { observations[Int($0)] }
    return EmpiricalBayes.Prior(of: [observation] + others)?.estimate(observation)
  }
}

extension DatasetSnapshot {
  /// The smoothed rates of a query.
  func villageRates(_ counts: VillageCounts, _ options: VillageTableOptions) throws -> VillageRates
  {
    let neighbors = options.smoothing == .local ? try villageNeighbors(options.threads) : nil
    return VillageRates(
      counts, residents: villages.areas.map { residents[$0.code.text] }, neighbors: neighbors)
  }

  /// Which villages border on which, found at the first question.
  func villageNeighbors(_ threads: Int) throws -> AreaNeighbors {
    places.neighbors.value(for: 0) {
      AreaNeighbors(
        of: villages.areas.map(\.geometry), centers: villages.areas.map(\.label), threads: threads)
    }
  }
}
