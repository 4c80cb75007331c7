import Coverage
import GEOSBindings
import GeoPrimitives
import GeoStore
import Places

/// Lists the villages that overlap by more than 100 m², at least one of each pair being new.
enum OverlapReview {
  static func measure(
    _ villages: [OutlineUpdate.VillageBox], importedCodes: Set<String>, _ reader: WorkspaceReader,
    _ run: inout ImportRun
  ) throws(RowFailure) {
    let eastward = villages.sorted { ($0.box.minX, $0.code) < ($1.box.minX, $1.code) }
    run.meter.begin(.checking, total: eastward.count)
    var found: [Overlap] = []
    do {
      var sweep = try OverlapSweep()
      for (number, village) in eastward.enumerated() {
        guard let area = try area(of: village.code, reader) else { continue }
        found += try sweep.advance(to: area, number: number)
        run.meter.advance(to: number + 1)
        if Task.isCancelled { throw RowFailure.cancelled }
      }
    } catch let failure as RowFailure {
      throw failure
    } catch {
      throw .file(ImportProblem(.geometryUnrepairable, "\(error)"))
    }
    run.meter.finish(at: eastward.count)
    note(found, eastward.map(\.code), importedCodes, &run)
  }

  private static func area(
    of code: AreaCode, _ reader: WorkspaceReader
  ) throws(RowFailure) -> MultiPolygon? {
    try RowFailure.workspace {
      var area: MultiPolygon?
      try reader.readVillages(withCodePrefix: code.text) { village in
        if village.code == code, village.validTo == nil { area = village.geometry }
      }
      return area
    }
  }

  /// Adds the pairs to the report, in the order of their codes.
  private static func note(
    _ overlaps: [Overlap], _ codes: [AreaCode], _ imported: Set<String>, _ run: inout ImportRun
  ) {
    var pairs = overlaps.map { overlap in
      let pair = [codes[overlap.first], codes[overlap.second]].sorted()
      return (first: pair[0], second: pair[1], squareMeters: overlap.squareMeters)
    }
    pairs.removeAll { !imported.contains($0.first.text) && !imported.contains($0.second.text) }
    pairs.sort { ($0.first, $0.second) < ($1.first, $1.second) }
    run.report.overlaps += pairs.count
    for pair in pairs {
      let ground = DecimalText.rounded(pair.squareMeters, decimals: 0)
      run.report.add(
        ImportProblem(.coverageOverlap, pair.first.text, pair.second.text, ground))
    }
  }
}
