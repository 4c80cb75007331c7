/// A file whose rows are read one after another.
protocol RowSource: ~Copyable {
  /// What the file says about itself.
  var description: SourceDescription { get }

  /// Reads the next row into `row`; `false` after the last.
  /// - Throws: An `ImportProblem` with `row` set when only this row is at fault (the next call goes
  ///   on behind it), and without when the rest of the file is unreadable.
  mutating func next(_ row: inout SourceRow) throws(ImportProblem) -> Bool
}

/// What a file says about itself before its rows are read.
struct SourceDescription {
  /// The names of the columns, in order.
  var columns: [String]
  /// The layer, where the file has layers.
  var layer: String?
  /// The number of rows, where it is known beforehand.
  var rowCount: Int?
  /// About how many rows there are, guessed from the size of the file.
  var rowEstimate: Int?
  /// The text of its reference system: an authority code or WKT.
  var crs: String?
  /// The box of all coordinates in the file's own system, where it is known beforehand.
  var extent: SourceExtent?
  /// Whether rows come with a shape of their own.
  var hasShapes: Bool
  /// Columns that the source itself leaves out, because a form server adds them and they are personal.
  var leftOutColumns: [String] = []
  /// Whether numbers may be written with a decimal comma.
  var allowsDecimalComma = false
  /// Remarks of the reader that someone should see.
  var notes: [String] = []
}

/// A box in the units of a file.
struct SourceExtent {
  var minX: Double
  var minY: Double
  var maxX: Double
  var maxY: Double

  /// Whether every position in it could be a longitude and latitude in degrees.
  var isPlausiblyDegrees: Bool {
    minX >= -180 && maxX <= 180 && minY >= -90 && maxY <= 90
  }
}
