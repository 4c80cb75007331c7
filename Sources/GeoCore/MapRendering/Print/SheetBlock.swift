/// A block of a sheet: so high, and drawn wherever a column puts it.
public struct SheetBlock: Sendable {
  /// Draws the block in a box.
  typealias Drawing = @Sendable (PlanarRectangle) -> [SceneItem]

  /// How high it has to be, in units.
  let height: Double
  /// How high it may become where there is room; `nil` for a block that stays as it is.
  let greatestHeight: Double?
  /// Whether a rule parts it from the block above.
  var isRuled: Bool
  private let drawing: Drawing

  init(
    height: Double, upTo greatestHeight: Double? = nil, isRuled: Bool = true,
    drawing: @escaping Drawing
  ) {
    self.height = height
    self.greatestHeight = greatestHeight
    self.isRuled = isRuled
    self.drawing = drawing
  }

  func items(in box: PlanarRectangle) -> [SceneItem] { drawing(box) }

  /// The same right beneath the block above.
  var joined: SheetBlock {
    var copy = self
    copy.isRuled = false
    return copy
  }

  /// Blocks as one.
  static func stack(_ blocks: [SheetBlock], gap: Double) -> SheetBlock {
    let height =
      blocks.reduce(0) { $0 + $1.height } + gap * Double(max(blocks.count - 1, 0))
    return SheetBlock(height: height) { box in
      var y = box.minY
      return blocks.flatMap { block in
        defer { y += block.height + gap }
        return block.items(
          in: PlanarRectangle(minX: box.minX, minY: y, maxX: box.maxX, maxY: y + block.height))
      }
    }
  }
}

/// Blocks beneath each other.
struct SheetColumn {
  let style: SheetStyle
  /// The blocks from above.
  var blocks: [SheetBlock]
  /// Those that stand at the lower end.
  var footer: [SheetBlock] = []

  /// The room between blocks: half of it on each side of a rule.
  private var gap: Double { style.length(5) }
  private var narrowGap: Double { style.length(2) }

  private func gap(before block: SheetBlock, isFirst: Bool) -> Double {
    isFirst ? 0 : block.isRuled ? gap : narrowGap
  }

  /// How high the column has to be.
  var height: Double {
    (blocks + footer).enumerated().reduce(0) {
      $0 + gap(before: $1.element, isFirst: $1.offset == 0) + $1.element.height
    }
  }

  /// How much of the room between blocks is left where there is too little.
  private func tightness(in box: PlanarRectangle) -> Double {
    let blocks = (blocks + footer).reduce(0) { $0 + $1.height }
    let gaps = height - blocks
    guard height > box.height, gaps > 0 else { return 1 }
    return min(max((box.height - blocks) / gaps, 0.2), 1)
  }

  /// The blocks in a box; those that can, take up what is left over.
  func items(in box: PlanarRectangle) -> [SceneItem] {
    let tightness = tightness(in: box)
    var room = max(box.height - height, 0)
    var items: [SceneItem] = []
    var y = box.minY
    let all = blocks + footer
    let heights = all.map { block -> Double in
      let more = min(max((block.greatestHeight ?? 0) - block.height, 0), room)
      room -= more
      return block.height + more
    }
    for (number, block) in all.enumerated() {
      let gap = gap(before: block, isFirst: number == 0) * tightness
      if number == blocks.count { y += room }
      if block.isRuled, number > 0 {
        items.append(
          .line(
            SceneLine(
              points: [
                PlanarPoint(x: box.minX, y: y + gap / 2), PlanarPoint(x: box.maxX, y: y + gap / 2),
              ], stroke: style.stroke(0.4, SheetStyle.rule))))
      }
      y += gap
      items += block.items(
        in: PlanarRectangle(minX: box.minX, minY: y, maxX: box.maxX, maxY: y + heights[number]))
      y += heights[number]
    }
    return items
  }
}
