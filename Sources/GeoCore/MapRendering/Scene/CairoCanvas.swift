import CCairo

/// A drawing surface in memory: pixels, or the pages of a PDF document.
///
/// Ownership: the canvas makes the surface and its context and releases both when its life ends; the
/// pointers never leave it but into `PangoText`, for the time of a call. A canvas stays on one
/// thread. Patterns are released where they were made, as soon as the context holds them. What a document
/// is written into outlives its surface, since the canvas holds it as well.
@safe
struct CairoCanvas: ~Copyable {
  private let surface: OpaquePointer
  private let context: OpaquePointer
  private let width: Int
  private let height: Int
  /// Where a document goes; `nil` for pixels.
  private let document: DocumentBytes?

  /// A transparent canvas of pixels; lengths are multiplied by `scale`.
  /// - Parameters:
  ///   - width: Pixels across.
  ///   - height: Pixels down.
  ///   - scale: Pixels to a unit of length.
  ///   - firstRow: Which row of the whole picture is the canvas's first.
  /// - Throws: `RenderingError` for a size that cannot be, or when there is no memory.
  init(width: Int, height: Int, scale: Double, firstRow: Int = 0) throws(RenderingError) {
    let sides = 1...PNGEncoder.maximumSide
    guard sides.contains(width), sides.contains(height),
      let surface = unsafe cairo_image_surface_create(
        CAIRO_FORMAT_ARGB32, Int32(width), Int32(height))
    else { throw .pictureSize(width: width, height: height) }
    // A failed surface is an inert object that still has to be released.
    guard unsafe cairo_surface_status(surface) == CAIRO_STATUS_SUCCESS,
      let context = unsafe cairo_create(surface)
    else {
      unsafe cairo_surface_destroy(surface)
      throw .outOfMemory
    }
    unsafe self.surface = surface
    unsafe self.context = context
    self.width = width
    self.height = height
    document = nil
    unsafe cairo_translate(context, 0, -Double(firstRow))
    unsafe cairo_scale(context, scale, scale)
    unsafe cairo_set_line_join(context, CAIRO_LINE_JOIN_ROUND)
    unsafe cairo_set_fill_rule(context, CAIRO_FILL_RULE_EVEN_ODD)
  }

  /// A PDF document of pages of a size.
  /// - Parameters:
  ///   - width: Points across.
  ///   - height: Points down.
  ///   - scale: Points to a unit of length.
  /// - Throws: `RenderingError` when there is no memory.
  init(documentOf width: Double, by height: Double, scale: Double) throws(RenderingError) {
    let bytes = DocumentBytes()
    let surface = unsafe cairo_pdf_surface_create_for_stream(
      { target, data, count in
        guard let target = unsafe target, let data = unsafe data else {
          return CAIRO_STATUS_WRITE_ERROR
        }
        let bytes = unsafe Unmanaged<DocumentBytes>.fromOpaque(target).takeUnretainedValue()
        unsafe bytes.append(UnsafeBufferPointer(start: data, count: Int(count)))
        return CAIRO_STATUS_SUCCESS
      }, Unmanaged.passUnretained(bytes).toOpaque(), width, height)
    guard let surface = unsafe surface else { throw .outOfMemory }
    guard unsafe cairo_surface_status(surface) == CAIRO_STATUS_SUCCESS,
      let context = unsafe cairo_create(surface)
    else {
      unsafe cairo_surface_destroy(surface)
      throw .outOfMemory
    }
    unsafe self.surface = surface
    unsafe self.context = context
    (self.width, self.height) = (0, 0)
    document = bytes
    unsafe cairo_scale(context, scale, scale)
    unsafe cairo_set_line_join(context, CAIRO_LINE_JOIN_ROUND)
    unsafe cairo_set_fill_rule(context, CAIRO_FILL_RULE_EVEN_ODD)
  }

  deinit {
    unsafe cairo_destroy(context)
    unsafe cairo_surface_destroy(surface)
  }

