import Foundation
import Yams

/// The settings in a YAML file: a mapping of keys to values, where a list may be a sequence.
///
/// The file is read as nodes and not as values, because a node knows its line, and because the text of a
/// value, such as `08`, is then what was typed.
enum SettingsFile {
  /// What a file gives, by key. An empty file gives nothing.
  /// - Throws: `SettingError` that names the file and the line.
  static func read(_ path: String) throws(SettingError) -> [String: GivenSetting] {
    guard let bytes = FileManager.default.contents(atPath: path), bytes.count < 1_048_576,
      let text = String(validating: bytes, as: UTF8.self)
    else { throw .unreadableFile(path) }
    return try settings(in: text, of: path)
  }

  static func settings(
    in text: String, of path: String
  ) throws(SettingError) -> [String: GivenSetting] {
    guard let root = try root(of: text, path) else { return [:] }
    guard let mapping = root.mapping else {
      throw .notYAML(file: path, line: root.mark?.line ?? 1, reason: "mapping")
    }
    var given: [String: GivenSetting] = [:]
    for (key, value) in mapping {
      let line = key.mark?.line ?? 1
      guard let name = key.scalar?.string else {
        throw .notYAML(file: path, line: line, reason: "key")
      }
      let origin = SettingOrigin.file(path, line: line, key: name)
      guard let setting = SettingNames.setting(name) else {
        throw .unknown(
          at: "\(origin)", nearest: SettingNames.nearest(to: name, among: Setting.all.map(\.key)))
      }
      guard given[name] == nil else { throw .repeated(at: "\(origin)") }
      guard let text = Self.text(of: value, for: setting) else {
        throw .badValue(at: "\(origin)", text: "…", expected: setting.kind.expected)
      }
      given[name] = GivenSetting(text: text, origin: origin)
    }
    return given
  }

  private static func root(of text: String, _ path: String) throws(SettingError) -> Node? {
    do {
      return try Yams.compose(yaml: text)
    } catch {
      let line = (error as? YamlError).flatMap(Self.line) ?? 1
      let isRepeated =
        if case .duplicatedKeysInMapping = error as? YamlError { true } else { false }
      throw .notYAML(file: path, line: line, reason: isRepeated ? "repeated key" : "YAML")
    }
  }

  private static func line(of error: YamlError) -> Int? {
    switch error {
    case .scanner(_, _, let mark, _), .parser(_, _, let mark, _), .composer(_, _, let mark, _):
      mark.line
    case .duplicatedKeysInMapping(_, let context): context.mark.line
    default: nil
    }
  }

  private static func text(of value: Node, for setting: Setting) -> String? {
    if let scalar = value.scalar { return scalar.string }
    switch (setting.kind, value.sequence) {
    case (.list, let sequence?), (.origins, let sequence?):
      let words = sequence.map { $0.scalar?.string }
      guard !words.contains(nil) else { return nil }
      return SettingText.text(of: words.compactMap { $0 })
    default: return nil
    }
  }
}
