import CCairo

/// A drawing surface in memory.
///
/// Ownership: the canvas makes the surface and its context and releases both when its life ends; the
/// pointers never leave it but into `PangoText`, for the time of a call. A canvas stays on one
/// thread. Patterns are released where they were made, as soon as the context holds them.
@safe
struct CairoCanvas: ~Copyable {
  private let surface: OpaquePointer
  private let context: OpaquePointer
  private let width: Int
  private let height: Int

  /// A transparent canvas of pixels; lengths are multiplied by `scale`.
  init(width: Int, height: Int, scale: Double) throws(RenderingError) {
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
    unsafe cairo_scale(context, scale, scale)
    unsafe cairo_set_line_join(context, CAIRO_LINE_JOIN_ROUND)
    unsafe cairo_set_fill_rule(context, CAIRO_FILL_RULE_EVEN_ODD)
  }

  deinit {
    unsafe cairo_destroy(context)
    unsafe cairo_surface_destroy(surface)
  }

  /// Covers everything with a colour.
  borrowing func paint(_ color: RGBA) {
    setColor(color)
    unsafe cairo_paint(context)
  }

  /// Draws one thing.
  borrowing func draw(_ item: SceneItem) {
    switch item {
    case .area(let area): draw(area)
    case .line(let line): draw(line)
    case .marker(let marker): draw(marker)
    case .label(let label): draw(label)
    case .clipped(let clip): draw(clip)
    }
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

  private borrowing func draw(_ line: SceneLine) {
    unsafe cairo_new_path(context)
    trace(line.points, isClosed: false)
    draw(line.stroke)
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
    for polygon in polygons {
      for ring in polygon.rings { trace(ring, isClosed: true) }
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
        result.append(Self.straight(unsafe bytes.load(fromByteOffset: offset, as: UInt32.self)))
      }
    }
    return result
  }

  /// The colour of a pixel whose channels are multiplied by its opacity, which is highest.
  @inline(__always)
  private static func straight(_ pixel: UInt32) -> RGBA {
    let alpha = pixel >> 24
    guard alpha < 255 else { return RGBA(pixel) }
    guard alpha > 0 else { return .transparent }
    func channel(_ shift: UInt32) -> UInt8 {
      UInt8(min(((pixel >> shift & 255) * 255 + alpha / 2) / alpha, 255))
    }
    return RGBA(red: channel(16), green: channel(8), blue: channel(0), alpha: UInt8(alpha))
  }
}
