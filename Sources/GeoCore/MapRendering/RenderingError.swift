/// Why a picture, a vector tile or a parameter of one was refused.
public enum RenderingError: Error, Hashable, Sendable {
  /// `breaks=` holds no number at all.
  case breaksEmpty
  /// A class limit is not a decimal number. Positions count from one.
  case breakNotANumber(text: String, position: Int)
  /// A class limit is zero, negative or infinite; zero has a look of its own.
  case breakNotPositive(position: Int)
  /// A class limit does not exceed the one before it.
  case breaksNotAscending(position: Int)
  /// More class limits than colours the eye can tell apart.
  case tooManyBreaks(count: Int)
  /// `ramp=` names no ramp.
  case unknownRamp(name: String)
  /// A width, height or scale that no picture can have.
  case pictureSize(width: Int, height: Int)
  /// The pixels are not as many as width times height.
  case pixelCount(expected: Int, found: Int)
  /// A palette of no colour, or of more than 256.
  case paletteSize(count: Int)
  /// A pixel names a colour beyond the palette's end.
  case indexOutsidePalette(index: Int, count: Int)
  /// The compressor or the drawing surface found no memory.
  case outOfMemory
  /// Nobody waits for the picture any more.
  case unwanted
  /// The drawing library gave up; its own words.
  case drawing(message: String)

  /// A stable word for counting and for programs.
  public var code: String {
    switch self {
    case .breaksEmpty: "breaks_empty"
    case .breakNotANumber: "break_not_a_number"
    case .breakNotPositive: "break_not_positive"
    case .breaksNotAscending: "breaks_not_ascending"
    case .tooManyBreaks: "too_many_breaks"
    case .unknownRamp: "unknown_ramp"
    case .pictureSize: "picture_size"
    case .pixelCount: "pixel_count"
    case .paletteSize: "palette_size"
    case .indexOutsidePalette: "index_outside_palette"
    case .outOfMemory: "out_of_memory"
    case .unwanted: "unwanted"
    case .drawing: "drawing"
    }
  }
}

extension RenderingError: CustomStringConvertible {
  /// What is wrong, where, and what to do.
  public var description: String {
    switch self {
    case .breaksEmpty: "breaks: give at least one class limit, such as breaks=1,2,5"
    case .breakNotANumber(let text, let position):
      "breaks: limit \(position) (\"\(text)\") is not a number; write decimals with a point"
    case .breakNotPositive(let position):
      "breaks: limit \(position) must be a number above zero"
    case .breaksNotAscending(let position):
      "breaks: limit \(position) does not exceed the limit before it"
    case .tooManyBreaks(let count):
      "breaks: \(count) limits are too many; at most \(ClassBreaks.maximumCount)"
    case .unknownRamp(let name):
      "ramp: \"\(name)\" is unknown; use one of "
        + ColorRamp.allCases.map(\.rawValue).joined(separator: ", ")
    case .pictureSize(let width, let height):
      "a picture of \(width) × \(height) pixels cannot be made"
    case .pixelCount(let expected, let found):
      "\(found) pixels were given for a picture of \(expected)"
    case .paletteSize(let count): "a palette of \(count) colours cannot be written; 1 to 256 can"
    case .indexOutsidePalette(let index, let count):
      "pixel value \(index) lies outside the palette of \(count) colours"
    case .unwanted: "nobody waits for the picture any more"
    case .outOfMemory: "there is not enough memory for the picture"
    case .drawing(let message): "the picture could not be drawn: \(message)"
    }
  }
}
