import Places

/// Reads the values of a mapping by their keys; each mistake names key and line.
struct ScenarioReader {
  private let members: [PlanNode.Member]

  init(_ members: [PlanNode.Member]) { self.members = members }

  /// The members of a mapping, or of nothing.
  /// - Throws: `PlanScenarioError` for what is no mapping, and for a key that is not known or stands there twice.
  init(_ node: PlanNode, keys: [String]) throws(PlanScenarioError) {
    switch node.content {
    case .nothing: members = []
    case .members(let found): members = found
    default: throw PlanScenarioError(.noMapping)
    }
    var seen: Set<String> = []
    for member in members {
      guard keys.contains(member.key) else {
        throw PlanScenarioError(.unknownKey(known: keys), key: member.key, line: member.line)
      }
      guard seen.insert(member.key).inserted else {
        throw PlanScenarioError(.repeatedKey, key: member.key, line: member.line)
      }
    }
  }

  private func member(_ key: String) -> PlanNode.Member? {
    members.first { $0.key == key && $0.value.content != .nothing }
  }

  func line(_ key: String) -> Int? { member(key)?.line }

  /// The text of a plain value; `nil` for lists and mappings, too.
  func text(_ key: String) -> String? {
    guard case .scalar(let text) = member(key)?.value.content else { return nil }
    return text
  }

  private func plain(_ key: String, _ expected: String) throws(PlanScenarioError) -> String? {
    guard let member = member(key) else { return nil }
    guard case .scalar(let text) = member.value.content else {
      throw bad("…", key, expected)
    }
    return text
  }

  private func bad(_ text: String, _ key: String, _ expected: String) -> PlanScenarioError {
    PlanScenarioError(.badValue(text, expected: expected), key: key, line: line(key))
  }

  func wholeNumber(_ key: String, in range: ClosedRange<Int>) throws(PlanScenarioError) -> Int? {
    let expected = "a whole number from \(range.lowerBound) to \(range.upperBound)"
    guard let text = try plain(key, expected) else { return nil }
    guard let number = Int(text), range.contains(number) else { throw bad(text, key, expected) }
    return number
  }

  func number(_ key: String, in range: ClosedRange<Double>) throws(PlanScenarioError) -> Double? {
    let expected = "a number from \(range.lowerBound) to \(range.upperBound)"
    guard let text = try plain(key, expected) else { return nil }
    guard let number = DecimalNumber.parse(text), range.contains(number) else {
      throw bad(text, key, expected)
    }
    return number
  }

  /// A number above zero, also as a fraction such as `1/3`.
  func ratio(_ key: String) throws(PlanScenarioError) -> Double? {
    let expected = "a number from 1/9 to 9, such as 3 or 1/3"
    guard let text = try plain(key, expected) else { return nil }
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
      .map { DecimalNumber.parse($0) }
    let value: Double? =
      switch (parts.count, parts.first ?? nil, parts.last ?? nil) {
      case (1, let number?, _): number
      case (2, let above?, let below?) where below != 0: above / below
      default: nil
      }
    guard let value, (1.0 / 9 - 1e-9...9).contains(value) else { throw bad(text, key, expected) }
    return value
  }

  func choice<Choice: RawRepresentable<String> & CaseIterable>(
    _ key: String
  ) throws(PlanScenarioError) -> Choice? {
    let expected = "one of " + Choice.allCases.map(\.rawValue).joined(separator: ", ")
    guard let text = try plain(key, expected) else { return nil }
    guard let choice = Choice(rawValue: text) else { throw bad(text, key, expected) }
    return choice
  }

  /// The members of a mapping, also of a text such as `a=1,b=2`.
  func members(
    _ key: String, _ expected: String
  ) throws(PlanScenarioError) -> [PlanNode.Member]? {
    guard let member = member(key) else { return nil }
    switch member.value.content {
    case .members(let members): return members
    case .scalar(let text):
      var members: [PlanNode.Member] = []
      for part in text.split(separator: ",", omittingEmptySubsequences: false) {
        let halves = part.split(separator: "=", omittingEmptySubsequences: false)
        guard halves.count == 2, !halves[0].isEmpty else { throw bad(text, key, expected) }
        members.append(
          PlanNode.Member(
            key: String(halves[0]), line: member.line, value: PlanNode(.scalar(String(halves[1])))))
      }
      return members
    default: throw bad("…", key, expected)
    }
  }

  /// Whole numbers by name.
  func numbers(_ key: String) throws(PlanScenarioError) -> [String: Int]? {
    guard let members = try members(key, "names with whole numbers, such as A: 3") else {
      return nil
    }
    var numbers: [String: Int] = [:]
    for member in members {
      let reader = ScenarioReader([member])
      guard numbers[member.key] == nil else {
        throw PlanScenarioError(.repeatedKey, key: member.key, line: member.line)
      }
      numbers[member.key] = try reader.wholeNumber(member.key, in: 0...10_000)
    }
    return numbers
  }

  /// The same, with codes of areas for names.
  func dotted(
    _ numbers: [String: Int], in key: String
  ) throws(PlanScenarioError) -> [String: Int] {
    var result: [String: Int] = [:]
    for (name, number) in numbers { result[try code(name, key)] = number }
    return result
  }

  /// Codes of areas, ascending, each once; none where the key is absent.
  func codes(_ key: String) throws(PlanScenarioError) -> [String] {
    guard let member = member(key) else { return [] }
    var codes: Set<String> = []
    switch member.value.content {
    case .scalar(let text):
      for part in text.split(separator: ",") { codes.insert(try code(String(part), key)) }
    case .list(let items):
      for item in items {
        guard case .scalar(let text) = item.content else { throw bad("…", key, Self.codeForm) }
        codes.insert(try code(text, key))
      }
    default: throw bad("…", key, Self.codeForm)
    }
    return codes.sorted()
  }

  private static let codeForm = "codes such as 35.07 or 35.07.01.2001"

  private func code(_ text: String, _ key: String) throws(PlanScenarioError) -> String {
    guard let code = try? AreaCode(text.filter { $0 != " " }),
      code.text == text || !text.contains(".")
    else { throw bad(text, key, Self.codeForm) }
    return code.text
  }
}
