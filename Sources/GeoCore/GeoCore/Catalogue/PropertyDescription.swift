/// An attribute of a feature or of a vector tile, as every document about it tells.
public struct PropertyDescription: Hashable, Sendable {
  /// What its values are.
  public enum Kind: Hashable, Sendable {
    /// Text.
    case text
    /// One of a list of names.
    case choice([String])
    /// A whole number.
    case wholeNumber
    /// A number.
    case number
    /// True or false.
    case flag
    /// A day.
    case day
    /// A moment.
    case moment
  }

  /// The name.
  public let name: String
  /// What it tells.
  public let title: LocalizedText
  /// What its values are.
  public let kind: Kind

  /// An attribute.
  public init(_ name: String, _ title: LocalizedText, _ kind: Kind) {
    self.name = name
    self.title = title
    self.kind = kind
  }

  /// One of the names of an enumeration.
  static func choice<Choice: RawRepresentable<String> & CaseIterable>(
    _ name: String, _ title: LocalizedText, of type: Choice.Type
  ) -> PropertyDescription {
    PropertyDescription(name, title, .choice(type.allCases.map(\.rawValue)))
  }

  /// A count of each name of an enumeration, such as `kind_hotel`.
  static func counts<Choice: RawRepresentable<String> & CaseIterable>(
    _ prefix: String, of type: Choice.Type
  ) -> [PropertyDescription] {
    type.allCases.map {
      PropertyDescription(
        "\(prefix)_\($0.rawValue)",
        LocalizedText(
          "Jumlah dengan \(prefix) \($0.rawValue)", "How many have \(prefix) \($0.rawValue)"),
        .wholeNumber)
    }
  }

  /// The type as TileJSON writes it.
  public var tileType: String {
    switch kind {
    case .text, .choice, .day, .moment: "String"
    case .wholeNumber, .number: "Number"
    case .flag: "Boolean"
    }
  }
}