  /// Puts a picture in place of what is there.
  /// - Parameter pixels: Row by row from the top, channels multiplied by the opacity, which is highest.
  /// - Throws: `RenderingError` when there are too few or too many.
  borrowing func replace(with pixels: [UInt32]) throws(RenderingError) {
    guard pixels.count == width * height else {
      throw .pixelCount(expected: width * height, found: pixels.count)
    }
    unsafe cairo_surface_flush(surface)
    guard let data = unsafe cairo_image_surface_get_data(surface) else { throw .outOfMemory }
    let stride = Int(unsafe cairo_image_surface_get_stride(surface))
    // The bytes belong to the surface and are written here only, while it lives.
    let bytes = unsafe UnsafeMutableRawBufferPointer(start: data, count: stride * height)
    for row in 0..<height {
      for column in 0..<width {
        unsafe bytes.storeBytes(
          of: pixels[row * width + column], toByteOffset: row * stride + column * 4,
          as: UInt32.self)
      }
    }
    unsafe cairo_surface_mark_dirty(surface)
  }

  // MARK: Documents

  /// Says what a document is about.
  /// - Parameters:
  ///   - title: Its name.
  ///   - day: When it was made: the clock would make each copy differ.
  borrowing func describe(title: String, day: String) {
    let texts: [(cairo_pdf_metadata_t, String)] = [
      (CAIRO_PDF_METADATA_TITLE, MarkupText.printable(title)),
      (CAIRO_PDF_METADATA_CREATOR, "PetaBinaan"),
      (CAIRO_PDF_METADATA_CREATE_DATE, day), (CAIRO_PDF_METADATA_MOD_DATE, day),
    ]
    for (kind, text) in texts { unsafe cairo_pdf_surface_set_metadata(surface, kind, text) }
  }

  /// Sets the size of the page that begins, in points.
  borrowing func setPage(width: Double, height: Double) {
    unsafe cairo_pdf_surface_set_size(surface, width, height)
  }

  /// Ends a page of a document.
  borrowing func endPage() { unsafe cairo_show_page(context) }

  /// Ends the document.
  /// - Returns: Its bytes.
  /// - Throws: `RenderingError.drawing` when anything drawn before has failed.
  borrowing func finishedDocument() throws(RenderingError) -> [UInt8] {
    unsafe cairo_surface_finish(surface)
    for status in [unsafe cairo_status(context), unsafe cairo_surface_status(surface)]
    where status != CAIRO_STATUS_SUCCESS {
      throw .drawing(message: unsafe String(cString: cairo_status_to_string(status)))
    }
    return document?.bytes ?? []
  }

  /// Places pixels as one picture, which is not smoothed.
  private borrowing func place(_ picture: ScenePicture) {
    let (pixels, frame) = (picture.pixels, picture.frame)
    let (columns, rows) = (pixels.columns, pixels.rows)
    guard
      let image = unsafe cairo_image_surface_create(
        CAIRO_FORMAT_ARGB32, Int32(columns), Int32(rows))
    else { return }
    defer { unsafe cairo_surface_destroy(image) }
    guard let data = unsafe cairo_image_surface_get_data(image) else { return }
    let stride = Int(unsafe cairo_image_surface_get_stride(image))
    let colors = pixels.palette.map(\.premultiplied)
    // The bytes belong to the image and are written here only, while it lives.
    let bytes = unsafe UnsafeMutableRawBufferPointer(start: data, count: stride * rows)
    for row in 0..<rows {
      for column in 0..<columns {
        unsafe bytes.storeBytes(
          of: colors[Int(pixels.indices[row * columns + column])],
          toByteOffset: row * stride + column * 4, as: UInt32.self)
      }
    }
    unsafe cairo_surface_mark_dirty(image)
    unsafe cairo_save(context)
    unsafe cairo_translate(context, frame.minX, frame.minY)
    unsafe cairo_scale(
      context, (frame.maxX - frame.minX) / Double(columns),
      (frame.maxY - frame.minY) / Double(rows))
    unsafe cairo_set_source_surface(context, image, 0, 0)
    unsafe cairo_pattern_set_filter(cairo_get_source(context), CAIRO_FILTER_NEAREST)
    unsafe cairo_paint(context)
    unsafe cairo_restore(context)
  }

  // MARK: Drawing

  /// Covers everything with a colour.
  borrowing func paint(_ color: RGBA) {
    setColor(color)
    unsafe cairo_paint(context)
  }

