import GRDB

extension Workspace {
  /// Examines the whole file: SQLite's own structures, what GeoPackage 1.3 demands, the spatial
  /// indexes, every value, what has been published, and the numbers of the audit log, whose seals `auditVerdict` checks.
  /// - Returns: What is wrong; empty for a sound file. At most a thousand problems of each table.
  /// - Complexity: O(n log n) in the rows; the whole file is read more than once.
  public func check() throws -> [WorkspaceProblem] {
    try read { reader in
      var problems = ProblemList()
      FileCheck(reader.db).run(&problems)
      SchemaCheck(reader.db).run(&problems)
      for table in WorkspaceTable.allCases where table.isFeatureTable {
        SpatialIndexCheck(reader.db, table).run(&problems)
      }
      ValueCheck(reader.db).run(&problems)
      OrphanCheck(reader.db).run(&problems)
      PublicationCheck(reader).run(&problems)
      AuditNumberCheck(reader.db).run(&problems)
      return problems.problems
    }
  }
}

/// What SQLite and the standard say about the file as a whole.
struct FileCheck {
  private let db: Database

  init(_ db: Database) { self.db = db }

  /// Runs the check.
  func run(_ problems: inout ProblemList) {
    problems.collect(.integrity, nil) { problems in
      for line in try String.fetchAll(db, sql: "PRAGMA integrity_check(100)") where line != "ok" {
        problems.add(.integrity, nil, line)
      }
    }
    problems.collect(.foreignKey, nil) { problems in
      for row in try Row.fetchAll(db, sql: "PRAGMA foreign_key_check") {
        let table: String? = row[0]
        let number: Int64? = row[1]
        let parent: String? = row[2]
        problems.add(
          .foreignKey, table, row: number.map(String.init),
          "the row points to no row of \(parent ?? "its parent table")")
      }
    }
    mark("application_id", GeoPackageMetadata.applicationID, &problems)
    mark("user_version", GeoPackageMetadata.userVersion, &problems)
  }

  private func mark(_ name: String, _ expected: Int32, _ problems: inout ProblemList) {
    problems.collect(.fileMarks, nil) { problems in
      let found = try Int32.fetchOne(db, sql: "PRAGMA \(name)") ?? 0
      guard found != expected else { return }
      problems.add(.fileMarks, nil, "\(name) is \(found) where GeoPackage 1.3 has \(expected)")
    }
  }
}

extension ProblemList {
  /// Runs a part of the check; when the database fails in it, that is a problem of its own.
  mutating func collect(
    _ code: WorkspaceProblem.Code, _ table: String?, _ body: (inout ProblemList) throws -> Void
  ) {
    do {
      try body(&self)
    } catch {
      add(code, table, "\(error)")
    }
  }
}
