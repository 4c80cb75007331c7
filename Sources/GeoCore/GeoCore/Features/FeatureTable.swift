public import GeoPrimitives

/// The features of a collection that somebody may see, in an order that stays as long as the data do.
public protocol FeatureTable: Sendable {
  /// What features tell, by name.
  var properties: [PropertyDescription] { get }
  /// How many there are.
  var count: Int { get }
  /// Whether every feature is a point, so that its box is all there is to know of where it is.
  var isOfPoints: Bool { get }

  /// The features whose boxes touch some boxes, ascending; each once.
  func rows(touching boxes: [Envelope]) -> [Int]
  /// The feature of an identifier.
  func row(ofFeature id: String) -> Int?
  /// The identifier of a feature.
  func id(ofRow row: Int) -> String
  /// The box around a feature, in degrees.
  func box(ofRow row: Int) -> Envelope
  /// A feature's geometry, in degrees.
  func geometry(ofRow row: Int) -> Geometry
  /// What a feature tells of a property, by its place among `properties`.
  func value(of property: Int, ofRow row: Int) -> PropertyValue
}

extension FeatureTable {
  /// The features that fulfil a query, in order, its part of them aside.
  /// - Parameters:
  ///   - query: What is asked for.
  ///   - isWanted: Asked now and then.
  /// - Returns: Their rows; a range of them where all are asked for.
  /// - Throws: `CancellationError` when the answer is not wanted any more.
  /// - Complexity: O(n) in the features of the region; borders are looked at only where boxes do not decide.
  func rows(
    of query: FeatureQuery, while isWanted: () -> Bool
  ) throws(CancellationError) -> FoundRows {
    guard query.region != nil || query.filter != nil else { return .all(0..<count) }
    let near = query.region.map { rows(touching: $0.boxes) } ?? Array(0..<count)
    var rest = query
    // Of points in boxes nothing is left to test.
    if isOfPoints, case .boxes = query.region { rest.region = nil }
    guard rest.region != nil || rest.filter != nil else { return .some(near) }
    var found: [Int] = []
    for (number, row) in near.enumerated() {
      if number % 64 == 0, !isWanted() { throw CancellationError() }
      if accepts(row, rest) { found.append(row) }
    }
    return .some(found)
  }

  private func accepts(_ row: Int, _ query: FeatureQuery) -> Bool {
    let touches = { (region: SearchRegion) in
      region.touches(box(ofRow: row)) { geometry(ofRow: row) }
    }
    if let region = query.region, !touches(region) { return false }
    guard let filter = query.filter else { return true }
    let subject = FilterExpression.Subject(
      value: { value(of: $0, ofRow: row) }, touches: touches)
    return filter.holds(for: subject) == true
  }
}

/// The rows that a query finds, ascending.
public enum FoundRows: Sendable {
  /// All of a table, which need not be written down.
  case all(Range<Int>)
  /// Some of them.
  case some([Int])

  /// How many there are.
  public var count: Int {
    switch self {
    case .all(let range): range.count
    case .some(let rows): rows.count
    }
  }

  /// Those of a page.
  func page(offset: Int, limit: Int) -> [Int] {
    switch self {
    case .all(let range): Array(range.dropFirst(offset).prefix(limit))
    case .some(let rows): Array(rows.dropFirst(offset).prefix(limit))
    }
  }
}

/// Which features of a collection are asked for.
public struct FeatureQuery: Sendable {
  /// Where; anywhere when `nil`.
  public var region: SearchRegion?
  /// When, for collections that tell it.
  public var interval = TimeInterval.always
  /// Which, by what they tell.
  public var filter: FilterExpression?
  /// How many are passed over.
  public var offset = 0
  /// How many at most.
  public var limit = Int.max

  /// All of them.
  public init() {}
}
