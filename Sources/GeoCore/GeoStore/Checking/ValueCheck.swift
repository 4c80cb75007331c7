import DisclosureControl
import GRDB
import Places

/// Whether every value of every row can be read as what its column holds.
struct ValueCheck {
  private let db: Database

  init(_ db: Database) { self.db = db }

  /// Runs the check.
  func run(_ problems: inout ProblemList) {
    check(VillageRecord.self, &problems)
    check(AdministrativeAreaRecord.self, &problems)
    check(AccommodationRecord.self, &problems)
    check(TipRecord.self, &problems)
    check(ServicePointRecord.self, &problems)
    check(OfficeRecord.self, &problems)
    check(ProgrammeRecord.self, &problems)
    check(ActivityRecord.self, &problems)
    check(GuestCountRecord.self, &problems)
    check(PopulationRecord.self, &problems)
    check(LineageRecord.self, &problems)
    check(CodePair.self, &problems)
    check(TravelTimeRecord.self, &problems)
    check(AtomRow.self, &problems)
    check(ClosedPeriod.self, &problems)
    check(UserRecord.self, &problems)
    check(AuditRecord.self, &problems)
  }

  private func check<Record: StoredRecord>(_ type: Record.Type, _ problems: inout ProblemList) {
    let table = Record.table
    problems.collect(.value, table.rawValue) { problems in
      let statement = try PreparedStatement(table.selectSQL(), in: db)
      while try statement.step() {
        var row = RowReader(statement, of: table)
        do {
          _ = try Record(from: &row)
        } catch {
          problems.add(.value, table.rawValue, row: "\(row.rowNumber)", "\(error)")
        }
      }
    }
  }
}

/// Whether codes and identifiers that point to another table are found there.
struct OrphanCheck {
  private let db: Database

  init(_ db: Database) { self.db = db }

  /// Runs the check.
  func run(_ problems: inout ProblemList) {
    // A code that has ended is known by what became of it.
    let villages = [Target("villages", "code"), Target("lineage", "old")]
    let areas = villages + [Target("admin_areas", "code")]
    look("programme", "code", in: villages, &problems)
    look("programme", "office", in: [Target("offices", "id")], &problems)
    look("activities", "code", in: areas, &problems)
    look("population", "code", in: areas, &problems)
    look("guests", "accommodation", in: [Target("accommodations", "id")], &problems)
    look(
      "travel_times", "from", in: [Target("offices", "id"), Target("service_points", "id")],
      &problems)
    look("travel_times", "to", in: villages, &problems)
  }

  /// A column in which a code or identifier is to be found.
  private struct Target {
    let table: String
    let column: String

    init(_ table: String, _ column: String) {
      self.table = table
      self.column = column
    }
  }

  private func look(
    _ table: String, _ column: String, in targets: [Target], _ problems: inout ProblemList
  ) {
    let conditions = targets.map { target in
      "NOT EXISTS (SELECT 1 FROM \"\(target.table)\" p WHERE p.\"\(target.column)\" = t.\"\(column)\")"
    }
    let sql = """
      SELECT DISTINCT t."\(column)" FROM "\(table)" t
      WHERE t."\(column)" NOTNULL AND \(conditions.joined(separator: " AND "))
      ORDER BY 1 LIMIT \(ProblemList.limit + 1)
      """
    problems.collect(.orphan, table) { problems in
      for value in try String.fetchAll(db, sql: sql) {
        let places = targets.map(\.table).joined(separator: " or ")
        problems.add(.orphan, table, row: value, "\(column) \(value) is not in \(places)")
      }
    }
  }
}
