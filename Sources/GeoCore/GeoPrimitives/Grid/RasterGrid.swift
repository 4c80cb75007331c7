/// A rectangle of numbers, row by row from the north, each row from the west.
///
/// `NaN` stands for "no data", which is not zero.
public struct RasterGrid: Sendable, Equatable {
  /// The number of columns.
  public let columns: Int
  /// The number of rows.
  public let rows: Int
  /// The values, row-major; `columns × rows` of them.
  public var values: [Float]

  /// A grid filled with one value.
  public init(columns: Int, rows: Int, filledWith value: Float = 0) {
    self.columns = columns
    self.rows = rows
    values = [Float](repeating: value, count: columns * rows)
  }

  /// The value at a column and row.
  @inlinable
  public subscript(column: Int, row: Int) -> Float {
    get { values[row * columns + column] }
    set { values[row * columns + column] = newValue }
  }

  /// The largest value that is a number; zero when there is none.
  /// - Complexity: O(columns × rows).
  public var maximum: Float {
    values.reduce(0) { $1 > $0 ? $1 : $0 }
  }
}
