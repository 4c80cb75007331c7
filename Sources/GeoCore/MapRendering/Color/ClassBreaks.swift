import GeoPrimitives

/// What a cell of a field holds, as a map shows it: four different looks, so that nothing is zero
/// by accident.
public enum CellClass: Hashable, Sendable {
  /// Below the lowest class limit, zero included: nothing is drawn.
  case belowLowest
  /// The class of this index, 0 being the lowest.
  case band(Int)
  /// No data: the field is not known here.
  case noData
  /// Known, but too few to be shown.
  case suppressed
}

/// The limits between the classes of a map, in the unit of its field.
///
/// Class i holds the values from limit i up to, but without, limit i + 1; the last class is open
/// above. `NaN` is no data, negative infinity is suppressed.
public struct ClassBreaks: Hashable, Sendable {
  /// The most classes that a map may have.
  public static let maximumCount = 12

  /// The value of a cell that is suppressed.
  public static let suppressedValue = -Float.infinity

  /// The lower limit of each class, ascending, all above zero.
  public let limits: [Double]

  /// The limits as the smallest single-precision numbers not below them, so that a comparison in
  /// single precision gives the same class as one in double.
  let thresholds: [Float]

  /// Classes from their lower limits.
  /// - Throws: `RenderingError` naming the first limit that is not positive or not ascending, or
  ///   when there are none or more than twelve.
  public init(_ limits: [Double]) throws(RenderingError) {
    guard !limits.isEmpty else { throw .breaksEmpty }
    guard limits.count <= Self.maximumCount else { throw .tooManyBreaks(count: limits.count) }
    for (index, limit) in limits.enumerated() {
      guard limit > 0, limit <= Double(Float.greatestFiniteMagnitude) else {
        throw .breakNotPositive(position: index + 1)
      }
      if index > 0, limit <= limits[index - 1] { throw .breaksNotAscending(position: index + 1) }
    }
    self.limits = limits
    thresholds = limits.map(Self.notBelow)
  }

  /// Classes from a `breaks=` parameter: numbers with a decimal point, separated by commas.
  /// - Throws: `RenderingError` naming the first limit that is wrong.
  public init(parameter text: String) throws(RenderingError) {
    guard text.utf8.contains(where: { $0 != UInt8(ascii: " ") }) else { throw .breaksEmpty }
    var limits: [Double] = []
    for part in text.split(separator: ",", omittingEmptySubsequences: false) {
      guard limits.count < 1000, let limit = Self.decimal(part) else {
        throw .breakNotANumber(text: String(part.prefix(40)), position: limits.count + 1)
      }
      limits.append(limit)
    }
    try self.init(limits)
  }

  /// The number of classes.
  public var count: Int { limits.count }

  /// The upper limit of a class; `nil` for the last, which is open.
  public func upper(of band: Int) -> Double? {
    band + 1 < limits.count ? limits[band + 1] : nil
  }

  /// The class of a value.
  public func classify(_ value: Float) -> CellClass {
    if value.isNaN { return .noData }
    if value == Self.suppressedValue { return .suppressed }
    let reached = bandCount(reachedBy: value)
    return reached == 0 ? .belowLowest : .band(reached - 1)
  }

  /// The text of a `breaks=` parameter that gives these classes.
  public var parameter: String {
    limits.map { JSONText.number($0) }.joined(separator: ",")
  }

  /// How many limits a value has reached.
  @inline(__always)
  func bandCount(reachedBy value: Float) -> Int {
    var reached = 0
    for threshold in thresholds where value >= threshold { reached += 1 }
    return reached
  }

  private static func notBelow(_ limit: Double) -> Float {
    let nearest = Float(limit)
    return Double(nearest) < limit ? nearest.nextUp : nearest
  }

  /// A decimal number such as `0.5` or `2e3`: what Swift reads, without its hexadecimal forms,
  /// names and signs of infinity.
  private static func decimal(_ text: Substring) -> Double? {
    let trimmed = text.drop { $0 == " " }
    let isDecimal = trimmed.utf8.allSatisfy { byte in
      (48...57).contains(byte) || [43, 45, 46, 69, 101].contains(byte)
    }
    return isDecimal ? Double(trimmed).flatMap { $0.isFinite ? $0 : nil } : nil
  }
}
