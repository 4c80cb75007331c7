/// Which columns of a file hold which field of ours.
struct ColumnMap {
  /// The names of all columns.
  let names: [String]
  /// Columns that no field uses, in the order of the file.
  let unused: [String]
  private let columns: [String: [Int]]
  private let schema: TableSchema

  /// Finds the columns of a table's fields.
  /// - Throws: The first problem of the header: a repeated, unknown, personal or missing column.
  init(
    names: [String], schema: TableSchema, overrides: [String: String], ignored: [String]
  ) throws(ImportProblem) {
    var resolver = ColumnResolver(names: names, schema: schema)
    try resolver.requireUniqueNames()
    try resolver.leaveOut(ignored)
    try resolver.apply(overrides)
    resolver.matchNames()
    try resolver.refuseForbidden()
    try resolver.requireFields()
    self.names = names
    self.schema = schema
    columns = resolver.columns
    unused = resolver.unused
  }

  /// A field with its columns, the most telling first; none when the file does not have it.
  func field(_ name: String) -> Field { Field(name: name, columns: columns[name] ?? []) }

  /// The problem of a field that the file lacks, and of `other`, which would do as well.
  func missing(_ name: String, or other: String? = nil) -> ImportProblem {
    schema.missing(name, or: other, amongColumns: names)
  }
}

/// A field of ours, found in a file.
struct Field {
  /// Our name.
  let name: String
  /// Its columns, the most telling first: of one row the first that is filled in counts.
  let columns: [Int]

  /// Whether the file has it.
  var isPresent: Bool { !columns.isEmpty }
}
