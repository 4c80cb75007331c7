/// The settings as text: for `--help`, and as the table in `docs/operations.md`.
enum SettingsTable {
  private static let defaults = ServiceConfiguration(workspace: "")

  /// What a setting is when nothing is given.
  static func fallback(_ setting: Setting) -> String {
    guard let text = setting.text(defaults), !text.isEmpty else { return "–" }
    return text
  }

  /// The table, as Markdown.
  static var markdown: String {
    let head = ["flag", "environment", "value", "default", "reload", "what"]
    let rows = Setting.all.map { setting in
      [
        "`\(setting.flag)`", "`\(setting.variable)`", cell(setting.kind.expected),
        "`\(fallback(setting))`", setting.isReloadable ? "yes" : "–", setting.help.en,
      ]
    }
    return ([head, head.map { _ in "---" }] + rows)
      .map { "| " + $0.joined(separator: " | ") + " |" }.joined(separator: "\n")
  }

  /// The settings for `--help`, Bahasa Indonesia first. The parser's own wrapping would break the lines
  /// anew, so each is short.
  static var help: String {
    let intro = """
      Urutan: pilihan, lingkungan, berkas. / The order: flag, environment, file.
      --config BERKAS.yaml  (PETABINAAN_CONFIG)
      """
    let entries = Setting.all.map { setting in
      """
      \(setting.flag)  [\(setting.kind.expected)] (\(fallback(setting)))
          \(setting.help.id)
          \(setting.help.en)
      """
    }
    return ([intro] + entries).joined(separator: "\n")
  }

  private static func cell(_ text: String) -> String { text.replacing("|", with: "\\|") }
}
