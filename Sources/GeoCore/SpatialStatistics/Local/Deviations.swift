/// Values and what a local statistic needs to know of all of them.
struct Deviations {
  let mean: Double
  /// The mean of the squared deviations from the mean.
  let variance: Double

  /// - Throws: `SpatialStatisticsError` for fewer than three areas, lists of different lengths, values that are not
  ///   finite, and values that are all equal.
  init(_ values: [Double], _ weights: SpatialWeights) throws(SpatialStatisticsError) {
    guard values.count >= 3 else { throw .tooFewAreas(count: values.count, needed: 3) }
    guard values.count == weights.count else {
      throw .differentLengths(expected: weights.count, found: values.count)
    }
    if let position = values.firstIndex(where: { !$0.isFinite }) {
      throw .badValue(position: position, value: values[position])
    }
    let count = Double(values.count)
    let mean = values.reduce(0, +) / count
    variance = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / count
    self.mean = mean
    guard variance > 0, values.contains(where: { $0 != values[0] }) else { throw .constantValues }
  }
}
