public import DisclosureControl
public import GeoPrimitives
public import GeoStore

/// What came of doing an analysis again.
public enum AnalysisRepetition: Hashable, Sendable {
  /// The same table, to the last byte.
  case same
  /// Another table, since the data are of another generation.
  case changedData(now: Int64)
  /// Another table from data of the same generation: another version of the program, or another day.
  case changedProgram
}

extension DatasetSnapshot {
  /// The result of a statistic, with all that it takes to find it again.
  /// - Throws: As `analysis(_:_:as:for:)`.
  public func keptAnalysis(
    _ name: String, _ kind: AnalysisKind, _ parameters: QueryParameters, at now: Instant,
    for disclosure: Disclosure
  ) throws -> AnalysisRecord {
    AnalysisRecord(
      name: name, kind: kind.rawValue, parameters: parameters.addressText, generation: generation,
      madeAt: now, result: try analysis(kind, parameters, as: .json, for: disclosure))
  }

  /// Does an analysis again that was kept, and compares.
  /// - Throws: `RequestError` for parameters that this version does not know; as `analysis(_:_:as:for:)`.
  public func repetition(
    of kept: AnalysisRecord, for disclosure: Disclosure
  ) throws -> AnalysisRepetition {
    guard let kind = AnalysisKind(rawValue: kept.kind) else {
      throw RequestError.badValue(
        parameter: "kind", value: kept.kind,
        expected: AnalysisKind.allCases.map(\.rawValue).joined(separator: ", "))
    }
    let text = try analysis(kind, .parse(kept.parameters), as: .json, for: disclosure)
    if text == kept.result { return .same }
    return generation == kept.generation ? .changedProgram : .changedData(now: generation)
  }
}

extension QueryParameters {
  /// The parameters as the query part of an address, in the order of their names.
  var addressText: String {
    sorted.map { "\(PercentEncoding.encode($0.name))=\(PercentEncoding.encode($0.value))" }
      .joined(separator: "&")
  }
}
