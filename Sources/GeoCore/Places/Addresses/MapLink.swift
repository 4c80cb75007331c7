import GeoPrimitives

/// Links to maps that carry a place: Google Maps, OpenStreetMap, `geo:` (RFC 5870).
enum MapLink {
  /// What stands before the two numbers, latitude first; the most exact first.
  private static let forms: [(before: String, between: String)] = [
    ("!3d", "!4d"), ("mlat=", "&mlon="), ("geo:", ","), ("q=loc:", ","), ("q=", ","),
    ("query=", ","), ("ll=", ","), ("destination=", ","), ("place/", ","), ("search/", ","),
    ("@", ","),
  ]

  /// The first place that a link in the text carries, and where the link stands.
  static func find(in text: String) -> (Coordinate, Range<String.Index>)? {
    let bytes = Array(text.utf8)
    for start in ["geo:", "http://", "https://", "maps.", "goo.gl", "www."] {
      guard let first = ByteSearch.first(Array(start.utf8), in: bytes, from: 0) else { continue }
      var end = first
      while end < bytes.count, !isBlank(bytes[end]) { end += 1 }
      let link = decoded(Array(bytes[first..<end]))
      guard let place = place(inLink: link) else { continue }
      let from = text.utf8.index(text.startIndex, offsetBy: first)
      let to = text.utf8.index(text.startIndex, offsetBy: end)
      return (place, from..<to)
    }
    return nil
  }

  private static func isBlank(_ byte: UInt8) -> Bool { byte <= 32 }

  private static func place(inLink link: [UInt8]) -> Coordinate? {
    for form in forms {
      guard let start = ByteSearch.first(Array(form.before.utf8), in: link, from: 0) else {
        continue
      }
      var position = start + form.before.utf8.count
      guard let latitude = ByteSearch.number(in: link, at: &position) else { continue }
      let between = Array(form.between.utf8)
      guard ByteSearch.first(between, in: link, from: position) == position else { continue }
      position += between.count
      guard let longitude = ByteSearch.number(in: link, at: &position) else { continue }
      let place = Coordinate(longitude: longitude, latitude: latitude)
      if place.isOnGlobe { return place }
    }
    return openStreetMap(link)
  }

  /// `#map=15/-6.16/106.85`: the zoom comes first.
  private static func openStreetMap(_ link: [UInt8]) -> Coordinate? {
    guard let start = ByteSearch.first(Array("#map=".utf8), in: link, from: 0) else { return nil }
    var position = start + 5
    let slash = UInt8(ascii: "/")
    guard ByteSearch.number(in: link, at: &position) != nil, position < link.count,
      link[position] == slash
    else { return nil }
    position += 1
    guard let latitude = ByteSearch.number(in: link, at: &position), position < link.count,
      link[position] == slash
    else { return nil }
    position += 1
    guard let longitude = ByteSearch.number(in: link, at: &position) else { return nil }
    let place = Coordinate(longitude: longitude, latitude: latitude)
    return place.isOnGlobe ? place : nil
  }

  /// A link with its commas and blanks, which browsers write as `%2C` and `%20` or `+`.
  private static func decoded(_ link: [UInt8]) -> [UInt8] {
    var plain: [UInt8] = []
    var index = 0
    while index < link.count {
      let next = link[index...].prefix(3)
      if next.elementsEqual("%2C".utf8) || next.elementsEqual("%2c".utf8) {
        plain.append(UInt8(ascii: ","))
        index += 3
      } else if next.elementsEqual("%20".utf8) || link[index] == UInt8(ascii: "+") {
        index += next.first == UInt8(ascii: "+") ? 1 : 3
      } else {
        plain.append(link[index])
        index += 1
      }
    }
    return plain
  }
}

/// Finding texts and numbers in bytes.
enum ByteSearch {
  /// Where a text first stands, at a position or behind it.
  static func first(_ text: [UInt8], in bytes: [UInt8], from start: Int) -> Int? {
    guard !text.isEmpty, bytes.count >= text.count, start <= bytes.count - text.count else {
      return nil
    }
    return (start...(bytes.count - text.count)).first {
      bytes[$0] == text[0] && bytes[$0...].starts(with: text)
    }
  }

  /// A decimal number with a point at a position, which moves behind it; at most 20 bytes long.
  static func number(in bytes: [UInt8], at position: inout Int) -> Double? {
    var end = position
    while end < bytes.count, end - position < 20, isNumeric(bytes[end], first: end == position) {
      end += 1
    }
    guard let number = Double(String(decoding: bytes[position..<end], as: UTF8.self)) else {
      return nil
    }
    position = end
    return number
  }

  private static func isNumeric(_ byte: UInt8, first: Bool) -> Bool {
    (48...57).contains(byte) || byte == UInt8(ascii: ".")
      || (first && (byte == UInt8(ascii: "-") || byte == UInt8(ascii: "+")))
  }
}
