import TileMath

extension PointIndex {
  /// The columns of the index as they are written to a file.
  var storedColumns: [StoredColumn] {
    [
      xs.stored(as: "x"), ys.stored(as: "y"), offsets.stored(as: "offset"),
      inputPositions.stored(as: "position"), weightUnits.stored(as: "weight"),
      boxes.stored(as: "box"), prefixes.stored(as: "prefix"), landmarks.stored(as: "landmark"),
    ] + pyramid.storedColumns
  }

  /// The index of columns from a file; `nil` when one is missing, or not as long as it must be.
  init?(count: Int, storedColumns: [StoredColumn]) {
    let columns = StoredColumns(storedColumns)
    guard count >= 0, count < UInt32.max else { return nil }
    let layout = NodeLayout(itemCount: count)
    let leaves = (count + NodeLayout.nodeSize - 1) / NodeLayout.nodeSize
    guard let xs: Column<UInt32> = columns.column("x", count),
      let ys: Column<UInt32> = columns.column("y", count),
      let offsets: Column<CellOffset> =
        columns.column("offset", count) ?? columns.column("offset", 0),
      let inputPositions: Column<UInt32> = columns.column("position", count),
      let weightUnits: Column<Int64> =
        columns.column("weight", count) ?? columns.column("weight", 0),
      let boxes: Column<GridBox> = columns.column("box", layout.nodeCount),
      let prefixes: Column<Moments> = columns.column("prefix", leaves + 1),
      let landmarks: Column<UInt64> = columns.column(
        "landmark", Self.landmarkCount(leaves: leaves)),
      let pyramid = CellPyramid(columns)
    else { return nil }
    self.init(
      xs: xs, ys: ys, offsets: offsets, weightUnits: weightUnits, inputPositions: inputPositions,
      layout: layout, boxes: boxes, prefixes: prefixes, landmarks: landmarks, pyramid: pyramid)
  }
}

extension CellPyramid {
  fileprivate var storedColumns: [StoredColumn] {
    [
      cells.stored(as: "pyramid"),
      Column([Int64(completeLevel)]).stored(as: "pyramid complete level"),
      Column(levelStarts.map { Int64($0) }).stored(as: "pyramid level"),
    ]
  }

  fileprivate init?(_ columns: StoredColumns) {
    guard let cells: Column<Cell> = columns.column("pyramid"),
      let starts: Column<Int64> = columns.column("pyramid level"), starts.first == 0,
      starts.last == Int64(cells.count), zip(starts, starts.dropFirst()).allSatisfy({ $0 <= $1 }),
      let complete: Column<Int64> = columns.column("pyramid complete level", 1),
      (-1..<Int64(starts.count - 1)).contains(complete[0])
    else { return nil }
    self.init(cells: cells, levelStarts: starts.map { Int($0) }, completeLevel: Int(complete[0]))
  }
}
