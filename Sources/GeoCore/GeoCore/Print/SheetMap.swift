import DisclosureControl
import GeoPrimitives
import MapRendering
import Places

/// A map for a sheet of text, with the legend that belongs to it.
struct SheetMap {
  let figure: SheetFigure
  let legend: Legend
  let lines: [MapSheet.LineEntry]
}

extension DatasetSnapshot {
  /// A map of an area for a sheet of text.
  ///
  /// A density is shown no larger than the role may look at it: the ground around the area grows instead.
  /// - Parameters:
  ///   - contents: What may be shown, the best first; what the role may not see is passed over.
  ///   - code: The area.
  ///   - size: Across and down, in units of the sheet.
  ///   - language: The language of its words.
  ///   - disclosure: On whose behalf.
  ///   - isWanted: Asked now and then; once it says no, drawing stops.
  /// - Returns: The map; `nil` for an area that is not there.
  /// - Throws: `DisclosureRefusal` when the role may see none of them, `CancellationError` when it is not wanted
  ///   any more.
  func sheetMap(
    of contents: [TileRequest.Content], code: AreaCode, size: (width: Double, height: Double),
    language: DisplayLanguage, for disclosure: Disclosure,
    while isWanted: @escaping @Sendable () -> Bool
  ) throws -> SheetMap? {
    guard let area = layer(code.level).area(code: code.text) else { return nil }
    let frame = SheetFigure.frame(in: size)
    let fits = [1.0, 2, 4].compactMap { factor -> SheetFit? in
      guard let first = SheetFit(area.envelope, in: (frame.width, frame.height)) else { return nil }
      return SheetFit(
        area.envelope, in: (frame.width, frame.height), atLeast: first.denominator * factor)
    }
    var refusal: (any Error)?
    for content in contents {
      for fit in fits {
        do {
          return try sheetMap(
            of: content, code, fit, size: size, language: language, for: disclosure,
            while: isWanted)
        } catch let error as DisclosureRefusal {
          refusal = error
        }
      }
    }
    if let refusal { throw refusal }
    return nil
  }

  private func sheetMap(
    of content: TileRequest.Content, _ code: AreaCode, _ fit: SheetFit,
    size: (width: Double, height: Double), language: DisplayLanguage, for disclosure: Disclosure,
    while isWanted: @escaping @Sendable () -> Bool
  ) throws -> SheetMap {
    let (style, frame) = (SheetFigure.style, SheetFigure.frame(in: size))
    let scene = SheetScene(
      snapshot: self, content: content, fit: fit,
      size: (frame.width / style.mapFactor, frame.height / style.mapFactor), code: code,
      disclosure: disclosure, isWanted: isWanted)
    let parts = try scene.parts(SheetWords(language: language))
    let legend = try legend(of: try scene.legendContent(), language: language, for: disclosure)
    let figure = SheetFigure(
      size: size, map: parts.below, overlay: parts.above, ground: SheetScene.ground,
      graticule: fit.graticule(in: frame, style, language: language, apart: 32).lines,
      scaleDenominator: fit.denominator, language: language)
    return SheetMap(figure: figure, legend: legend, lines: parts.borders)
  }
}
