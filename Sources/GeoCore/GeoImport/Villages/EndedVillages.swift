import Coverage
import GeoPrimitives
import GeoStore
import Places

/// Ends the villages whose ground an imported edition gives to others: those that the file does not have
/// and whose label point, the middle of their ground, lies in a village of the file.
///
/// Without that, a village that was merged or got another code would lie over its successors. The change
/// itself, with its shares, is lineage, which is imported or derived.
enum EndedVillages {
  static func end(
    after imported: Set<String>, on day: CivilDate, in transaction: WorkspaceTransaction,
    _ run: inout ImportRun
  ) throws(RowFailure) {
    let extents = try RowFailure.workspace {
      var found: [VillageExtent] = []
      try transaction.reader.readVillageExtents { if $0.box != nil { found.append($0) } }
      return found
    }
    let successors = BoxGrid(
      extents.filter { imported.contains($0.code.text) && $0.isValid(on: day) })
    let candidates = extents.filter { village in
      !imported.contains(village.code.text) && village.isValid(on: day) && village.validFrom != day
        && village.box.map { !successors.boxes(near: $0.center).isEmpty } ?? false
    }
    for village in candidates {
      guard let successor = try successor(of: village, successors, transaction.reader) else {
        continue
      }
      try RowFailure.workspace {
        try transaction.endVillage(village.code, validFrom: village.validFrom, on: day)
      }
      run.report.add(
        ImportProblem(.editionEnded, village.code.text, "\(day)", successor.code.text))
    }
  }

  private static func successor(
    of village: VillageExtent, _ successors: BoxGrid, _ reader: WorkspaceReader
  ) throws(RowFailure) -> VillageExtent? {
    guard let area = try area(of: village, reader), let label = LabelPoint.find(in: area) else {
      return nil
    }
    for candidate in successors.boxes(near: label) where candidate.box?.contains(label) ?? false {
      if try Self.area(of: candidate, reader)?.contains(label) ?? false { return candidate }
    }
    return nil
  }

  private static func area(
    of village: VillageExtent, _ reader: WorkspaceReader
  ) throws(RowFailure) -> MultiPolygon? {
    try RowFailure.workspace {
      var area: MultiPolygon?
      try reader.readVillages(withCodePrefix: village.code.text) { record in
        if record.code == village.code, record.validFrom == village.validFrom {
          area = record.geometry
        }
      }
      return area
    }
  }
}

/// Boxes of villages by the cells of a grid of a twentieth of a degree that they touch.
private struct BoxGrid {
  private struct Cell: Hashable {
    let column: Int
    let row: Int
  }

  private var cells: [Cell: [VillageExtent]] = [:]

  init(_ villages: [VillageExtent]) {
    for village in villages {
      guard let box = village.box else { continue }
      let (low, high) = (
        Self.cell(Coordinate(longitude: box.minX, latitude: box.minY)),
        Self.cell(Coordinate(longitude: box.maxX, latitude: box.maxY))
      )
      for column in low.column...max(low.column, high.column) {
        for row in low.row...max(low.row, high.row) {
          cells[Cell(column: column, row: row), default: []].append(village)
        }
      }
    }
  }

  /// The villages whose boxes touch the cell of a place.
  func boxes(near place: Coordinate) -> [VillageExtent] { cells[Self.cell(place)] ?? [] }

  private static func cell(_ place: Coordinate) -> Cell {
    Cell(
      column: Int((place.longitude * 20).rounded(.down)),
      row: Int((place.latitude * 20).rounded(.down)))
  }
}
