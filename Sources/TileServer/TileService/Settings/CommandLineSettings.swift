/// A value as it was given, and where.
struct GivenSetting: Hashable, Sendable {
  let text: String
  let origin: SettingOrigin
}

/// The settings on a command line: `--key value`, `--key=value`, and `--key` alone for what is on or off.
struct CommandLineSettings: Sendable {
  /// The flag that names the configuration file; it stands in no such file.
  static let fileFlag = "--config"
  /// The variable that names the configuration file.
  static let fileVariable = "PETABINAAN_CONFIG"

  /// What was given, by key.
  private(set) var given: [String: GivenSetting] = [:]
  /// The configuration file.
  private(set) var file: String?

  /// Reads words of a command line.
  /// - Throws: `SettingError` for a flag that is not known, has no value or stands twice.
  init(_ words: [String]) throws(SettingError) {
    var rest = words[...]
    while let word = rest.popFirst() {
      guard word.hasPrefix("--"), word.count > 2 else { throw .strayWord(word) }
      let parts = word.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      let flag = String(parts[0])
      let value = parts.count > 1 ? String(parts[1]) : nil
      if flag == Self.fileFlag {
        try takeFile(value ?? rest.popFirst())
      } else {
        try take(flag, value, &rest)
      }
    }
  }

  private mutating func takeFile(_ path: String?) throws(SettingError) {
    guard let path, !path.isEmpty else {
      throw .valueMissing(flag: Self.fileFlag, expected: "BERKAS.yaml")
    }
    guard file == nil else { throw .repeated(at: Self.fileFlag) }
    file = path
  }

  private mutating func take(
    _ flag: String, _ value: String?, _ rest: inout ArraySlice<String>
  ) throws(SettingError) {
    guard let setting = SettingNames.setting(String(flag.dropFirst(2))) else {
      let flags = Setting.all.map(\.flag) + [Self.fileFlag]
      throw .unknown(at: flag, nearest: SettingNames.nearest(to: flag, among: flags))
    }
    let text = setting.kind == .toggle ? value ?? "1" : value ?? rest.popFirst()
    guard let text else { throw .valueMissing(flag: flag, expected: setting.kind.expected) }
    guard given[setting.key] == nil else { throw .repeated(at: flag) }
    given[setting.key] = GivenSetting(text: text, origin: .flag(flag))
  }
}
