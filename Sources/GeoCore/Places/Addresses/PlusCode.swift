import GeoPrimitives

/// Open Location Codes ("Plus Codes"): https://github.com/google/open-location-code, specification of 2014.
enum PlusCode {
  private static let digits = Array("23456789CFGHJMPQRVWX".utf8)

  /// The first code in a text: eight digits (or fewer of a short code), `+`, and two or more.
  static func find(in text: String) -> (String, Range<String.Index>)? {
    var search = text.startIndex
    while let plus = text[search...].firstIndex(of: "+") {
      search = text.index(after: plus)
      var start = plus
      while start > text.startIndex, value(text[text.index(before: start)]) != nil {
        start = text.index(before: start)
      }
      var end = search
      while end < text.endIndex, value(text[end]) != nil { end = text.index(after: end) }
      let before = text[start..<plus].count
      let isAlone = start == text.startIndex || !text[text.index(before: start)].isLetter
      if isAlone, [4, 6, 8].contains(before), (2...7).contains(text[search..<end].count) {
        return (text[start..<end].uppercased(), start..<end)
      }
    }
    return nil
  }

  private static func value(_ character: Character) -> Int? {
    guard let byte = character.asciiValue else { return nil }
    let upper = byte >= 97 ? byte - 32 : byte
    return digits.firstIndex(of: upper)
  }

  /// The middle of a whole code's cell; `nil` for a short code.
  static func place(of code: String) -> Coordinate? {
    let values = code.compactMap { value($0) }
    guard code.prefix(while: { $0 != "+" }).count == 8, values.count >= 10 else { return nil }
    var (latitude, longitude) = (-90.0, -180.0)
    var size = 400.0
    for index in stride(from: 0, to: 10, by: 2) {
      size /= 20
      latitude += Double(values[index]) * size
      longitude += Double(values[index + 1]) * size
    }
    var (height, width) = (size, size)
    for value in values.dropFirst(10) {
      height /= 5
      width /= 4
      latitude += Double(value / 4) * height
      longitude += Double(value % 4) * width
    }
    let place = Coordinate(longitude: longitude + width / 2, latitude: latitude + height / 2)
    return place.isOnGlobe ? place : nil
  }

  /// The place of a short code that lies nearest to a reference.
  static func place(ofShort code: String, near reference: Coordinate) -> Coordinate? {
    let missing = 8 - code.prefix(while: { $0 != "+" }).count
    guard missing == 2 || missing == 4, reference.isOnGlobe else { return nil }
    let whole = String(prefix(of: reference).prefix(missing)) + code
    guard var place = place(of: whole) else { return nil }
    let size = missing == 2 ? 20.0 : 1.0
    if place.latitude - reference.latitude > size / 2 { place.latitude -= size }
    if reference.latitude - place.latitude > size / 2 { place.latitude += size }
    if place.longitude - reference.longitude > size / 2 { place.longitude -= size }
    if reference.longitude - place.longitude > size / 2 { place.longitude += size }
    return place.isOnGlobe ? place : nil
  }

  /// The first four digits of the code of a place.
  private static func prefix(of place: Coordinate) -> String {
    var (latitude, longitude) = (min(place.latitude, 89.999) + 90, place.longitude + 180)
    var bytes: [UInt8] = []
    for size in [20.0, 1.0] {
      for value in [latitude, longitude] {
        bytes.append(digits[min(19, max(0, Int(value / size)))])
      }
      latitude.formTruncatingRemainder(dividingBy: size)
      longitude.formTruncatingRemainder(dividingBy: size)
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
