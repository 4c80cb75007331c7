/// One published number as a line of a table: `week;2026-03;35.07.01.2001+35.07.01.2003;1+2;12`.
///
/// The fields are the layer, the month, the codes of the members, the weeks (from 1) or the names of
/// the categories, and the count. Numbers of zero have no row. A row without members and with a count
/// of 0 says that its layer is withheld for the whole country.
public struct AtomRow: Hashable, Sendable {
  /// The kinds of questions.
  public enum Layer: String, Hashable, Sendable, CaseIterable {
    /// Villages in the whole month, for planners.
    case village
    /// Villages, districts or regencies by week, for planners.
    case week
    /// Regencies by category, for planners.
    case regency
    /// Districts, for partners.
    case district
  }

  /// The kind of question.
  public let layer: Layer
  /// The month.
  public let month: ReportingMonth
  /// The codes of the areas that share the number.
  public let members: [String]
  /// The weeks of the month, from 1, or the names of the categories that share it; empty for a layer
  /// that is not divided.
  public let keys: [String]
  /// The number of tips.
  public let count: Int

  /// A row of values.
  public init(
    layer: Layer, month: ReportingMonth, members: [String], keys: [String], count: Int
  ) {
    self.layer = layer
    self.month = month
    self.members = members
    self.keys = keys
    self.count = count
  }

  /// A row from its text.
  ///
  /// - Throws: `AtomError.malformedRow`.
  public init(text: String) throws(AtomError) {
    let fields = text.split(separator: ";", omittingEmptySubsequences: false)
    guard fields.count == 5, let layer = Layer(rawValue: String(fields[0])),
      let month = ReportingMonth(fields[1]), let count = Int(fields[4]), count >= 0
    else { throw .malformedRow(text) }
    self.init(
      layer: layer, month: month, members: fields[2].split(separator: "+").map(String.init),
      keys: fields[3].split(separator: "+").map(String.init), count: count)
    guard description == text else { throw .malformedRow(text) }
  }
}

extension AtomRow: CustomStringConvertible {
  /// The row as text.
  public var description: String {
    [
      layer.rawValue, month.description, members.joined(separator: "+"),
      keys.joined(separator: "+"), String(count),
    ].joined(separator: ";")
  }
}
