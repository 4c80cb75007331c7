/// A text as its characters and groups of digits, for the rules that look for personal data in it.
struct PersonalDataScan {
  /// A run of digits.
  struct Group {
    var start: Int
    var end: Int
    var count: Int { end - start }
  }

  /// Something personal: up to where it goes, and what it is.
  typealias Match = (end: Int, kind: PersonalDataMask.Kind)

  let scalars: [Unicode.Scalar]
  /// The value of each character that is a digit, in whatever script; −1 for others.
  let values: [Int8]
  let groups: [Group]
  /// For each group, whether it stands behind the point or comma of a number such as `106.827153`.
  let isFraction: [Bool]
  /// The group that begins at a character; −1 for none.
  private let groupAt: [Int32]

  init(_ text: String) {
    // Characters that are not seen would break a number apart.
    let seen = text.unicodeScalars.filter { $0.properties.generalCategory != .format }
    scalars = Array(seen)
    values = Self.values(of: scalars)
    var groups: [Group] = []
    var groupAt = [Int32](repeating: -1, count: scalars.count)
    for (index, value) in values.enumerated() where value >= 0 {
      if let last = groups.last, last.end == index {
        groups[groups.count - 1].end += 1
      } else {
        groupAt[index] = Int32(truncatingIfNeeded: groups.count)
        groups.append(Group(start: index, end: index + 1))
      }
    }
    self.groups = groups
    self.groupAt = groupAt
    isFraction = Self.fractions(scalars, groups)
  }

  /// What is personal and begins at a character.
  func match(at position: Int) -> Match? {
    if let match = email(at: position) ?? passport(at: position) ?? plate(at: position) {
      return match
    }
    return number(at: position)
  }

  /// The group that begins at a character.
  func group(at position: Int) -> Int? {
    guard groupAt.indices.contains(position), groupAt[position] >= 0 else { return nil }
    return Int(groupAt[position])
  }

  func scalar(_ index: Int) -> Unicode.Scalar? {
    scalars.indices.contains(index) ? scalars[index] : nil
  }

  /// Whether a letter or digit stands somewhere.
  func isWord(_ index: Int) -> Bool {
    guard let scalar = scalar(index) else { return false }
    return scalar.properties.isAlphabetic || values[index] >= 0
  }

  /// The word that ends before a place, in lower case, over blanks and signs but no further word.
  func wordBefore(_ index: Int, within reach: Int = 14) -> String {
    var end = index
    while end > 0, index - end < reach, !scalars[end - 1].properties.isAlphabetic,
      values[end - 1] < 0
    {
      end -= 1
    }
    var start = end
    while start > 0, end - start < reach, scalars[start - 1].properties.isAlphabetic { start -= 1 }
    var word = String.UnicodeScalarView()
    word.append(contentsOf: scalars[start..<end])
    return String(word).lowercased()
  }

  /// The word before the one that ends before a place.
  func wordBeforeWord(_ index: Int) -> String {
    var place = index
    while place > 0, !scalars[place - 1].properties.isAlphabetic { place -= 1 }
    while place > 0, scalars[place - 1].properties.isAlphabetic { place -= 1 }
    return wordBefore(place)
  }

  /// The word that begins behind a place and a blank, in lower case.
  func wordAfter(_ index: Int) -> String {
    var start = index
    while scalar(start) == " " { start += 1 }
    var word = String.UnicodeScalarView()
    while let scalar = scalar(start), scalar.properties.isAlphabetic, word.count < 14 {
      word.append(scalar)
      start += 1
    }
    return String(word).lowercased()
  }

  /// The digits of a group.
  func digits(_ group: Group) -> ArraySlice<Int8> { values[group.start..<group.end] }

  /// A group is a fraction where what stands before its sign begins a number: `7890,0812…` are two telephone
  /// numbers, `-6.175,106.827` two coordinates.
  private static func fractions(_ scalars: [Unicode.Scalar], _ groups: [Group]) -> [Bool] {
    var result = [Bool](repeating: false, count: groups.count)
    for index in groups.indices.dropFirst() {
      let whole = groups[index - 1]
      guard whole.end == groups[index].start - 1, isDecimalSign(scalars[whole.end]),
        whole.count <= 3
      else { continue }
      result[index] = true
      guard index > 1, groups[index - 2].end == whole.start - 1 else { continue }
      switch scalars[whole.start - 1] {
      case ".": result[index] = result[index - 1]
      case ",": result[index] = result[index - 1] || result[index - 2]
      case " ": result[index] = result[index - 2]
      case "-": result[index] = false
      default: break
      }
    }
    return result
  }

  private static func isDecimalSign(_ scalar: Unicode.Scalar) -> Bool {
    scalar == "." || scalar == ","
  }

  /// Digits of any script; a letter O before an 8 that begins a long number is a zero in disguise.
  private static func values(of scalars: [Unicode.Scalar]) -> [Int8] {
    var values = scalars.map { scalar -> Int8 in
      if scalar.isASCII { return (48...57).contains(scalar.value) ? Int8(scalar.value - 48) : -1 }
      guard scalar.properties.generalCategory == .decimalNumber,
        let value = scalar.properties.numericValue
      else { return -1 }
      return Int8(value)
    }
    for index in scalars.indices.dropLast(2)
    where (scalars[index] == "O" || scalars[index] == "o") && values[index + 1] == 8
      && values[index + 2] > 0 && (index == 0 || !scalars[index - 1].properties.isAlphabetic)
    {
      values[index] = 0
    }
    return values
  }
}