  /// Draws one thing.
  borrowing func draw(_ item: SceneItem) {
    switch item {
    case .area(let area): draw(area)
    case .mosaic(let mosaic): draw(mosaic)
    case .line(let line): draw(line)
    case .marker(let marker): draw(marker)
    case .label(let label): draw(label)
    case .picture(let picture): draw(picture)
    case .clipped(let clip): draw(clip)
    }
  }

  /// Paints pixels as rectangles without antialiasing, a run of one colour at a time: edges that two of
  /// them share then fall on the same pixel of the canvas.
  private borrowing func draw(_ picture: ScenePicture) {
    guard document == nil else { return place(picture) }
    let (pixels, frame) = (picture.pixels, picture.frame)
    let width = (frame.maxX - frame.minX) / Double(pixels.columns)
    let height = (frame.maxY - frame.minY) / Double(pixels.rows)
    unsafe cairo_save(context)
    unsafe cairo_set_antialias(context, CAIRO_ANTIALIAS_NONE)
    for row in 0..<pixels.rows {
      var start = 0
      for column in 1...pixels.columns {
        let index = pixels.indices[row * pixels.columns + start]
        if column < pixels.columns, pixels.indices[row * pixels.columns + column] == index {
          continue
        }
        if pixels.palette[Int(index)].alpha > 0 {
          setColor(pixels.palette[Int(index)])
          unsafe cairo_rectangle(
            context, frame.minX + Double(start) * width, frame.minY + Double(row) * height,
            Double(column - start) * width, height)
          unsafe cairo_fill(context)
        }
        start = column
      }
    }
    unsafe cairo_restore(context)
  }

  private borrowing func draw(_ clip: SceneClip) {
    unsafe cairo_save(context)
    trace(clip.polygons)
    unsafe cairo_clip(context)
    for item in clip.items { draw(item) }
    unsafe cairo_restore(context)
  }

  private borrowing func draw(_ area: SceneArea) {
    trace(area.polygons)
    switch area.fill {
    case .color(let color):
      setColor(color)
      unsafe cairo_fill_preserve(context)
    case .hatch(let pattern): fill(with: pattern)
    case nil: break
    }
    if let stroke = area.stroke { draw(stroke) }
    unsafe cairo_new_path(context)
  }

  /// How wide a seam is closed, in units.
  private static let seamWidth = 0.25

  /// Fills areas of one look as one path, in which shared edges cancel, and adds the looks up: where two
  /// meet in a pixel, their shares of it make a whole.
  private borrowing func draw(_ mosaic: SceneMosaic) {
    var looks: [SceneFill: Int] = [:]
    var areas: [(fill: SceneFill, areas: [SceneArea])] = []
    for area in mosaic.areas {
      guard let fill = area.fill else { continue }
      let look = looks[fill, default: areas.count]
      if look == areas.count {
        looks[fill] = look
        areas.append((fill, []))
      }
      areas[look].areas.append(area)
    }
    // A document cannot add up; there a stroke of the same colour closes the seams.
    let isMixed = areas.count > 1 && document == nil
    if isMixed { unsafe cairo_push_group(context) }
    unsafe cairo_set_fill_rule(context, CAIRO_FILL_RULE_WINDING)
    if isMixed { unsafe cairo_set_operator(context, CAIRO_OPERATOR_ADD) }
    for (fill, areas) in areas {
      unsafe cairo_new_path(context)
      for area in areas { append(area.polygons) }
      switch fill {
      case .color(let color):
        setColor(color)
        unsafe cairo_fill_preserve(context)
        if document != nil, color.alpha == 255 {
          draw(SceneStroke(color: color, width: Self.seamWidth))
        }
        unsafe cairo_new_path(context)
      case .hatch(let pattern): self.fill(with: pattern)
      }
    }
    unsafe cairo_set_operator(context, CAIRO_OPERATOR_OVER)
    unsafe cairo_set_fill_rule(context, CAIRO_FILL_RULE_EVEN_ODD)
    unsafe cairo_new_path(context)
    guard isMixed else { return }
    unsafe cairo_pop_group_to_source(context)
    unsafe cairo_paint(context)
  }

  private borrowing func draw(_ line: SceneLine) {
    unsafe cairo_new_path(context)
    for part in line.parts { trace(part, isClosed: false) }
    draw(line.stroke)
    unsafe cairo_new_path(context)
  }

