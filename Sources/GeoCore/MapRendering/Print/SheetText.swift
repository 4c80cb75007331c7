/// Text of a sheet, broken into lines.
extension SheetStyle {
  /// A text in lines of a width.
  func text(
    _ text: String, _ font: SceneFont, color: RGBA = SheetStyle.ink, width: Double,
    anchor: SceneLabel.Anchor = .start, leading: Double = 1.32
  ) -> SheetBlock {
    // Other fonts than ours may set the same text somewhat wider.
    let lines = TextMeasure.lines(text, font: font, width: width)
    let step = font.size * leading
    return SheetBlock(height: step * Double(lines.count), isRuled: false) { box in
      let x =
        switch anchor {
        case .start: box.minX
        case .middle: (box.minX + box.maxX) / 2
        case .end: box.maxX
        }
      return lines.enumerated().map { number, line in
        .label(
          SceneLabel(
            text: line,
            place: PlanarPoint(x: x, y: box.minY + step * Double(number) + font.size * 1.0),
            anchor: anchor, font: font, color: color))
      }
    }
  }

  /// A block's heading.
  func headingText(_ text: String, width: Double) -> SheetBlock {
    self.text(text, heading, color: Self.accent, width: width)
  }

  /// A heading with paragraphs beneath.
  func note(_ note: SheetNote, width: Double) -> SheetBlock {
    .stack(
      (note.title.isEmpty ? [] : [headingText(note.title, width: width)])
        + note.lines.map { line in
          text(
            line.text, line.isQuiet ? smallItalic : line.isStrong ? strong : small,
            color: line.isQuiet ? Self.quietInk : Self.ink, width: width)
        }, gap: length(0.6))
  }
}

/// Words of a sheet under a heading.
public struct SheetNote: Hashable, Sendable {
  /// A paragraph.
  public struct Line: Hashable, Sendable {
    /// The text.
    public var text: String
    /// Whether it stands out.
    public var isStrong: Bool
    /// Whether it is a remark.
    public var isQuiet: Bool

    /// A paragraph.
    public init(_ text: String, isStrong: Bool = false, isQuiet: Bool = false) {
      self.text = text
      self.isStrong = isStrong
      self.isQuiet = isQuiet
    }
  }

  /// The heading; empty for none.
  public var title: String
  /// The paragraphs.
  public var lines: [Line]

  /// Words under a heading.
  public init(_ title: String, _ lines: [Line]) {
    self.title = title
    self.lines = lines
  }
}
