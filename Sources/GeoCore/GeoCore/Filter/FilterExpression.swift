import GeoPrimitives

/// A condition on a feature: what a filter in CQL2 (OGC 21-065r2) says, read and checked.
///
/// The values of a feature may be missing, so a condition holds, does not hold, or is unknown; a feature is
/// found where it holds. This is the logic of SQL, which CQL2 follows.
public indirect enum FilterExpression: Hashable, Sendable {
  /// How two values are compared.
  public enum Comparison: String, Hashable, Sendable, CaseIterable {
    /// The same.
    case equal = "="
    /// Not the same.
    case unequal = "<>"
    /// Less, or before.
    case less = "<"
    /// Greater, or after.
    case greater = ">"
    /// Less or the same.
    case atMost = "<="
    /// Greater or the same.
    case atLeast = ">="
  }

  /// One side of a comparison.
  public enum Operand: Hashable, Sendable {
    /// An attribute, by its place among those described.
    case property(Int)
    /// A value.
    case literal(PropertyValue)
  }

  /// Always, or never.
  case constant(Bool)
  /// Both.
  case and(FilterExpression, FilterExpression)
  /// One or both.
  case or(FilterExpression, FilterExpression)
  /// The opposite.
  case not(FilterExpression)
  /// A comparison.
  case compare(Operand, Comparison, Operand)
  /// Whether a value is missing.
  case isNull(Operand)
  /// Whether text is of a form.
  case like(Operand, LikePattern)
  /// Whether a value lies between two, both included.
  case between(Operand, Operand, Operand)
  /// Whether a value is one of several.
  case isIn(Operand, [Operand])
  /// Whether the feature shares a place with a region.
  case intersects(SearchRegion)
}

extension FilterExpression {
  /// A feature, as far as a condition looks at it.
  public struct Subject {
    /// The value of an attribute, by its place among those described.
    let value: (Int) -> PropertyValue
    /// Whether the feature shares a place with a region.
    let touches: (SearchRegion) -> Bool

    /// A feature.
    public init(
      value: @escaping (Int) -> PropertyValue, touches: @escaping (SearchRegion) -> Bool
    ) {
      self.value = value
      self.touches = touches
    }
  }

  /// Whether a feature fulfils the condition; `nil` where that cannot be known.
  public func holds(for subject: Subject) -> Bool? {
    switch self {
    case .constant(let value): value
    case .and(let a, let b): Self.and(a.holds(for: subject)) { b.holds(for: subject) }
    case .or(let a, let b):
      Self.and(a.holds(for: subject).map { !$0 }) { b.holds(for: subject).map { !$0 } }.map { !$0 }
    case .not(let inner): inner.holds(for: subject).map { !$0 }
    case .compare(let a, let comparison, let b):
      Self.compare(a.value(in: subject), comparison, b.value(in: subject))
    case .isNull(let operand): operand.value(in: subject) == .null
    case .like(let operand, let pattern): Self.matches(operand.value(in: subject), pattern)
    case .between(let operand, let lower, let upper):
      Self.and(Self.compare(operand.value(in: subject), .atLeast, lower.value(in: subject))) {
        Self.compare(operand.value(in: subject), .atMost, upper.value(in: subject))
      }
    case .isIn(let operand, let list): Self.isIn(operand.value(in: subject), list, subject)
    case .intersects(let region): subject.touches(region)
    }
  }

  /// False where one is, else unknown where one is.
  private static func and(_ a: Bool?, _ other: () -> Bool?) -> Bool? {
    guard a != false else { return false }
    let b = other()
    if b == false { return false }
    return a == nil || b == nil ? nil : true
  }

  private static func compare(
    _ a: PropertyValue, _ comparison: Comparison, _ b: PropertyValue
  ) -> Bool? {
    switch (a, b) {
    case (.number(let a), .number(let b)): comparison.holds(a < b, a == b)
    case (.text(let a), .text(let b)): comparison.holds(a < b, a == b)
    case (.flag(let a), .flag(let b)): comparison.holds(!a && b, a == b)
    default: nil
    }
  }

  private static func matches(_ value: PropertyValue, _ pattern: LikePattern) -> Bool? {
    guard case .text(let text) = value else { return nil }
    return pattern.matches(text)
  }

  private static func isIn(
    _ value: PropertyValue, _ list: [Operand], _ subject: Subject
  ) -> Bool? {
    guard value != .null else { return nil }
    let results = list.map { compare(value, .equal, $0.value(in: subject)) }
    if results.contains(true) { return true }
    return results.contains(nil) ? nil : false
  }

  /// The attributes that the condition looks at.
  public var properties: Set<Int> {
    switch self {
    case .constant, .intersects: []
    case .and(let a, let b), .or(let a, let b): a.properties.union(b.properties)
    case .not(let inner): inner.properties
    case .compare(let a, _, let b): Operand.properties([a, b])
    case .isNull(let operand), .like(let operand, _): Operand.properties([operand])
    case .between(let operand, let lower, let upper): Operand.properties([operand, lower, upper])
    case .isIn(let operand, let list): Operand.properties([operand] + list)
    }
  }
}

extension FilterExpression.Comparison {
  fileprivate func holds(_ isLess: Bool, _ isEqual: Bool) -> Bool {
    switch self {
    case .equal: isEqual
    case .unequal: !isEqual
    case .less: isLess
    case .greater: !isLess && !isEqual
    case .atMost: isLess || isEqual
    case .atLeast: !isLess
    }
  }
}

extension FilterExpression.Operand {
  fileprivate func value(in subject: FilterExpression.Subject) -> PropertyValue {
    switch self {
    case .property(let index): subject.value(index)
    case .literal(let value): value
    }
  }

  fileprivate static func properties(_ operands: [FilterExpression.Operand]) -> Set<Int> {
    Set(
      operands.compactMap { operand in
        if case .property(let index) = operand { index } else { nil }
      })
  }
}
