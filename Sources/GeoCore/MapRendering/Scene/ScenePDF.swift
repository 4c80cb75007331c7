public import GeoPrimitives

/// Draws pictures as the pages of a PDF document: lines and letters stay what they are, letters can be selected
/// and searched, and fonts come with the document.
public enum ScenePDF {
  /// Points to a pixel of 1/96 inch.
  static let pointsPerUnit = 0.75

  /// The document.
  /// - Parameters:
  ///   - pages: A picture for each page; a unit of theirs is 1/96 inch.
  ///   - title: What the document is called.
  ///   - day: The day that it bears. The same pages of the same day make the same bytes.
  /// - Returns: The bytes of a file.
  /// - Throws: `RenderingError` without a page, for a page of an impossible size, or when drawing fails.
  /// - Complexity: O(n) in the vertices, letters and pixels.
  public static func document(
    _ pages: [Scene], title: String, day: CivilDate
  ) throws(RenderingError) -> [UInt8] {
    guard let first = pages.first else { throw .pictureSize(width: 0, height: 0) }
    // A PDF page may have 14 400 points a side.
    for page in pages
    where !(1...19_200).contains(page.width) || !(1...19_200).contains(page.height) {
      throw .pictureSize(
        width: Int(min(max(page.width, 0), 1e6)), height: Int(min(max(page.height, 0), 1e6)))
    }
    let canvas = try CairoCanvas(
      documentOf: first.width * pointsPerUnit, by: first.height * pointsPerUnit,
      scale: pointsPerUnit)
    canvas.describe(title: title, day: "\(day)T00:00:00Z")
    for page in pages {
      canvas.setPage(width: page.width * pointsPerUnit, height: page.height * pointsPerUnit)
      if let background = page.background { canvas.paint(background) }
      for item in page.items { canvas.draw(item) }
      canvas.endPage()
    }
    return try canvas.finishedDocument()
  }
}
