import DisclosureControl
import Testing

@Suite("An area of responsibility")
struct AreaOfResponsibilityTests {
  @Test(
    "contains what lies in its areas, whole parts at a time",
    arguments: [
      ("35", "35", true), ("35", "35.07", true), ("35", "35.07.01.2001", true),
      ("35.07", "35.07.01", true), ("35.07", "35", false), ("35.07", "35.7", false),
      ("35.07", "35.071", false), ("35.07", "35.70", false), ("35.07", "", false),
      ("35.07", "3507010001", false), ("35,36.71", "36.71.01", true), ("35,36.71", "36.72", false),
    ])
  func contains(area: String, code: String, expected: Bool) throws {
    #expect(try AreaOfResponsibility(parsing: area).contains(code: code) == expected)
  }

  @Test("agrees with comparing part by part", arguments: 0..<40)
  func bruteForce(seed: Int) throws {
    let codes = ["35", "36", "35.07", "35.70", "36.07", "35.07.01", "35.07.10", "35.07.01.2001"]
    let area = try AreaOfResponsibility(codes: [codes[seed % codes.count]])
    for code in codes {
      let (wanted, parts) = (
        codes[seed % codes.count].split(separator: "."), code.split(separator: ".")
      )
      #expect(area.contains(code: code) == (Array(parts.prefix(wanted.count)) == wanted))
    }
  }

  @Test("is everywhere or nowhere where that is said")
  func extremes() {
    #expect(AreaOfResponsibility.everywhere.contains(code: "35.07"))
    #expect(AreaOfResponsibility.everywhere.contains(code: ""))
    #expect(!AreaOfResponsibility.nowhere.contains(code: "35"))
    #expect(!AreaOfResponsibility.nowhere.contains(code: ""))
  }

  @Test(
    "reads codes with and without dots, sorted and each once",
    arguments: [
      ("35", "35"), (" 36.71 ,35", "35,36.71"), ("3507,35.07", "35.07"),
      ("3507012001", "35.07.01.2001"), ("350701", "35.07.01"),
    ])
  func reads(text: String, codes: String) throws {
    let area = try AreaOfResponsibility(parsing: text)
    #expect(area.description == codes)
    #expect(try AreaOfResponsibility(parsing: area.description) == area)
  }

  @Test(
    "names what is no code",
    arguments: [
      ("35.0", "35.0"), ("35,x", "x"), ("35,", ""), ("350", "350"), ("35.0.7", "35.0.7"),
      ("3.507", "3.507"), ("35.07.", "35.07."), ("٣٥", "٣٥"),
      ("35,35.07.01.20011", "35.07.01.20011"),
      ("35\n", "35\n"),
    ])
  func refuses(text: String, named: String) {
    #expect(throws: AccessError.invalidAreaCode(named)) {
      try AreaOfResponsibility(parsing: text)
    }
  }

  @Test("without a code is refused", arguments: ["", "  "])
  func refusesEmpty(text: String) {
    #expect(throws: AccessError.emptyArea) { try AreaOfResponsibility(parsing: text) }
    #expect(throws: AccessError.emptyArea) { try AreaOfResponsibility(codes: [String]()) }
  }
}

@Suite("A principal")
struct PrincipalTests {
  private func area() throws -> AreaOfResponsibility { try AreaOfResponsibility(parsing: "35.07") }

  @Test("needs an area where the role sees only one", arguments: Role.ofAccounts)
  func needsArea(role: Role) throws {
    #expect(try Principal(name: "a", role: role, area: try area()).area == area())
    guard role.needsArea else {
      #expect(try Principal(name: "a", role: role, area: nil).area == .everywhere)
      return
    }
    for area in [nil, AreaOfResponsibility.everywhere] {
      #expect(throws: AccessError.areaMissing(role)) {
        try Principal(name: "a", role: role, area: area)
      }
    }
  }

  @Test("of an account is neither the public nor the owner", arguments: [Role.public, .owner])
  func refusesRole(role: Role) {
    #expect(throws: AccessError.roleWithoutAccount(role)) {
      try Principal(name: "a", role: role, area: nil)
    }
  }

  @Test(
    "has a name that logs and HTTP Basic can carry",
    arguments: [
      "", " a", "a ", "a:b", "a\nb", "a\u{0}", "\u{1B}[31mred", "a\u{202E}b", "\u{200B}",
      String(repeating: "a", count: 65),
    ])
  func refusesName(name: String) {
    #expect(throws: AccessError.invalidName) { try Principal(name: name, role: .admin, area: nil) }
  }

  @Test(
    "takes any visible name", arguments: ["a", "UKK Tanjung Layang 2", "kanim/35-07", "petugas@é"])
  func takesName(name: String) throws {
    #expect(try Principal(name: name, role: .admin, area: nil).name == name)
  }
}

@Suite("A disclosure")
struct DisclosureTests {
  private static let inside = ["35.07", "35.07.01", "35.07.01.2001"]
  private static let outside = ["35", "35.08", "36.07.01.2001", ""]

  private func disclosure(_ role: Role, _ purpose: Purpose?) throws -> Disclosure {
    let area = try AreaOfResponsibility(parsing: "35.07")
    return Disclosure(try Principal(name: "a", role: role, area: area), purpose: purpose)
  }

