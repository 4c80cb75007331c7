import DemoSupport
import GeoCore
import Support

/// A seeded workspace of 6 × 4 villages in two provinces, with whatever a coverage table counts; its records, for
/// those who count by hand.
struct CoverageScene {
  let small: SmallWorkspace
  var codes: [String] = []
  var programme: [ProgrammeRecord] = []
  var sessions: [ActivityRecord] = []
  /// By the code of the village where it stands.
  var houses: [(code: String, record: AccommodationRecord)] = []
  var residents: [String: Int] = [:]
  var servicePoints: [ServicePointRecord] = []

  static let columns = 6
  static let rows = 4

  static func day(_ text: String) -> CivilDate { CivilDate(text) ?? DemoWorkspace.today }

  /// Districts of two rows and columns; the eastern half is another province.
  static func code(_ column: Int, _ row: Int) -> String {
    let regency = column < 3 ? "35.07" : (row < 2 ? "36.01" : "36.71")
    return "\(regency).0\(1 + row / 2 + column / 2 * 2).20\(10 + row * columns + column)"
  }

  static func middle(_ column: Int, _ row: Int) -> Coordinate {
    SmallWorkspace.place(Double(column) + 0.5, Double(row) + 0.5)
  }

  static func position(of code: String) -> (column: Int, row: Int)? {
    for row in 0..<rows {
      for column in 0..<columns where self.code(column, row) == code { return (column, row) }
    }
    return nil
  }

  init(seed: UInt64, servicePoints count: Int = 4) throws {
    small = try SmallWorkspace(columns: 0, rows: 0)
    var random = SeededRandom(seed: seed)
    for row in 0..<Self.rows {
      for column in 0..<Self.columns { codes.append(Self.code(column, row)) }
    }
    codes.sort()
    for code in codes {
      addHistory(of: code, &random)
      if Int.random(in: 0..<5, using: &random) > 0 {
        residents[code] = Int.random(in: 0..<9000, using: &random)
      }
    }
    addSessions(&random)
    addHouses(&random)
    for number in 0..<count {
      var point = ServicePointRecord(id: "S-\(number)", name: "Layanan \(number)")
      point.place = SmallWorkspace.place(random.uniform(0...6), random.uniform(0...4))
      servicePoints.append(point)
    }
    try write()
  }

  private static func randomDay(_ random: inout SeededRandom) -> CivilDate {
    CivilDate(
      daysSince1970: day("2024-06-01").daysSince1970 + Int.random(in: 0..<900, using: &random))
  }

  /// Up to five stages one after another, a few with a gap before the next.
  private mutating func addHistory(of code: String, _ random: inout SeededRandom) {
    var day = Self.randomDay(&random)
    for _ in 0..<Int.random(in: 0...5, using: &random) {
      let status = ProgrammeStatus.allCases[Int.random(in: 0..<4, using: &random)]
      var stage = ProgrammeRecord(code: code, status: status, since: day)
      stage.phase = ["2024-I", "2025-I", nil][Int.random(in: 0..<3, using: &random)]
      day = CivilDate(daysSince1970: day.daysSince1970 + Int.random(in: 1...200, using: &random))
      if Bool.random(using: &random) { stage.until = day }
      programme.append(stage)
    }
  }

  private mutating func addSessions(_ random: inout SeededRandom) {
    for number in 0..<60 {
      var session = ActivityRecord(
        id: "K-\(number)", kind: ActivityKind.allCases[Int.random(in: 0..<4, using: &random)],
        date: Self.randomDay(&random))
      if number % 3 == 0 {
        session.place = SmallWorkspace.place(random.uniform(-1...6), random.uniform(0...4))
      } else {
        session.code = codes[Int.random(in: 0..<codes.count, using: &random)]
      }
      if number % 4 > 0 { session.participants = Int.random(in: 0..<90, using: &random) }
      sessions.append(session)
    }
  }

  private mutating func addHouses(_ random: inout SeededRandom) {
    for number in 0..<50 {
      var house = AccommodationRecord(id: "A-\(number)", name: "Losmen \(number)")
      let (column, row) = (random.uniform(0...5.99), random.uniform(0...3.99))
      house.place = SmallWorkspace.place(column, row)
      if number % 7 > 0 { house.rooms = Int.random(in: 1..<60, using: &random) }
      house.reporting = ReportingState.allCases[Int.random(in: 0..<3, using: &random)]
      if number % 2 > 0 { house.lastReport = Self.randomDay(&random) }
      houses.append((Self.code(Int(column), Int(row)), house))
    }
  }

  private func write() throws {
    try small.workspace.write { transaction in
      for code in codes {
        guard let (column, row) = Self.position(of: code) else { continue }
        try transaction.insert(
          VillageRecord(
            code: try AreaCode(code), name: "Desa \(code)",
            geometry: SmallWorkspace.square(column, row)))
        if let count = residents[code] {
          try transaction.insert(PopulationRecord(code: code, residents: count, asOf: nil))
        }
      }
      for stage in programme { try transaction.insert(stage) }
      for session in sessions { try transaction.insert(session) }
      for (_, house) in houses { try transaction.insert(house) }
      for point in servicePoints { try transaction.insert(point) }
    }
  }

  /// The stage of a village, by hand.
  func stage(of code: String, on day: CivilDate) -> ProgrammeRecord? {
    var found: ProgrammeRecord?
    for stage in programme where stage.code == code && stage.since <= day {
      if let until = stage.until, until <= day { continue }
      if let known = found, known.since > stage.since { continue }
      found = stage
    }
    return found
  }

  /// The village of a session, by hand.
  func village(of session: ActivityRecord) -> String? {
    if let code = session.code { return code }
    guard let place = session.place else { return nil }
    let column = (place.longitude - SmallWorkspace.corner.longitude) / SmallWorkspace.side
    let row = (place.latitude - SmallWorkspace.corner.latitude) / SmallWorkspace.side
    guard column >= 0, column < 6, row >= 0, row < 4 else { return nil }
    return Self.code(Int(column), Int(row))
  }
}

/// Who asks, in tests.
enum Asking {
  static let owner = Disclosure.owner(purpose: "tests")

  static func planner(_ codes: String...) throws -> Disclosure {
    Disclosure(
      try Principal(name: "p", role: .planner, area: AreaOfResponsibility(codes: codes)),
      purpose: nil)
  }

  static func officer(_ codes: String..., purpose: String? = "checking reports") throws
    -> Disclosure
  {
    Disclosure(
      try Principal(name: "o", role: .officer, area: AreaOfResponsibility(codes: codes)),
      purpose: try purpose.map { try Purpose($0) })
  }

  static func role(_ role: Role) throws -> Disclosure {
    let area = role.needsArea ? try AreaOfResponsibility(codes: ["35"]) : nil
    return Disclosure(try Principal(name: "r", role: role, area: area), purpose: nil)
  }

  static let anonymous = Disclosure(.anonymous, purpose: nil)
}

/// A day as tests write it.
func day(_ text: String) -> CivilDate { CoverageScene.day(text) }
