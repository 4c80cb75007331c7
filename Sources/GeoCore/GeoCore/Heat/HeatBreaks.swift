import DensityEstimation
public import DisclosureControl
import GeoPrimitives
public import MapRendering

extension DatasetSnapshot {
  /// The class limits of a query: quantiles of the villages' mean densities, rounded to two digits.
  ///
  /// They belong to the query, the data and the audience, and to no tile, so a colour means the same
  /// everywhere on the map.
  /// - Returns: Ascending limits per square kilometre; the last class is open.
  /// - Throws: `DisclosureRefusal` for what may not be asked for.
  public func defaultBreaks(of query: HeatQuery, for disclosure: Disclosure) throws -> ClassBreaks {
    try defaultBreaks(of: try admitted(query, for: disclosure), for: disclosure)
  }

  func defaultBreaks(of query: AdmittedQuery, for disclosure: Disclosure) throws -> ClassBreaks {
    let query = try resolved(query)
    // Published numbers do not change while single tips do.
    let store = query.scope == nil ? places.publishedBreaks : derived.breaks
    let limits = try store.value(for: query) {
      BreakRule.limits(
        fromMeans: try villageMeans(of: query, for: disclosure),
        peakOfOne: query.query.parameters.peakOfOneReport,
        atMost: query.audience.heatLimits?.classCount)
    }
    return try ClassBreaks(limits)
  }
}

/// How class limits follow from densities.
enum BreakRule {
  private static let quantiles = [0.2, 0.4, 0.6, 0.8, 0.95]

  /// Five quantiles of the means that are not zero, then three times the last for the peaks, which rise
  /// far above any village's mean; without means, parts of what a single report leaves.
  /// - Parameters:
  ///   - means: The villages' mean densities.
  ///   - peakOfOne: What a single report leaves at most.
  ///   - count: The most limits; the lowest ones beyond are left out.
  /// - Returns: Ascending limits, each once.
  static func limits(
    fromMeans means: [Double], peakOfOne: Double, atMost count: Int? = nil
  ) -> [Double] {
    let sorted = means.filter { $0 > 0 }.sorted()
    var limits: [Double]
    if let largest = sorted.last {
      limits = quantiles.map { sorted[Int((Double(sorted.count - 1) * $0).rounded())] }
      limits.append(3 * (limits.last ?? largest))
    } else {
      limits = [0.05, 0.25, 0.5, 1, 2, 4].map { $0 * peakOfOne }
    }
    return distinct(Array(limits.suffix(count ?? limits.count)))
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