  private borrowing func draw(_ marker: SceneMarker) {
    unsafe cairo_new_path(context)
    unsafe cairo_arc(context, marker.center.x, marker.center.y, marker.radius, 0, 2 * .pi)
    setColor(marker.fill)
    unsafe cairo_fill_preserve(context)
    if let stroke = marker.stroke { draw(stroke) }
    unsafe cairo_new_path(context)
  }

  private borrowing func draw(_ label: SceneLabel) {
    unsafe cairo_new_path(context)
    unsafe PangoText(label.text, font: label.font, context: context).draw(label, on: context)
  }

  /// Strokes the current path.
  private borrowing func draw(_ stroke: SceneStroke) {
    setColor(stroke.color)
    unsafe cairo_set_line_width(context, stroke.width)
    unsafe stroke.dash.withUnsafeBufferPointer { lengths in
      unsafe cairo_set_dash(context, lengths.baseAddress, Int32(lengths.count), 0)
    }
    unsafe cairo_stroke_preserve(context)
  }

  /// Fills the current path with a hatch that is anchored at the picture's corner.
  private borrowing func fill(with pattern: HatchPattern) {
    unsafe cairo_save(context)
    unsafe cairo_clip_preserve(context)
    var (minX, minY, maxX, maxY) = (0.0, 0.0, 0.0, 0.0)
    unsafe cairo_clip_extents(context, &minX, &minY, &maxX, &maxY)
    let kept = unsafe cairo_copy_path(context)
    unsafe cairo_new_path(context)
    let lines = HatchLines.covering(
      PlanarRectangle(minX: minX, minY: minY, maxX: maxX, maxY: maxY), isCrossed: pattern.isCrossed)
    for line in lines { trace(line, isClosed: false) }
    draw(SceneStroke(color: pattern.color, width: 1))
    unsafe cairo_restore(context)
    unsafe cairo_new_path(context)
    unsafe cairo_append_path(context, kept)
    unsafe cairo_path_destroy(kept)
  }

  /// Makes the current path of areas.
  private borrowing func trace(_ polygons: [PlanarPolygon]) {
    unsafe cairo_new_path(context)
    append(polygons)
  }

  /// Adds areas to the current path.
  private borrowing func append(_ polygons: [PlanarPolygon]) {
    for polygon in polygons {
      trace(polygon.exterior, isClosed: true)
      for hole in polygon.holes { trace(hole, isClosed: true) }
    }
  }

  private borrowing func trace(_ points: [PlanarPoint], isClosed: Bool) {
    guard let first = points.first else { return }
    unsafe cairo_move_to(context, first.x, first.y)
    for point in points.dropFirst() { unsafe cairo_line_to(context, point.x, point.y) }
    if isClosed { unsafe cairo_close_path(context) }
  }

  private borrowing func setColor(_ color: RGBA) {
    unsafe cairo_set_source_rgba(
      context, Double(color.red) / 255, Double(color.green) / 255, Double(color.blue) / 255,
      Double(color.alpha) / 255)
  }

  /// The pixels, row by row from the top, with straight opacity.
  /// - Throws: `RenderingError.drawing` when anything drawn before has failed.
  borrowing func pixels() throws(RenderingError) -> [RGBA] {
    let status = unsafe cairo_status(context)
    guard status == CAIRO_STATUS_SUCCESS else {
      throw .drawing(message: unsafe String(cString: cairo_status_to_string(status)))
    }
    unsafe cairo_surface_flush(surface)
    guard let data = unsafe cairo_image_surface_get_data(surface) else { throw .outOfMemory }
    let stride = Int(unsafe cairo_image_surface_get_stride(surface))
    // The bytes belong to the surface and are read here only, while it lives.
    let bytes = unsafe UnsafeRawBufferPointer(start: data, count: stride * height)
    var result: [RGBA] = []
    result.reserveCapacity(width * height)
    for row in 0..<height {
      for column in 0..<width {
        let offset = row * stride + column * 4
        result.append(
          RGBA(premultiplied: unsafe bytes.load(fromByteOffset: offset, as: UInt32.self)))
      }
    }
    return result
  }
}

/// The bytes of a document that grows; used by the one thread that draws it.
private final class DocumentBytes {
  private(set) var bytes: [UInt8] = []

  @unsafe
  func append(_ part: UnsafeBufferPointer<UInt8>) {
    unsafe bytes.append(contentsOf: part)
  }
}
