/// Keeps labels readable where there are many.
public enum LabelPlacement {
  /// Leaves out every label that would touch one before it.
  /// - Parameters:
  ///   - labels: The labels by importance.
  ///   - bounds: Labels that do not lie wholly inside are left out; `nil` keeps them.
  ///   - margin: The room around each label, in pixels.
  ///   - obstacles: Boxes that labels must not touch either.
  /// - Returns: The labels that can stand beside each other, in the same order.
  /// - Complexity: O(n · k) boxes, k being the labels kept at about the same height.
  public static func keepingApart(
    _ labels: [SceneLabel], inside bounds: PlanarRectangle? = nil, margin: Double = 2,
    avoiding obstacles: [PlanarRectangle] = []
  ) -> [SceneLabel] {
    var kept: [SceneLabel] = []
    var rows: [Int: [PlanarRectangle]] = [:]
    for box in obstacles { for row in Self.rows(of: box) { rows[row, default: []].append(box) } }
    for label in labels {
      let box = box(of: label).widened(by: margin)
      if let bounds, !(box.isInside(bounds)) { continue }
      let touched = Self.rows(of: box)
      if touched.contains(where: { rows[$0]?.contains { $0.touches(box) } ?? false }) { continue }
      kept.append(label)
      for row in touched { rows[row, default: []].append(box) }
    }
    return kept
  }

  /// The strips of 32 pixels that a box touches.
  private static func rows(of box: PlanarRectangle) -> ClosedRange<Int> {
    func row(_ y: Double) -> Int { Int((min(max(y, -1e9), 1e9) / 32).rounded(.down)) }
    return row(box.minY)...max(row(box.maxY), row(box.minY))
  }

  /// A label whose middle lies at a place, moved as little as brings it wholly into bounds.
  /// - Parameters:
  ///   - label: A label made by `SceneLabel.centered`.
  ///   - bounds: Where it is to lie.
  /// - Returns: The label and how far it was moved along either axis; `nil` if it is larger than the
  ///   bounds.
  public static func moved(
    _ label: SceneLabel, into bounds: PlanarRectangle
  ) -> (label: SceneLabel, dx: Double, dy: Double)? {
    let box = box(of: label)
    guard box.maxX - box.minX <= bounds.maxX - bounds.minX,
      box.maxY - box.minY <= bounds.maxY - bounds.minY
    else { return nil }
    let dx = max(bounds.minX - box.minX, 0) + min(bounds.maxX - box.maxX, 0)
    let dy = max(bounds.minY - box.minY, 0) + min(bounds.maxY - box.maxY, 0)
    var moved = label
    moved.place = PlanarPoint(x: label.place.x + dx, y: label.place.y + dy)
    return (moved, dx, dy)
  }

  /// How wide a label is, in pixels.
  public static func width(of label: SceneLabel) -> Double {
    TextMeasure.width(of: label.text, font: label.font)
  }

  /// The room that a label takes.
  static func box(of label: SceneLabel) -> PlanarRectangle {
    let width = TextMeasure.width(of: label.text, font: label.font)
    let left: Double
    switch label.anchor {
    case .start: left = label.place.x
    case .middle: left = label.place.x - width / 2
    case .end: left = label.place.x - width
    }
    return PlanarRectangle(
      minX: left, minY: label.place.y - label.font.size * 0.8, maxX: left + width,
      maxY: label.place.y + label.font.size * 0.25)
  }
}

extension PlanarRectangle {
  fileprivate func isInside(_ other: PlanarRectangle) -> Bool {
    other.minX <= minX && maxX <= other.maxX && other.minY <= minY && maxY <= other.maxY
  }

  fileprivate func touches(_ other: PlanarRectangle) -> Bool {
    minX <= other.maxX && other.minX <= maxX && minY <= other.maxY && other.minY <= maxY
  }
}
