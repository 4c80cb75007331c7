import Foundation

/// Standard output for results, standard error for everything else.
enum Console {
  /// A line of result.
  static func say(_ line: String) { write(line + "\n", to: .standardOutput) }

  /// A line of complaint, after the program's name.
  static func complain(_ sentence: String) { write("geoctl: \(sentence)\n", to: .standardError) }

  /// Text as it is.
  static func write(_ text: String, to handle: FileHandle) {
    // A reader that has gone (`geoctl … | head`) is no failure of ours.
    try? handle.write(contentsOf: Data(text.utf8))
  }

  /// A text without what would move a terminal's cursor: the C0 and C1 controls.
  static func plain(_ text: String) -> String {
    let scalars = text.unicodeScalars.map { scalar -> Unicode.Scalar in
      scalar.value < 32 || (127...159).contains(scalar.value) ? "\u{FFFD}" : scalar
    }
    return String(String.UnicodeScalarView(scalars))
  }

  /// Whether a person watches standard error.
  static var isWatched: Bool { isatty(FileHandle.standardError.fileDescriptor) == 1 }
}
