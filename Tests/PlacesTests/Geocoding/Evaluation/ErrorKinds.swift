import GeoPrimitives
import Places

/// What is wrong with the first answer to an address whose village is known.
enum ErrorKind: String, CaseIterable {
  case right = "right village"
  case larger = "no village told, the right larger area answered"
  case neighbour = "the text names another village than the map has the place in"
  case renamed = "the village is named by an old name"
  case streetName = "a street's or landmark's name taken for a village"
  case districtName = "the district's name taken for a village of that name"
  case homonym = "the right name in another place"
  case notInGazetteer = "a name that no village has taken for a similar one"
  case otherLarger = "a wrong larger area answered"
  case none = "no answer"

  /// The kind of error of an answer.
  static func of(
    _ text: String, _ truth: GazetteerArea, _ answer: PlaceCandidate?, district: String?
  ) -> ErrorKind {
    guard let answer, let code = answer.code else { return .none }
    if code == truth.code { return .right }
    if truth.code.isWithin(code.text) { return .larger }
    guard code.level == .village else { return .otherLarger }
    let words = joined(text)
    let name = joined(answer.name)
    if name == joined(truth.name) { return .homonym }
    if truth.oldNames.contains(where: { name == joined($0) }) { return .renamed }
    guard words.contains(name) else {
      return words.contains(joined(truth.name)) ? .homonym : .notInGazetteer
    }
    if let district, joined(district) == name { return .districtName }
    return isOnlyInStreet(name, AddressParser.parse(text)) ? .streetName : .neighbour
  }

  private static func isOnlyInStreet(_ name: String, _ address: ParsedAddress) -> Bool {
    let others = (address.loose + address.areas.map(\.name)).map(joined)
    return !others.contains { $0.contains(name) }
  }

  private static func joined(_ text: String) -> String {
    String(text.lowercased().filter { $0.isLetter || $0.isNumber })
  }
}
