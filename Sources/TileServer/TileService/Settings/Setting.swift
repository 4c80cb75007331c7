import GeoCore

/// What may stand in a setting.
enum SettingKind: Hashable, Sendable {
  /// Any text that is not empty.
  case text
  /// A whole number in a range.
  case number(ClosedRange<Int>)
  /// On or off; a flag without a value is on.
  case toggle
  /// One of some words.
  case choice([String])
  /// Words separated by commas, in YAML also a sequence; the word `none` for none of them.
  case list([String])
  /// Origins of pages, separated as in `list`.
  case origins

  /// What is expected, in words that are the same in both languages where they can be.
  var expected: String {
    switch self {
    case .text: "teks / text"
    case .number(let range): "\(range.lowerBound)…\(range.upperBound)"
    case .toggle: "1 | 0"
    case .choice(let words): words.joined(separator: " | ")
    case .list(let words): "none, " + words.joined(separator: ", ")
    case .origins: "none, *, https://HOST[:PORT], …"
    }
  }

  /// Whether a text may stand in the setting.
  func accepts(_ text: String) -> Bool {
    switch self {
    case .text: !text.isEmpty
    case .number(let range): Int(text).map(range.contains) ?? false
    case .toggle: SettingText.toggle(text) != nil
    case .choice(let words): words.contains(text)
    case .list(let words):
      SettingText.list(text).map { $0.allSatisfy(words.contains) } ?? false
    case .origins:
      SettingText.list(text).map { $0.allSatisfy(CrossOriginRules.isOrigin) } ?? false
    }
  }
}

/// How settings are spelled.
enum SettingText {
  /// On or off.
  static func toggle(_ text: String) -> Bool? {
    switch text.lowercased() {
    case "1", "true", "on", "yes": true
    case "0", "false", "off", "no": false
    default: nil
    }
  }

  /// The words of a list; `nil` where one is empty.
  static func list(_ text: String) -> [String]? {
    if text == "none" { return [] }
    let words = text.split(separator: ",", omittingEmptySubsequences: false).map { word in
      String(word.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
    }
    return words.contains("") ? nil : words
  }

  /// A list as it is written.
  static func text(of list: [String]) -> String {
    list.isEmpty ? "none" : list.joined(separator: ",")
  }
}

/// One setting of the server: everything that parsing, help, errors and the table in
/// `docs/operations.md` need to know of it.
struct Setting: Sendable {
  /// Its name: `--KEY` as a flag, `KEY` in YAML, `PETABINAAN_KEY` in the environment.
  let key: String
  let kind: SettingKind
  /// What it is, in Bahasa Indonesia and in English.
  let help: (id: String, en: String)
  /// Whether a reload takes it up; otherwise a restart is needed.
  let isReloadable: Bool
  /// Its value in a configuration; `nil` where there is none.
  let text: @Sendable (ServiceConfiguration) -> String?
  /// Puts a text that `kind` accepts into a configuration.
  let set: @Sendable (String, inout ServiceConfiguration) -> Void

  /// The flag on the command line.
  var flag: String { "--\(key)" }

  /// The variable of the environment.
  var variable: String {
    "PETABINAAN_" + key.uppercased().map { $0 == "-" ? "_" : String($0) }.joined()
  }
}

extension Setting {
  typealias Path<Value> = any WritableKeyPath<ServiceConfiguration, Value> & Sendable
  typealias Help = (id: String, en: String)

  /// A setting that is text and always has a value.
  static func text(_ key: String, _ path: Path<String>, _ help: Help) -> Setting {
    Setting(
      key: key, kind: .text, help: help, isReloadable: false, text: { $0[keyPath: path] },
      set: { $1[keyPath: path] = $0 })
  }

  /// A setting that is text, or not given.
  static func optional(
    _ key: String, _ path: Path<String?>, reloadable: Bool = false, _ help: Help
  ) -> Setting {
    Setting(
      key: key, kind: .text, help: help, isReloadable: reloadable, text: { $0[keyPath: path] },
      set: { $1[keyPath: path] = $0 })
  }

  /// A setting that is a whole number in a range.
  static func number(
    _ key: String, _ path: Path<Int>, _ range: ClosedRange<Int>, reloadable: Bool = false,
    _ help: Help
  ) -> Setting {
    Setting(
      key: key, kind: .number(range), help: help, isReloadable: reloadable,
      text: { "\($0[keyPath: path])" }, set: { $1[keyPath: path] = Int($0) ?? range.lowerBound })
  }

  /// A setting that is on or off.
  static func toggle(
    _ key: String, _ path: Path<Bool>, reloadable: Bool = false, _ help: Help
  ) -> Setting {
    Setting(
      key: key, kind: .toggle, help: help, isReloadable: reloadable,
      text: { $0[keyPath: path] ? "1" : "0" },
      set: { $1[keyPath: path] = SettingText.toggle($0) ?? false })
  }

  /// A setting that is one of the words of a type.
  static func choice<Choice>(
    _ key: String, _ path: Path<Choice>, reloadable: Bool = false, _ help: Help
  ) -> Setting
  where Choice: RawRepresentable<String> & CaseIterable & Sendable {
    Setting(
      key: key, kind: .choice(Choice.allCases.map(\.rawValue)), help: help,
      isReloadable: reloadable, text: { $0[keyPath: path].rawValue },
      set: { text, configuration in
        if let choice = Choice(rawValue: text) { configuration[keyPath: path] = choice }
      })
  }

  /// A setting that is a list.
  static func list(
    _ key: String, _ path: Path<[String]>, _ kind: SettingKind, reloadable: Bool = false,
    _ help: Help
  ) -> Setting {
    Setting(
      key: key, kind: kind, help: help, isReloadable: reloadable,
      text: { SettingText.text(of: $0[keyPath: path]) },
      set: { $1[keyPath: path] = SettingText.list($0) ?? [] })
  }
}