  @Test(
    "opens to each role what the table says, inside its area and outside",
    arguments: [
      (Role.partner, DisclosureTier.partner, DisclosureTier.none),
      (.planner, .planner, .none), (.officer, .raw, .planner), (.auditor, .none, .none),
      (.admin, .none, .none),
    ])
  func tiers(role: Role, inside: DisclosureTier, outside: DisclosureTier) throws {
    let disclosure = try disclosure(role, try Purpose("patroli"))
    for code in Self.inside { #expect(disclosure.tier(for: code) == inside) }
    for code in Self.outside { #expect(disclosure.tier(for: code) == outside) }
    #expect(!disclosure.isUnlimited)
  }

  @Test("opens single tips to an officer only for a purpose")
  func purpose() throws {
    let disclosure = try disclosure(.officer, nil)
    for code in Self.inside + Self.outside { #expect(disclosure.tier(for: code) == .planner) }
  }

  @Test("shows things one by one where the role may see them, and to officers for a purpose")
  func visibleAreas() throws {
    let own = try AreaOfResponsibility(parsing: "35.07")
    let expected: [(Role, ProtectedSubject, AreaOfResponsibility?)] = [
      (.partner, .places, .everywhere), (.partner, .accommodations, nil), (.partner, .tips, nil),
      (.planner, .places, .everywhere), (.planner, .accommodations, own), (.planner, .tips, nil),
      (.planner, .officeWork, nil), (.officer, .accommodations, .everywhere),
      (.officer, .officeWork, own), (.officer, .tips, own), (.auditor, .places, .everywhere),
      (.auditor, .tips, nil), (.admin, .accommodations, nil), (.admin, .tips, nil),
    ]
    for (role, subject, area) in expected {
      let disclosure = try disclosure(role, try Purpose("patroli"))
      guard let area else {
        #expect(throws: DisclosureRefusal.role(role, subject)) {
          try disclosure.visibleArea(of: subject)
        }
        continue
      }
      #expect(try disclosure.visibleArea(of: subject) == area, "\(role) \(subject)")
    }
    let aimless = try disclosure(.officer, nil)
    #expect(try aimless.visibleArea(of: .places) == .everywhere)
    for subject in [ProtectedSubject.tips, .accommodations, .officeWork] {
      #expect(throws: DisclosureRefusal.purposeMissing) { try aimless.visibleArea(of: subject) }
    }
    for subject in ProtectedSubject.allCases where subject != .places && subject != .intake {
      #expect(throws: DisclosureRefusal.role(.public, subject)) {
        try Disclosure(.anonymous, purpose: nil).visibleArea(of: subject)
      }
    }
  }

  @Test("tells of single accommodations only those in whose area they lie")
  func told() throws {
    let own = try AreaOfResponsibility(parsing: "35.07")
    let expected: [(Role, AreaOfResponsibility, AreaOfResponsibility)] = [
      (.planner, own, .nowhere), (.officer, .everywhere, own),
    ]
    for (role, visible, told) in expected {
      let disclosure = try disclosure(role, try Purpose("patroli"))
      let audience = try disclosure.pointAudience(of: .accommodations)
      #expect(audience.visible == visible && audience.told == told)
    }
    let officer = try disclosure(.officer, try Purpose("patroli"))
    let tips = try officer.pointAudience(of: .tips)
    #expect(tips.visible == own && tips.told == own)
    let owner = try Disclosure.owner(purpose: "test").pointAudience(of: .accommodations)
    #expect(owner.visible == .everywhere && owner.told == .everywhere)
    #expect(throws: DisclosureRefusal.role(.partner, .accommodations)) {
      try disclosure(.partner, nil).pointAudience(of: .accommodations)
    }
  }

  @Test("opens everything to the owner and nothing to the public")
  func extremes() throws {
    let owner = Disclosure.owner(purpose: "test")
    let nobody = Disclosure(.anonymous, purpose: try Purpose("test"))
    for code in Self.inside + Self.outside {
      #expect(owner.tier(for: code) == .raw)
      #expect(nobody.tier(for: code) == .none)
    }
    #expect(owner.isUnlimited && !nobody.isUnlimited)
  }

  @Test("has tiers in the order of what they show")
  func order() {
    #expect(DisclosureTier.allCases.sorted() == [.none, .partner, .planner, .raw])
  }
}

@Suite("A purpose")
struct PurposeTests {
  @Test("has 3 to 200 characters without the blanks around it")
  func length() throws {
    #expect(try Purpose("  abc ").text == "abc")
    #expect(try Purpose(String(repeating: "é", count: 200)).text.count == 200)
    for text in ["", "ab", " ab ", "   ", String(repeating: "a", count: 201)] {
      #expect(throws: AccessError.invalidPurpose) { try Purpose(text) }
    }
  }

  @Test(
    "holds no control characters",
    arguments: [
      "abc\n", "a\tb c", "abc\u{0}", "abc\u{7F}", "abc\u{85}", "abc\u{2028}", "a\r\nX: 1",
    ])
  func control(text: String) {
    #expect(throws: AccessError.invalidPurpose) { try Purpose(text) }
  }
}
