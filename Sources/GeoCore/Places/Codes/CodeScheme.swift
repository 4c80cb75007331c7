/// Whose numbering an area code follows. The two schemes give different places the same digits.
public enum CodeScheme: String, Hashable, Sendable, CaseIterable {
  /// The Ministry of Home Affairs: 2 + 2 + 2 + 4 digits, written with dots.
  case kemendagri
  /// Statistics Indonesia: 2 + 2 + 3 + 3 digits, written without dots.
  case bps
}
