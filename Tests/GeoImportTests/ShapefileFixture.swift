import Foundation

/// Writes small Shapefiles of rectangles, byte by byte, so that every part can be broken at will.
struct ShapefileFixture {
  var columns: [String]
  var rows: [(values: [[UInt8]], box: (Double, Double, Double, Double))]
  /// The language mark of the table.
  var languageMark: UInt8 = 0

  /// Writes `.shp`, `.shx` and `.dbf`; the path is that of the `.shp`.
  func write(in folder: URL, named name: String) throws -> String {
    let base = folder.appendingPathComponent(name)
    let records = rows.map { Self.polygon($0.box) }
    let bounds = rows.map(\.box)
    try Self.shapes(records, bounds).write(to: base.appendingPathExtension("shp"))
    try Self.index(records, bounds).write(to: base.appendingPathExtension("shx"))
    try table().write(to: base.appendingPathExtension("dbf"))
    return base.appendingPathExtension("shp").path
  }

  private static func polygon(_ box: (Double, Double, Double, Double)) -> Data {
    var data = little(Int32(5))
    for value in [box.0, box.1, box.2, box.3] { data += little(value.bitPattern) }
    data += little(Int32(1)) + little(Int32(5)) + little(Int32(0))
    // Clockwise, as the format wants outer rings.
    let corners = [
      (box.0, box.1), (box.0, box.3), (box.2, box.3), (box.2, box.1), (box.0, box.1),
    ]
    for corner in corners {
      data += little(corner.0.bitPattern) + little(corner.1.bitPattern)
    }
    return data
  }

  private static func header(
    byteCount: Int, _ bounds: [(Double, Double, Double, Double)]
  ) -> Data {
    var data = big(Int32(9994)) + Data(count: 20) + big(Int32(byteCount / 2))
    data += little(Int32(1000)) + little(Int32(5))
    let edges = [
      bounds.map(\.0).min(), bounds.map(\.1).min(), bounds.map(\.2).max(), bounds.map(\.3).max(),
    ]
    for edge in edges { data += little((edge ?? 0).bitPattern) }
    return data + Data(count: 32)
  }

  private static func shapes(
    _ records: [Data], _ bounds: [(Double, Double, Double, Double)]
  ) -> Data {
    var data = header(byteCount: 100 + records.reduce(0) { $0 + $1.count + 8 }, bounds)
    for (index, record) in records.enumerated() {
      data += big(Int32(index + 1)) + big(Int32(record.count / 2)) + record
    }
    return data
  }

  private static func index(
    _ records: [Data], _ bounds: [(Double, Double, Double, Double)]
  ) -> Data {
    var data = header(byteCount: 100 + 8 * records.count, bounds)
    var offset = 50
    for record in records {
      data += big(Int32(offset)) + big(Int32(record.count / 2))
      offset += 4 + record.count / 2
    }
    return data
  }

  private func table() -> Data {
    let width = 40
    var data = Data([3, 126, 1, 1]) + Self.little(Int32(rows.count))
    data += Self.little(UInt16(33 + 32 * columns.count))
    data += Self.little(UInt16(1 + width * columns.count))
    data += Data(count: 17) + Data([languageMark]) + Data(count: 2)
    for column in columns {
      data += Data(Array(column.utf8.prefix(10)) + [UInt8](repeating: 0, count: 11)).prefix(11)
      data += Data([UInt8(ascii: "C"), 0, 0, 0, 0, UInt8(width)]) + Data(count: 15)
    }
    data += Data([0x0D])
    for row in rows {
      data += Data([32])
      for value in row.values {
        data += Data(value + [UInt8](repeating: 32, count: width - value.count))
      }
    }
    return data + Data([0x1A])
  }

  private static func little<Value: FixedWidthInteger>(_ value: Value) -> Data {
    Data((0..<(Value.bitWidth / 8)).map { UInt8(truncatingIfNeeded: value >> (8 * Value($0))) })
  }

  private static func big(_ value: Int32) -> Data { Data(little(value).reversed()) }
}
