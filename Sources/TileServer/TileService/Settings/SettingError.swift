/// Where the value of a setting was given.
enum SettingOrigin: Hashable, Sendable, CustomStringConvertible {
  /// On the command line, by this flag.
  case flag(String)
  /// In the environment, in this variable.
  case variable(String)
  /// In a file, in this line, counted from 1.
  case file(String, line: Int, key: String)

  var description: String {
    switch self {
    case .flag(let name), .variable(let name): name
    case .file(let path, let line, let key): "\(path):\(line): \(key)"
    }
  }
}

/// Why settings cannot be understood. Each is one sentence that says where, what, and what is expected.
public enum SettingError: Error, Hashable, Sendable, CustomStringConvertible {
  /// A flag or a key that is none, with the nearest that is.
  case unknown(at: String, nearest: String?)
  /// A flag without its value.
  case valueMissing(flag: String, expected: String)
  /// A word on the command line that belongs to no flag.
  case strayWord(String)
  /// The same flag or key twice.
  case repeated(at: String)
  /// A value that cannot stand there.
  case badValue(at: String, text: String, expected: String)
  /// A configuration file that cannot be read.
  case unreadableFile(String)
  /// A configuration file that is no mapping of settings.
  case notYAML(file: String, line: Int, reason: String)
  /// No workspace is named.
  case noWorkspace

  /// One sentence for a person, Bahasa Indonesia first.
  public var description: String {
    switch self {
    case .unknown(let place, let nearest):
      "\(place): tidak dikenal / is not known" + Self.hint(nearest)
    case .valueMissing(let flag, let expected):
      "\(flag): nilai diharapkan / a value is expected: \(expected)"
    case .strayWord(let word):
      "'\(word)': bukan milik setelan mana pun / belongs to no setting"
    case .repeated(let place): "\(place): disebut dua kali / is given twice"
    case .badValue(let place, let text, let expected):
      "\(place) '\(text)': \(expected) diharapkan / is expected"
    case .unreadableFile(let file): "\(file): tidak dapat dibaca / cannot be read"
    case .notYAML(let file, let line, let reason):
      "\(file):\(line): bukan daftar 'setelan: nilai' / is not a list of 'setting: value' (\(reason))"
    case .noWorkspace:
      "sebutkan --workspace BERKAS.gpkg / name the file with --workspace"
    }
  }

  private static func hint(_ nearest: String?) -> String {
    nearest.map { "; mungkin \($0)? / perhaps \($0)?" } ?? ""
  }
}
