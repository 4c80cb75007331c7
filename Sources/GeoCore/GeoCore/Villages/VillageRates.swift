import Coverage
import DensityEstimation
import GeoPrimitives
import GeoStore

/// The rates of villages, smoothed.
struct VillageRates {
  private let observations: [EmpiricalBayes.Observation?]
  private let prior: EmpiricalBayes.Prior?
  private let neighbors: AreaNeighbors?

  /// - Parameters:
  ///   - figures: What is known of the villages' counts.
  ///   - residents: The residents of all villages.
  ///   - neighbors: For local smoothing, which villages border on which.
  init(_ figures: VillageFigures, residents: [Int?], neighbors: AreaNeighbors?) {
    func observation(_ events: Int, _ population: Int?) -> EmpiricalBayes.Observation? {
      population.flatMap { EmpiricalBayes.Observation(events: events, population: Double($0)) }
    }
    observations = zip(figures.counts, residents).map { count, residents in
      count.flatMap { observation($0, residents) }
    }
    // What is told of several villages together says something about the mean of all, too: leaving it out
    // would leave out the small numbers.
    let together = figures.units.compactMap { unit in
      let known = unit.villages.compactMap { residents[$0] }
      return known.count == unit.villages.count
        ? observation(unit.count, known.reduce(0, +)) : nil
    }
    prior = EmpiricalBayes.Prior(of: observations.compactMap { $0 } + together)
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
  func villageRates(
    _ figures: VillageFigures, _ options: VillageTableOptions
  ) throws -> VillageRates {
    let neighbors = options.smoothing == .local ? try villageNeighbors(options.threads) : nil
    return VillageRates(
      figures, residents: villages.areas.map { residents[$0.code.text] }, neighbors: neighbors)
  }

  /// Which villages border on which, found at the first question.
  func villageNeighbors(_ threads: Int) throws -> AreaNeighbors {
    places.neighbors.value(for: 0) {
      AreaNeighbors(
        of: villages.geometries, centers: villages.areas.map(\.label), threads: threads)
    }
  }
}
