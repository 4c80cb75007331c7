/// The steps from the header of a file to a `ColumnMap`.
struct ColumnResolver {
  private(set) var columns: [String: [Int]] = [:]
  private let names: [String]
  private let schema: TableSchema
  private var taken: Set<Int> = []
  private var named: Set<Int> = []
  private var leftOut: Set<Int> = []

  init(names: [String], schema: TableSchema) {
    self.names = names
    self.schema = schema
  }

  /// Columns that no field uses and nobody left out by name; unnamed ones are not worth listing.
  var unused: [String] {
    names.indices.filter { !taken.contains($0) && !names[$0].isEmpty }.map { names[$0] }
  }

  func requireUniqueNames() throws(ImportProblem) {
    var seen: Set<String> = []
    for name in names where !name.isEmpty {
      guard seen.insert(name.lowercased()).inserted else {
        throw ImportProblem(.columnRepeated, field: name)
      }
    }
  }

  mutating func leaveOut(_ ignored: [String]) throws(ImportProblem) {
    for name in ignored { leftOut.insert(try index(of: name)) }
  }

  /// Takes what `--field ours=THEIRS` says.
  mutating func apply(_ overrides: [String: String]) throws(ImportProblem) {
    for (ours, theirs) in overrides.sorted(by: { $0.key < $1.key }) {
      guard let spec = schema.fields.first(where: { ColumnName($0.name) == ColumnName(ours) })
      else {
        let known = schema.fields.map(\.name).joined(separator: ", ")
        throw ImportProblem(.fieldUnknown, value: ours, known)
      }
      let column = try index(of: theirs)
      leftOut.remove(column)
      columns[spec.name] = [column]
      named.insert(column)
    }
  }

  /// Finds the remaining fields by their names and synonyms. A column that was named for another
  /// field still serves its own: `--field id=nama` does not take away the name.
  mutating func matchNames() {
    for spec in schema.fields where columns[spec.name] == nil {
      let found = ([spec.name] + spec.synonyms).compactMap { wanted in
        names.indices.first { isFree($0) && ColumnName.means(names[$0], wanted) }
      }
      guard !found.isEmpty else { continue }
      var unique: [Int] = []
      for column in found where !unique.contains(column) { unique.append(column) }
      columns[spec.name] = unique
      taken.formUnion(unique)
    }
    taken.formUnion(named)
  }

  private func isFree(_ column: Int) -> Bool {
    !taken.contains(column) && !leftOut.contains(column)
  }

  /// Refuses columns that look personal, and for tips any column that is not known.
  func refuseForbidden() throws(ImportProblem) {
    for column in names.indices where !leftOut.contains(column) && !names[column].isEmpty {
      let name = names[column]
      if !isKnownName(column), PersonalColumns.contains(name, holdsPlaces: schema.holdsPlaces) {
        throw ImportProblem(.columnPersonal, field: name)
      }
      if schema.unknownColumns == .refused, !taken.contains(column) {
        throw ImportProblem(.columnUnknown, field: name)
      }
    }
  }

  /// Whether a column bears a field's own name or synonym, and so cannot be personal.
  private func isKnownName(_ column: Int) -> Bool {
    schema.fields.contains { spec in
      ([spec.name] + spec.synonyms).contains { ColumnName.means(names[column], $0) }
    }
  }

  func requireFields() throws(ImportProblem) {
    for spec in schema.fields where spec.isRequired && columns[spec.name] == nil {
      throw schema.missing(spec.name, amongColumns: names)
    }
  }

  private func index(of name: String) throws(ImportProblem) -> Int {
    guard
      let column = names.firstIndex(of: name)
        ?? names.firstIndex(where: { ColumnName.means($0, name) })
    else {
      throw ImportProblem(.columnNotFound, value: name, names.joined(separator: ", "))
    }
    return column
  }
}
