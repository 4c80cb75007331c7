import DensityEstimation
public import DisclosureControl
import GeoPrimitives
public import MapRendering

extension DatasetSnapshot {
  /// The class limits of a query: quantiles of the villages' mean densities, rounded to two digits.
  ///
  /// They belong to the query and the data generation and to no tile, so a colour means the same
  /// everywhere on the map.
  /// - Returns: Ascending limits per square kilometre; the last class is open.
  public func defaultBreaks(of query: HeatQuery, for disclosure: Disclosure) throws -> ClassBreaks {
    let query = try resolved(query)
    let limits = try derived.breaks.value(for: query) {
      let means = try villageMeans(of: query, for: disclosure)
      return BreakRule.limits(fromMeans: means, peakOfOne: query.parameters.peakOfOneReport)
    }
    return try ClassBreaks(limits)
  }
}

/// How class limits follow from densities.
enum BreakRule {
  private static let quantiles = [0.2, 0.4, 0.6, 0.8, 0.95]

  /// Five quantiles of the means that are not zero, then three times the last for the peaks, which rise
  /// far above any village's mean; without means, parts of what a single report leaves.
  static func limits(fromMeans means: [Double], peakOfOne: Double) -> [Double] {
    let sorted = means.filter { $0 > 0 }.sorted()
    guard let largest = sorted.last else {
      return distinct([0.05, 0.25, 0.5, 1, 2, 4].map { $0 * peakOfOne })
    }
    var limits = quantiles.map { sorted[Int((Double(sorted.count - 1) * $0).rounded())] }
    limits.append(3 * (limits.last ?? largest))
    return distinct(limits)
  }

  /// The limits rounded to two digits, each once, ascending.
  private static func distinct(_ limits: [Double]) -> [Double] {
    var result: [Double] = []
    for limit in limits.map(roundedToTwoDigits) where limit > (result.last ?? 0) {
      result.append(limit)
    }
    return result
  }

  static func roundedToTwoDigits(_ value: Double) -> Double {
    guard value > 0, value.isFinite else { return 0 }
    var scale = 1.0
    while value * scale < 10 { scale *= 10 }
    while value * scale >= 100 { scale /= 10 }
    let digits = (value * scale).rounded()
    // Dividing by a whole power of ten gives the nearest Double to the decimal number.
    return scale >= 1 ? digits / scale : digits * (1 / scale).rounded()
  }
}
