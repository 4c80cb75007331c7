import GeoPrimitives

/// Coordinates as people write them: `-6.158, 106.853`, `-6,158; 106,853`, `6°9'29,5" LS 106°51'12" BT`,
/// `S 6.158 E 106.853`, in either order.
enum CoordinateNotation {
  /// The first pair of coordinates in a text, and where it stands.
  /// - Complexity: O(n) in the length of the text.
  static func find(in text: String) -> (Coordinate, Range<String.Index>)? {
    var reader = AngleReader(text)
    var last: Angle?
    while let angle = reader.next() {
      if let before = last, angle.start - before.end <= 14,
        let place = place(before, angle)
      {
        return (place, reader.index(before.start)..<reader.index(angle.end))
      }
      last = angle
    }
    return nil
  }

  /// The place of two angles; `nil` where they are hardly meant as coordinates.
  private static func place(_ first: Angle, _ second: Angle) -> Coordinate? {
    guard first.isCertain && second.isCertain else { return nil }
    let isLongitudeFirst =
      first.axis == .longitude || second.axis == .latitude
      || (first.axis == nil && second.axis == nil && abs(first.degrees) > 90)
    guard first.axis == nil || first.axis != second.axis else { return nil }
    let place =
      isLongitudeFirst
      ? Coordinate(longitude: first.degrees, latitude: second.degrees)
      : Coordinate(longitude: second.degrees, latitude: first.degrees)
    return place.isOnGlobe ? place : nil
  }
}

/// A number of degrees in a text.
struct Angle {
  enum Axis { case longitude, latitude }
  var degrees: Double
  var axis: Axis?
  /// Whether its form tells that it is an angle: a sign of degrees, a hemisphere, or three decimals.
  var isCertain: Bool
  /// Where it begins and ends, in scalars.
  var start: Int
  var end: Int
}

/// Finds angles in a text, one after the other.
struct AngleReader {
  private let text: String
  private let scalars: [Unicode.Scalar]
  private var position = 0

  init(_ text: String) {
    self.text = text
    scalars = Array(text.unicodeScalars)
  }

  /// The index in the text of the scalar with a number.
  func index(_ scalar: Int) -> String.Index {
    text.unicodeScalars.index(text.startIndex, offsetBy: min(scalar, scalars.count))
  }

  mutating func next() -> Angle? {
    while position < scalars.count {
      if isDigit(position), let angle = readAngle() { return angle }
      position += 1
    }
    return nil
  }

  private func isDigit(_ index: Int) -> Bool {
    index < scalars.count && ("0"..."9").contains(scalars[index])
  }

  private mutating func readAngle() -> Angle? {
    var start = position
    let (isNegative, before) = signAndHemisphere(before: &start)
    guard let number = readNumber() else { return nil }
    var (degrees, isCertain) = (number.value, number.decimals >= 3)
    if skipMark(["°", "º", "˚", "d"]) {
      isCertain = true
      degrees += readPart(of: 60, ["'", "’", "′", "m", "`"]) ?? 0
      degrees += readPart(of: 3600, ["\"", "”", "″", "s"]) ?? 0
    }
    let behind = readHemisphere()
    let hemisphere = before ?? behind
    if isNegative || hemisphere?.isNegative == true { degrees = -degrees }
    guard degrees.isFinite, abs(degrees) <= 180 else { return nil }
    return Angle(
      degrees: degrees, axis: hemisphere?.axis, isCertain: isCertain || hemisphere != nil,
      start: start, end: position)
  }

  /// What stands directly before the digits: a minus, and a hemisphere.
  private func signAndHemisphere(before start: inout Int) -> (Bool, Hemisphere?) {
    var isNegative = false
    if start > 0, ["-", "−", "–"].contains(scalars[start - 1]) {
      start -= 1
      isNegative = true
    } else if start > 0, scalars[start - 1] == "+" {
      start -= 1
    }
    var letter = start - 1
    if letter >= 0, scalars[letter] == " " { letter -= 1 }
    guard letter >= 0, letter == 0 || !scalars[letter - 1].properties.isAlphabetic,
      let hemisphere = Hemisphere(String(Character(scalars[letter])))
    else { return (isNegative, nil) }
    start = letter
    return (isNegative, hemisphere)
  }

  /// Up to nine digits, a point or comma, and up to twelve digits.
  private mutating func readNumber() -> (value: Double, decimals: Int)? {
    var digits = ""
    while isDigit(position), digits.utf8.count < 10 {
      digits.unicodeScalars.append(scalars[position]); position += 1
    }
    var decimals = 0
    if position + 1 < scalars.count, [".", ","].contains(scalars[position]), isDigit(position + 1) {
      position += 1
      digits += "."
      while isDigit(position), decimals < 13 {
        digits.unicodeScalars.append(scalars[position])
        position += 1
        decimals += 1
      }
    }
    return Double(digits).map { ($0, decimals) }
  }

  private mutating func readPart(of unit: Double, _ marks: Set<Unicode.Scalar>) -> Double? {
    let start = position
    while position < scalars.count, scalars[position] == " ", position - start < 3 { position += 1 }
    guard isDigit(position), let number = readNumber(), number.value < 60, skipMark(marks) else {
      position = start
      return nil
    }
    return number.value / unit
  }

  private mutating func skipMark(_ marks: Set<Unicode.Scalar>) -> Bool {
    var next = position
    while next < scalars.count, scalars[next] == " ", next - position < 2 { next += 1 }
    guard next < scalars.count, marks.contains(scalars[next]) else { return false }
    position = next + 1
    return true
  }

  private mutating func readHemisphere() -> Hemisphere? {
    var start = position
    while start < scalars.count, scalars[start] == " ", start - position < 2 { start += 1 }
    var end = start
    while end < scalars.count, end - start < 3, scalars[end].properties.isAlphabetic { end += 1 }
    var word = String.UnicodeScalarView()
    word.append(contentsOf: scalars[start..<end])
    guard let hemisphere = Hemisphere(String(word)) else { return nil }
    // "S 6.1 E 106.8": the letter belongs to the number behind it.
    if end - start == 1, end + 1 < scalars.count, isDigit(end) || isDigit(end + 1) { return nil }
    position = end
    return hemisphere
  }
}

/// Half of the globe: `LS`, `LU`, `BT`, `BB`, or `N`, `S`, `E`, `W`.
enum Hemisphere {
  case north, south, east, west

  init?(_ text: String) {
    switch text.uppercased() {
    case "N", "LU", "U": self = .north
    case "S", "LS": self = .south
    case "E", "BT", "T": self = .east
    case "W", "BB": self = .west
    default: return nil
    }
  }

  var isNegative: Bool { self == .south || self == .west }
  var axis: Angle.Axis { self == .north || self == .south ? .latitude : .longitude }
}
