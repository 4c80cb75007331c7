/// The languages in which problems are explained.
public enum Language: String, Hashable, Sendable, CaseIterable {
  /// Bahasa Indonesia.
  case id
  /// English.
  case en
}
