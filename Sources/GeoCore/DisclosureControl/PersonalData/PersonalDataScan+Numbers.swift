extension PersonalDataScan {
  /// A personal number that begins at a character: with its plus sign or bracket, where it has one.
  func number(at start: Int) -> Match? {
    let hasPlus = scalars[start] == "+"
    let hasBracket = scalars[start] == "("
    if hasPlus || hasBracket {
      guard !isWord(start - 1) || hasBracket else { return nil }
      var digits = start + 1
      if hasBracket, scalar(digits) == "+" {
        guard let index = group(at: digits + 1) else { return nil }
        return phone(from: index, hasPlus: true).map { ($0, .phone) }
      }
      while scalar(digits) == " " { digits += 1 }
      guard let index = group(at: digits) else { return nil }
      return phone(from: index, hasPlus: hasPlus).map { ($0, .phone) }
    }
    guard let index = group(at: start), !isFraction[index] else { return nil }
    if let end = identity(from: index) { return (end, .identity) }
    if let end = phone(from: index, hasPlus: false) { return (end, .phone) }
    return (account(from: index) ?? longNumber(from: index)).map { ($0, .number) }
  }

  // MARK: Identity cards

  /// How the sixteen digits of an identity card, and the fifteen of a taxpayer, are written apart.
  private static let identityForms: [[Int]] = [
    [16], [4, 4, 4, 4], [6, 6, 4], [2, 2, 2, 6, 4], [2, 2, 2, 2, 2, 2, 4],
  ]
  private static let taxpayerForm = [2, 3, 3, 1, 3, 3]

  private func identity(from first: Int) -> Int? {
    for form in Self.identityForms {
      if let end = end(of: form, from: first), form.count == 1 || hasBirthday(from: first) {
        return end
      }
    }
    return end(of: Self.taxpayerForm, from: first)
  }

  private func end(of form: [Int], from first: Int) -> Int? {
    for (offset, count) in form.enumerated() {
      let index = first + offset
      guard groups.indices.contains(index), groups[index].count == count else { return nil }
      guard offset > 0 else { continue }
      let sign = scalars[groups[index].start - 1]
      guard groups[index].start == groups[index - 1].end + 1,
        Self.isSeparator(sign) || Self.isOddSeparator(sign) && sign == scalars[groups[first].end]
      else { return nil }
    }
    return groups[first + form.count - 1].end
  }

  /// Whether digits 7 to 12 of an identity card are a day and month; 40 is added to the day of women.
  private func hasBirthday(from first: Int) -> Bool {
    var digits: [Int] = []
    for group in groups[first...] {
      guard digits.count < 16 else { break }
      digits += self.digits(group).map(Int.init)
    }
    guard digits.count >= 16 else { return false }
    let (province, day, month) = (
      10 * digits[0] + digits[1], 10 * digits[6] + digits[7], 10 * digits[8] + digits[9]
    )
    return (11...97).contains(province) && (1...12).contains(month)
      && ((1...31).contains(day) || (41...71).contains(day))
  }

  // MARK: Telephones

  /// The digits of a number that is written apart, as far as it may go.
  private struct Spelling {
    var digits: [Int8] = []
    var counts: [Int] = []
    var gaps: [[Unicode.Scalar]] = []
    var ends: [Int] = []

    /// Whether it is written like an amount: `812.345.678`.
    var isAmount: Bool {
      counts.count > 1 && gaps.allSatisfy { $0 == ["."] }
        && counts.dropFirst().allSatisfy { $0 == 3 }
        && counts[0] <= 3
    }

    /// Whether its groups are all of one or all of two digits, and stand evenly apart.
    var isEven: Bool {
      guard let first = counts.first, first <= 2, counts.count >= 5 else { return false }
      return counts.allSatisfy { $0 == first } && gaps.allSatisfy { $0 == gaps[0] }
    }
  }

  /// Where a telephone number that begins with a group ends; `nil` where it is none.
  private func phone(from first: Int, hasPlus: Bool) -> Int? {
    if let end = oddlyParted(from: first, hasPlus: hasPlus) { return end }
    let spelling = spelling(from: first)
    guard !spelling.isAmount || hasPlus || spelling.digits.first == 0 else { return nil }
    let digits = spelling.digits
    let lengths: ClosedRange<Int>
    if hasPlus {
      lengths = 8...15
    } else if digits.starts(with: [0, 8]) {
      guard spelling.counts[0] >= 3 || spelling.isEven else { return nil }
      lengths = 9...14
    } else if digits.starts(with: [6, 2, 8]) || digits.starts(with: [0, 0, 6, 2]) {
      // One digit before a point begins a coordinate: -6.2812345 106.8312345.
      guard spelling.counts[0] >= 2 || spelling.isEven else { return nil }
      lengths = 10...16
    } else if digits.first == 0, digits.count > 1, (2...9).contains(digits[1]) {
      guard spelling.counts[0] == 3 || spelling.counts[0] == 4 || spelling.counts[0] >= 9 else {
        return nil
      }
      lengths = 9...12
    } else if digits.first == 8, digits.count > 1, digits[1] > 0 {
      let isOne = (9...12).contains(spelling.counts[0])
      let isApart =
        spelling.counts.count >= 2 && spelling.counts[0] == 3
        && (3...4).contains(spelling.counts[1])
      guard isOne || isApart else { return nil }
      lengths = 9...12
    } else {
      return nil
    }
    return end(of: spelling, lengths)
  }

  /// The furthest end at which the number has as many digits as it may have.
  private func end(of spelling: Spelling, _ lengths: ClosedRange<Int>) -> Int? {
    var total = 0
    var found: Int?
    for (count, end) in zip(spelling.counts, spelling.ends) {
      total += count
      if lengths.contains(total) { found = end }
    }
    return found
  }

  /// A mobile number whose groups are parted by one sign that parts other things as well: `0812/3456/7890`.
  private func oddlyParted(from first: Int, hasPlus: Bool) -> Int? {
    guard let sign = scalar(groups[first].end), Self.isOddSeparator(sign),
      (2...4).contains(groups[first].count)
    else { return nil }
    var digits = Array(digits(groups[first]))
    var (end, last) = (-1, first)
    while last + 1 < groups.count, groups[last + 1].start == groups[last].end + 1,
      scalars[groups[last].end] == sign, (3...4).contains(groups[last + 1].count)
    {
      last += 1
      digits += self.digits(groups[last])
      if (10...14).contains(digits.count) { end = groups[last].end }
    }
    let isMobile =
      digits.starts(with: [0, 8]) && groups[first].count >= 3 || digits.starts(with: [6, 2, 8])
    return isMobile && end >= 0 ? end : nil
  }

  private static func isOddSeparator(_ scalar: Unicode.Scalar) -> Bool {
    scalar == "/" || scalar == ","
  }

  private func spelling(from first: Int) -> Spelling {
    var spelling = Spelling()
    for index in first..<groups.count {
      let group = groups[index]
      if index > first {
        let gap = Array(scalars[groups[index - 1].end..<group.start])
        guard gap.count <= 3, gap.allSatisfy(Self.isSeparator) else { break }
        spelling.gaps.append(gap)
      }
      spelling.digits += digits(group)
      spelling.counts.append(group.count)
      spelling.ends.append(group.end)
      if spelling.digits.count > 16 { break }
    }
    return spelling
  }

  /// What stands between the digits of one number. A slash does not: `005/002` is a neighbourhood.
  private static func isSeparator(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case " ", "-", ".", "_", "(", ")", "\u{A0}", "\u{2010}", "\u{2011}", "\u{2013}": true
    default: false
    }
  }
}
