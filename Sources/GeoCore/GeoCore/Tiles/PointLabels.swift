import GeoPrimitives
import MapRendering
import TileMath

/// The names beside single points, none of which touches another name or a symbol.
///
/// A name stands to the right of its symbol, or to the left where a symbol is in the way there. It is drawn
/// where no name of a lower number would touch it, drawn or not. So whether it is drawn depends on what lies
/// within two lengths of a name and on nothing else, and every tile that it reaches into decides the same.
/// A few names are left out that would have had room.
struct PointLabels {
  /// Something on the map, with the name it would have.
  struct Entry {
    var place: GridPoint
    var id: UInt64
    /// How far its symbol reaches, in pixels.
    var radius: Double
    /// `nil` for what bears no name.
    var name: String?
  }

  /// From this zoom on single points bear names.
  static let coarsestZoom = 14
  /// How far beyond the edges of a tile things are looked at, in pixels: two of the longest names.
  static let reach = 2 * (longest + 2 * gap + largestSymbol)

  private static let font = SceneFont(size: 10.5)
  private static let halfHeight = 7.0
  private static let mostLetters = 20
  private static let longest = capitalWidth * Double(mostLetters)
  private static let gap = 3.0
  private static let largestSymbol = GroupSymbol.largestRadius
  // Widths of letters on average, in pixels. That of a name is added up from them, so that it does not
  // depend on fonts.
  private static let capitalWidth = 0.7 * 10.5
  private static let smallWidth = 0.57 * 10.5

  private struct Candidate {
    var id: UInt64
    var label: SceneLabel
    var box: PlanarRectangle
  }

  private let frame: PictureFrame
  private let entries: [Entry]
  /// The boxes of all symbols, ascending by their upper edges.
  private let symbols: [PlanarRectangle]

  /// The names of what stands in a picture and around it, as far as `reach`.
  init(frame: PictureFrame, entries: [Entry]) {
    self.frame = frame
    self.entries = entries
    symbols = entries.map { entry in
      let center = frame.position(of: entry.place)
      return PlanarRectangle(minX: center.x, minY: center.y, maxX: center.x, maxY: center.y)
        .widened(by: entry.radius)
    }.sorted { $0.minY < $1.minY }
  }

  /// The names to draw.
  var items: [SceneItem] {
    let candidates = entries.compactMap(candidate).sorted { $0.box.minY < $1.box.minY }
    return candidates.filter { isInSight($0.box) && !yields($0, candidates) }
      .map { .label($0.label) }
  }

  /// The name at the first of its two positions that no symbol is in the way of.
  private func candidate(_ entry: Entry) -> Candidate? {
    guard let name = entry.name, !name.isEmpty else { return nil }
    let text = name.count > Self.mostLetters ? name.prefix(Self.mostLetters - 1) + "…" : name
    return [SceneLabel.Anchor.start, .end].lazy
      .map { candidate(entry, text, $0) }.first { !isBlocked($0.box) }
  }

  private func candidate(
    _ entry: Entry, _ text: String, _ anchor: SceneLabel.Anchor
  ) -> Candidate {
    let center = frame.position(of: entry.place)
    let width = text.reduce(Self.gap) {
      $0 + ($1.isUppercase ? Self.capitalWidth : Self.smallWidth)
    }
    let side = anchor == .start ? 1.0 : -1
    let near = center.x + side * (entry.radius + Self.gap)
    let far = near + side * width
    return Candidate(
      id: entry.id,
      label: SceneLabel(
        text: text, place: PlanarPoint(x: near, y: center.y + 3.6), anchor: anchor, font: Self.font,
        color: RGBA(0x2B323B), halo: RGBA(0xFFFFFF).opacity(0.9)),
      box: PlanarRectangle(
        minX: min(near, far), minY: center.y - Self.halfHeight, maxX: max(near, far),
        maxY: center.y + Self.halfHeight))
  }

  private func isInSight(_ box: PlanarRectangle) -> Bool {
    box.minX < frame.width && box.maxX > 0 && box.minY < frame.height && box.maxY > 0
  }

  /// Whether a symbol is in the way.
  private func isBlocked(_ box: PlanarRectangle) -> Bool {
    let first = symbols.partitioningIndex { $0.minY > box.minY - 2 * Self.largestSymbol }
    return symbols[first...].prefix { $0.minY < box.maxY }.contains { $0.overlaps(box) }
  }

  /// Whether a name of a lower number would touch; candidates ascend by their upper edges.
  private func yields(_ own: Candidate, _ candidates: [Candidate]) -> Bool {
    let first = candidates.partitioningIndex { $0.box.minY > own.box.minY - 2 * Self.halfHeight }
    return candidates[first...].prefix { $0.box.minY < own.box.maxY }.contains { other in
      other.box.overlaps(own.box) && (other.id, other.box.minX) < (own.id, own.box.minX)
    }
  }
}

extension PlanarRectangle {
  fileprivate func overlaps(_ other: PlanarRectangle) -> Bool {
    minX < other.maxX && other.minX < maxX && minY < other.maxY && other.minY < maxY
  }
}
