import GeoPrimitives

/// Places that are given by numbers or signs instead of names.
enum PlaceNotation {
  /// Reads a link, a Plus Code or coordinates, and gives back the text without them.
  static func take(from text: String, into address: inout ParsedAddress) -> String {
    var rest = text
    if let (place, range) = MapLink.find(in: rest) {
      address.coordinate = place
      rest.replaceSubrange(range, with: " , ")
      return rest
    }
    if let (code, range) = PlusCode.find(in: rest) {
      if let place = PlusCode.place(of: code) {
        address.coordinate = place
      } else {
        address.shortPlusCode = code
      }
      rest.replaceSubrange(range, with: " , ")
      return rest
    }
    if let (place, range) = CoordinateNotation.find(in: rest) {
      address.coordinate = place
      rest.replaceSubrange(range, with: " , ")
    }
    return rest
  }
}
