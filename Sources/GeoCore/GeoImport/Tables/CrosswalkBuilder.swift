import GeoPrimitives
import GeoStore
import Places

/// Pairs of codes of the two schemes from rows.
struct CrosswalkBuilder: RecordBuilder {
  private let reader: FieldReader
  private let kemendagri: Field
  private let bps: Field
  private let basis: Field
  private let score: Field

  init(columns: ColumnMap, reader: FieldReader) {
    self.reader = reader
    kemendagri = columns.field("kemendagri")
    bps = columns.field("bps")
    basis = columns.field("basis")
    score = columns.field("score")
  }

  func record(
    from row: inout SourceRow, at place: Coordinate?
  ) throws(ImportProblem) -> CodePair {
    let first = try CodeText.villageCode(try reader.required(kemendagri, in: &row))
    let second = try CodeText.villageCode(try reader.required(bps, in: &row), scheme: .bps)
    return CodePair(
      kemendagri: first.text, bps: second.text, basis: reader.text(basis, in: &row) ?? "file",
      score: try reader.magnitude(score, upTo: 1, in: &row))
  }

  static func key(of record: CodePair) -> String { "\(record.kemendagri) \(record.bps)" }

  static func insert(
    _ record: CodePair, into transaction: WorkspaceTransaction, _ policy: DuplicatePolicy
  ) throws(WorkspaceError) -> InsertOutcome {
    try transaction.insert(record, onDuplicate: policy)
  }
}
