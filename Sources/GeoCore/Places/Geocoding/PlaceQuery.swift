/// A place in words, and what is known about where it is looked for.
public struct PlaceQuery: Hashable, Sendable {
  /// The words, as a person wrote them.
  public var text: String
  /// Only places in these areas are answered; everywhere when empty.
  public var within: [AreaCode]
  /// Places in these areas are likelier, such as those of the office that was written to.
  public var likely: [AreaCode]
  /// The largest number of answers.
  public var limit: Int

  /// A query.
  public init(_ text: String, within: [AreaCode] = [], likely: [AreaCode] = [], limit: Int = 5) {
    self.text = text
    self.within = within
    self.likely = likely
    self.limit = limit
  }
}
