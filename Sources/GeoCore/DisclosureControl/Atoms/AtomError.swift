/// Why counts or rows cannot be taken.
public enum AtomError: Error, Hashable, Sendable {
  /// The text is not a village code of the form `35.07.01.2001`.
  case malformedCode(String)
  /// The village is not in the register.
  case unknownVillage(String)
  /// The week is not one of the month.
  case foreignWeek(ReportingWeek)
  /// There is no such category.
  case unknownCategory(String)
  /// A count is below zero, or the month would have more than 2⁴⁰ tips.
  case countOutOfRange(Int)
  /// The text of a row is not of the form in which rows are written.
  case malformedRow(String)
  /// The row contradicts another row, the month or the rule; with what is wrong.
  case contradictoryRow(String, reason: String)
}
