public import MapRendering

/// A text in both languages of the service.
public struct LocalizedText: Hashable, Sendable {
  /// Bahasa Indonesia.
  public let indonesian: String
  /// English.
  public let english: String

  /// A text, Bahasa Indonesia first.
  public init(_ indonesian: String, _ english: String) {
    self.indonesian = indonesian
    self.english = english
  }

  /// The text in a language.
  public func text(in language: DisplayLanguage) -> String {
    language == .indonesian ? indonesian : english
  }
}
