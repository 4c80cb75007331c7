import DisclosureControl
import GRDB

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
    let areas = ["villages", "admin_areas"]
    look("programme", "code", in: ["villages"], "code", &problems)
    look("programme", "office", in: ["offices"], "id", &problems)
    look("activities", "code", in: areas, "code", &problems)
    look("population", "code", in: areas, "code", &problems)
    look("guests", "accommodation", in: ["accommodations"], "id", &problems)
    look("travel_times", "from", in: ["offices", "service_points"], "id", &problems)
    look("travel_times", "to", in: ["villages"], "code", &problems)
  }

  private func look(
    _ table: String, _ column: String, in targets: [String], _ key: String,
    _ problems: inout ProblemList
  ) {
    let conditions = targets.map { target in
      "NOT EXISTS (SELECT 1 FROM \"\(target)\" p WHERE p.\"\(key)\" = t.\"\(column)\")"
    }
    let sql = """
      SELECT DISTINCT t."\(column)" FROM "\(table)" t
      WHERE t."\(column)" NOTNULL AND \(conditions.joined(separator: " AND "))
      ORDER BY 1 LIMIT \(ProblemList.limit + 1)
      """
    problems.collect(.orphan, table) { problems in
      for value in try String.fetchAll(db, sql: sql) {
        let places = targets.joined(separator: " or ")
        problems.add(.orphan, table, row: value, "\(column) \(value) is not in \(places)")
      }
    }
  }
}
