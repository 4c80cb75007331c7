import GeoPrimitives
import PROJBindings

/// Finds the shape of a row, wherever the file keeps it: beside the columns, as well-known text, or
/// as a pair of numbers.
struct PlaceReader: ~Copyable {
  /// The file's reference system and what is done about it.
  let placement: Placement
  private let wkt: Field
  private let longitude: Field
  private let latitude: Field
  private let reader: FieldReader

  init(_ placement: consuming Placement, columns: ColumnMap, reader: FieldReader) {
    self.placement = placement
    wkt = columns.field("wkt")
    longitude = columns.field("lon")
    latitude = columns.field("lat")
    self.reader = reader
  }

  /// Where a row is; `nil` when it does not say.
  /// - Throws: A problem of the geometry or the place.
  func place(of row: inout SourceRow) throws(ImportProblem) -> Coordinate? {
    switch try shape(of: &row) {
    case .none: return try numbers(in: &row)
    case .point(let position): return try placement.place(of: position)
    case .area: throw ImportProblem(.geometryType, "POLYGON", "POINT")
    case .other(let type): throw ImportProblem(.geometryType, type, "POINT")
    }
  }

  /// The area of a row; `nil` when it has none.
  /// - Throws: A problem of the geometry or the place.
  func area(of row: inout SourceRow) throws(ImportProblem) -> MultiPolygon? {
    switch try shape(of: &row) {
    case .none: return nil
    case .area(let area): return try placement.area(of: area)
    case .point: throw ImportProblem(.geometryType, "POINT", "POLYGON / MULTIPOLYGON")
    case .other(let type): throw ImportProblem(.geometryType, type, "POLYGON / MULTIPOLYGON")
    }
  }

  private func shape(of row: inout SourceRow) throws(ImportProblem) -> SourceShape {
    if case .none = row.shape, let text = reader.found(wkt, in: &row) {
      do throws(ImportProblem) {
        return try OGRGeometry.shape(ofWKT: text.text)
      } catch {
        var named = error
        named.field = text.column
        throw named
      }
    }
    return row.shape
  }

  private func numbers(in row: inout SourceRow) throws(ImportProblem) -> Coordinate? {
    let x = try reader.number(longitude, in: &row)
    let y = try reader.number(latitude, in: &row)
    switch (x, y) {
    case (nil, nil): return nil
    case (nil, _): throw ImportProblem(.valueMissing, field: reader.columnName(of: longitude))
    case (_, nil): throw ImportProblem(.valueMissing, field: reader.columnName(of: latitude))
    case (let x?, let y?):
      do throws(ImportProblem) {
        return try placement.place(of: SystemPosition(x: x, y: y))
      } catch {
        var named = error
        named.field = [longitude, latitude].map(reader.columnName).joined(separator: ", ")
        throw named
      }
    }
  }
}
