import CCairo
import Synchronization

/// A line of text that has been laid out.
///
/// Ownership: the layout is made here and released when the value ends its life. Font maps belong
/// to Pango, one a thread, and are never released.
@safe
struct PangoText: ~Copyable {
  private let layout: OpaquePointer

  /// A text laid out for a drawing context.
  @unsafe
  init(_ text: String, font: SceneFont, context: OpaquePointer) {
    unsafe layout = pango_cairo_create_layout(context)
    unsafe Self.prepare(layout, text, font)
  }

  /// A text laid out to be measured only.
  init(_ text: String, font: SceneFont) {
    let context = unsafe pango_font_map_create_context(pango_cairo_font_map_get_default())
    unsafe layout = pango_layout_new(context)
    // The layout holds the context from here on.
    unsafe g_object_unref(UnsafeMutableRawPointer(context))
    unsafe Self.prepare(layout, text, font)
  }

  deinit { unsafe g_object_unref(UnsafeMutableRawPointer(layout)) }

  /// How far the text goes, in pixels at scale 1.
  borrowing func width() -> Double {
    var (width, height): (Int32, Int32) = (0, 0)
    unsafe pango_layout_get_size(layout, &width, &height)
    return Double(width) / Double(PANGO_SCALE)
  }

  /// Draws the text at a label's place.
  @unsafe
  borrowing func draw(_ label: SceneLabel, on context: OpaquePointer) {
    guard label.isUpwards else { return unsafe drawLevel(label, on: context) }
    var level = label
    level.place = PlanarPoint(x: 0, y: 0)
    unsafe cairo_save(context)
    unsafe cairo_translate(context, label.place.x, label.place.y)
    unsafe cairo_rotate(context, -Double.pi / 2)
    unsafe drawLevel(level, on: context)
    unsafe cairo_restore(context)
  }

  @unsafe
  private borrowing func drawLevel(_ label: SceneLabel, on context: OpaquePointer) {
    let shift: Double
    switch label.anchor {
    case .start: shift = 0
    case .middle: shift = width() / 2
    case .end: shift = width()
    }
    let baseline = Double(unsafe pango_layout_get_baseline(layout)) / Double(PANGO_SCALE)
    unsafe cairo_move_to(context, label.place.x - shift, label.place.y - baseline)
    if let halo = label.halo {
      unsafe pango_cairo_layout_path(context, layout)
      unsafe Self.setColor(halo, context)
      unsafe cairo_set_line_width(context, SceneLabel.haloWidth * 2)
      unsafe cairo_set_dash(context, nil, 0, 0)
      unsafe cairo_stroke(context)
      unsafe cairo_move_to(context, label.place.x - shift, label.place.y - baseline)
    }
    unsafe Self.setColor(label.color, context)
    unsafe pango_cairo_show_layout(context, layout)
  }

  private static func prepare(_ layout: OpaquePointer, _ text: String, _ font: SceneFont) {
    unsafe setFontOptions(pango_layout_get_context(layout))
    let description = unsafe pango_font_description_new()
    unsafe pango_font_description_set_family(
      description, SceneFont.families.joined(separator: ","))
    unsafe pango_font_description_set_absolute_size(
      description, font.size * Double(PANGO_SCALE))
    if font.isBold { unsafe pango_font_description_set_weight(description, PANGO_WEIGHT_BOLD) }
    if font.isItalic { unsafe pango_font_description_set_style(description, PANGO_STYLE_ITALIC) }
    unsafe pango_layout_set_font_description(layout, description)
    unsafe pango_font_description_free(description)
    unsafe pango_layout_set_single_paragraph_mode(layout, 1)
    let printable = MarkupText.printable(text)
    unsafe pango_layout_set_text(layout, printable, Int32(clamping: printable.utf8.count))
  }

  /// Grey antialiasing without hinting: the same shapes at every scale and on every screen.
  private static func setFontOptions(_ context: OpaquePointer?) {
    let options = unsafe cairo_font_options_create()
    unsafe cairo_font_options_set_antialias(options, CAIRO_ANTIALIAS_GRAY)
    unsafe cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE)
    unsafe cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF)
    unsafe pango_cairo_context_set_font_options(context, options)
    unsafe cairo_font_options_destroy(options)
  }

  private static func setColor(_ color: RGBA, _ context: OpaquePointer) {
    unsafe cairo_set_source_rgba(
      context, Double(color.red) / 255, Double(color.green) / 255, Double(color.blue) / 255,
      Double(color.alpha) / 255)
  }
}

/// Widths of text as the house's font sets it.
enum TextMeasure {
  private struct Key: Hashable {
    var text: String
    var font: SceneFont
  }

  /// So many widths are kept; a map of one place asks for the same names again and again.
  private static let capacity = 20_000
  private static let known = Mutex<[Key: Double]>([:])

  /// The width in pixels.
  static func width(of text: String, font: SceneFont) -> Double {
    let key = Key(text: text, font: font)
    if let width = known.withLock({ $0[key] }) { return width }
    let width = PangoText(text, font: font).width()
    known.withLock { known in
      if known.count >= capacity { known.removeAll() }
      known[key] = width
    }
    return width
  }

  /// The text broken at spaces into lines that fit a width; a longer word gets its own line.
  static func lines(_ text: String, font: SceneFont, width: Double) -> [String] {
    var lines: [String] = []
    var current = ""
    for word in text.split(separator: " ") {
      let longer = current.isEmpty ? String(word) : current + " " + word
      if current.isEmpty || Self.width(of: longer, font: font) <= width {
        current = longer
      } else {
        lines.append(current)
        current = String(word)
      }
    }
    return current.isEmpty ? lines : lines + [current]
  }
}
