/// Why a statistic cannot be computed.
public enum SpatialStatisticsError: Error, Hashable, Sendable {
  /// A list of neighbours names an area that there is not.
  case unknownNeighbor(area: Int, neighbor: Int)
  /// A rule by which no area has a neighbour.
  case noNeighbors(rule: String)
  /// A place lies beyond the latitudes of web maps.
  case placeOutsideWebMercator
  /// There are fewer areas than a statistic needs.
  case tooFewAreas(count: Int, needed: Int)
  /// There are fewer periods than a statistic needs.
  case tooFewPeriods(count: Int, needed: Int)
  /// There are fewer cases than a statistic needs.
  case tooFewCases(count: Int, needed: Int)
  /// There are more areas, or areas and periods, than a scan has room for.
  case tooManyForScan(areas: Int, periods: Int)
  /// Lists that belong together have different lengths.
  case differentLengths(expected: Int, found: Int)
  /// A value that is not finite, or below zero where only counts make sense.
  case badValue(position: Int, value: Double)
  /// All values are equal, so that none stands out.
  case constantValues
  /// A number of permutations outside what is computed.
  case badPermutations(Int)
  /// Nobody waits for the result.
  case cancelled
}
