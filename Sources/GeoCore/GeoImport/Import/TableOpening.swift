import PROJBindings

/// What is settled before the first row: columns, reference system, how numbers are written.
struct TableOpening {
  let columns: ColumnMap
  let reader: FieldReader
  private let system: CoordinateReferenceSystem
  private let options: ImportOptions

  /// Settles it and notes it in the report.
  /// - Throws: A problem of the header or the reference system.
  init(_ source: SourceDescription, _ run: inout ImportRun) throws(RowFailure) {
    options = run.options
    let table = run.report.table
    do throws(ImportProblem) {
      columns = try ColumnMap(
        names: source.columns, schema: table.schema, overrides: options.fields,
        ignored: options.ignoredColumns)
      let hasCoordinates = source.hasShapes || columns.field("wkt").isPresent
      let choice = try ReferenceSystemChoice(
        wanted: options.crs, file: source, hasCoordinates: hasCoordinates)
      system = choice.system
      if choice.isAssumed { run.report.add(ImportProblem(.crsAssumed)) }
    } catch {
      throw .file(error)
    }
    reader = FieldReader(
      columnNames: source.columns, allowsDecimalComma: source.allowsDecimalComma)
    run.report.layer = source.layer
    let hasPlaces = source.hasShapes || ["wkt", "lon"].contains { columns.field($0).isPresent }
    run.report.crs = hasPlaces ? system.label : nil
    run.report.ignoredColumns = columns.unused + source.leftOutColumns
    if !source.leftOutColumns.isEmpty {
      let names = source.leftOutColumns.joined(separator: ", ")
      run.report.add(ImportProblem(.columnsLeftOut, names))
    }
    for note in source.notes { run.report.add(ImportProblem(.readerNote, note)) }
  }

  /// The reader of shapes and places.
  func places() throws(RowFailure) -> PlaceReader {
    do throws(ImportProblem) {
      let placement = try Placement(from: system, within: options.extent)
      return PlaceReader(placement, columns: columns, reader: reader)
    } catch {
      throw .file(error)
    }
  }
}
