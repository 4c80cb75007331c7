import Foundation
import Logging
import Support
import Testing

@testable import TileService

@Suite("Settings")
struct SettingsTests {
  private static func read(
    _ words: [String], environment: [String: String] = [:], file: String? = nil
  ) throws -> ServiceConfiguration {
    let folder = try ScratchFolder()
    var words = words
    if let file { words += ["--config", try folder.write(file, to: "c.yaml")] }
    return try SettingsReader(["--workspace", "w.gpkg"] + words, environment: environment)
      .configuration()
  }

  /// The sentence with which settings are refused, with the folder of the file taken away.
  private static func refusal(
    _ words: [String] = [], environment: [String: String] = [:], file: String? = nil
  ) -> String? {
    do {
      _ = try read(words, environment: environment, file: file)
      return nil
    } catch {
      let text = "\(error)"
      guard let end = text.range(of: "/c.yaml") else { return text }
      return "c.yaml" + text[end.upperBound...]
    }
  }

  @Test("of a flag go before those of the environment, and these before those of the file")
  func precedence() throws {
    let environment = ["PETABINAAN_PORT": "2"]
    #expect(try Self.read([]).port == 8080)
    #expect(try Self.read([], file: "port: 3").port == 3)
    #expect(try Self.read([], environment: environment, file: "port: 3").port == 2)
    #expect(
      try Self.read(["--port", "1"], environment: environment, file: "port: 3").port == 1)
    #expect(try Self.read(["--port=1"]).port == 1)
    #expect(try Self.read([], environment: ["PETABINAAN_PORT": ""]).port == 8080)
  }

  /// A value other than the default that a setting takes.
  private static func sample(_ setting: Setting) -> String {
    switch setting.kind {
    case .text: "words"
    case .number(let range): "\(range.lowerBound)"
    case .toggle: "1"
    case .choice(let words): words.last ?? ""
    case .list(let words): words[0]
    case .origins: "https://peta.example"
    }
  }

  @Test("can each be given as a flag, in the environment and in the file", arguments: Setting.all)
  func everySetting(setting: Setting) throws {
    let value = Self.sample(setting)
    let quoted = "\(setting.key): \"\(value)\""
    let workspace = setting.key == "workspace" ? [] : ["--workspace", "w.gpkg"]
    for (words, environment, file) in [
      ([setting.flag, value], [:], ""), ([], [setting.variable: value], ""), ([], [:], quoted),
    ] as [([String], [String: String], String)] {
      // What is on or off takes its value after an equals sign only.
      let words = setting.kind == .toggle && !words.isEmpty ? ["\(setting.flag)=\(value)"] : words
      let folder = try ScratchFolder()
      let path = try folder.write(file, to: "c.yaml")
      let read = try SettingsReader(
        workspace + words + ["--config", path], environment: environment
      ).configuration()
      #expect(setting.text(read) == value)
      let defaults = ServiceConfiguration(workspace: "")
      #expect(setting.text(defaults) != value, "the sample is the default")
    }
    #expect(!setting.help.id.isEmpty && !setting.help.en.isEmpty)
    #expect(SettingsTable.help.contains("\(setting.flag) "))
  }

  @Test("have names of their own")
  func names() {
    #expect(Set(Setting.all.map(\.key)).count == Setting.all.count)
    #expect(!Setting.all.map(\.flag).contains(CommandLineSettings.fileFlag))
  }

  @Test("of the file may be lists, quoted, or commented, and the file may be empty")
  func fileForms() throws {
    let read = try Self.read(
      [],
      file: """
        # comment
        cors-origins: [https://a.example, 'http://b.example:8080']
        public-layers:
          - villages
          - offices
        request-log: on
        log-level: "warning"
        """)
    #expect(read.corsOrigins == ["https://a.example", "http://b.example:8080"])
    #expect(read.publicLayers == ["villages", "offices"])
    #expect(read.logsRequests && read.logLevel == .warning)
    #expect(try Self.read([], file: "").port == 8080)
    #expect(try Self.read([], file: "# nothing\n").port == 8080)
    #expect(try Self.read([], file: "public-layers: []").publicLayers.isEmpty)
    #expect(try Self.read([], file: "public-layers: none").publicLayers.isEmpty)
    #expect(try Self.read(["--cors-origins", "*"]).corsOrigins == ["*"])
  }

  static let refusals: [(file: String, sentence: String)] = [
    ("\nprot: 80", "c.yaml:2: prot: tidak dikenal / is not known; mungkin port? / perhaps port?"),
    ("bogus: 1", "c.yaml:1: bogus: tidak dikenal / is not known"),
    ("port: x", "c.yaml:1: port 'x': 0…65535 diharapkan / is expected"),
    ("port: 65536", "c.yaml:1: port '65536': 0…65535 diharapkan / is expected"),
    ("port: [1]", "c.yaml:1: port '…': 0…65535 diharapkan / is expected"),
    ("port: {a: 1}", "c.yaml:1: port '…': 0…65535 diharapkan / is expected"),
    ("behind-proxy: maybe", "c.yaml:1: behind-proxy 'maybe': 1 | 0 diharapkan / is expected"),
    ("log-format: xml", "c.yaml:1: log-format 'xml': text | json diharapkan / is expected"),
    ("cors-origins: peta.example", "diharapkan / is expected"),
    ("cors-origins: [https://a/b]", "diharapkan / is expected"),
    ("cors-origins: 'https://a,,b'", "diharapkan / is expected"),
    ("public-layers: [heat]", "none, villages, coverage, service-points, offices diharapkan"),
    ("public-layers: [tips]", "none, villages, coverage, service-points, offices diharapkan"),
    ("- port", "c.yaml:1: bukan daftar"),
    ("just words", "c.yaml:1: bukan daftar"),
    ("port: 1\nport: 2", "c.yaml:"),
    ("port: 1\n\t- x: [", "c.yaml:2: bukan daftar"),
    ("[1]: 2", "c.yaml:1: bukan daftar"),
    ("host: ''", "c.yaml:1: host '': teks / text diharapkan / is expected"),
  ]

  @Test(
    "of a file that are wrong are refused with file, line, key and what is expected",
    arguments: refusals)
  func fileRefusals(file: String, sentence: String) {
    let refusal = Self.refusal(file: file)
    #expect(refusal?.contains(sentence) == true, "\(refusal ?? "accepted")")
    #expect(refusal?.contains("\n") == false)
  }

  @Test("of the file must be right also where a flag goes before them")
  func hiddenMistake() {
    #expect(Self.refusal(["--port", "1"], file: "port: x")?.contains("c.yaml:1: port 'x'") == true)
  }

  @Test("of the command line and the environment that are wrong name the flag or the variable")
  func otherRefusals() {
    #expect(Self.refusal(["--bogus"]) == "--bogus: tidak dikenal / is not known")
    #expect(
      Self.refusal(["--prot", "1"])
        == "--prot: tidak dikenal / is not known; mungkin --port? / perhaps --port?")
    #expect(Self.refusal(["--port"])?.hasPrefix("--port: nilai diharapkan") == true)
    #expect(
      Self.refusal(["--port", "1", "--port", "2"])?.hasPrefix("--port: disebut dua kali") == true)
    #expect(Self.refusal(["stray"])?.hasPrefix("'stray'") == true)
    #expect(Self.refusal(["-p", "1"])?.hasPrefix("'-p'") == true)
    #expect(
      Self.refusal(environment: ["PETABINAAN_PORT": "x"])
        == "PETABINAAN_PORT 'x': 0…65535 diharapkan / is expected")
    #expect(Self.refusal(["--config", "/nowhere.yaml"])?.hasPrefix("/nowhere.yaml:") == true)
    #expect(throws: SettingError.noWorkspace) {
      try SettingsReader([], environment: [:]).configuration()
    }
  }

  @Test("that are nearly right are recognised by the fewest keystrokes")
  func nearest() {
    let keys = Setting.all.map(\.key)
    #expect(SettingNames.nearest(to: "cors-origin", among: keys) == "cors-origins")
    #expect(SettingNames.nearest(to: "render-thread", among: keys) == "render-threads")
    #expect(SettingNames.nearest(to: "zzz", among: keys) == nil)
    #expect(SettingNames.distance("kitten", "sitting") == 3)
    #expect(SettingNames.distance("", "abc") == 3)
  }

  @Test("stand in the documented table as the server takes them")
  func pageIsCurrent() throws {
    try PageTable("docs/operations.md", "settings").expect(SettingsTable.markdown)
  }
}

/// A table on a page that is made from the code, between two markers.
struct PageTable {
  let page: URL
  let begin: String
  let end: String

  init(_ page: String, _ name: String) {
    self.page = TestData.packageRoot.appendingPathComponent(page)
    begin = "<!-- \(name):begin -->\n"
    end = "<!-- \(name):end -->"
  }

  /// Expects that the page has the table, or puts it there with PETABINAAN_RENEW_DOCS=1.
  func expect(_ table: String, sourceLocation: SourceLocation = #_sourceLocation) throws {
    let text = String(decoding: try Data(contentsOf: page), as: UTF8.self)
    let first = try #require(text.range(of: begin)).upperBound
    let last = try #require(text.range(of: end)).lowerBound
    if ProcessInfo.processInfo.environment["PETABINAAN_RENEW_DOCS"] == "1" {
      try Data(text.replacingCharacters(in: first..<last, with: table + "\n").utf8).write(to: page)
      return
    }
    #expect(
      text[first..<last] == table + "\n",
      "\(page.lastPathComponent) is out of date; run this test with PETABINAAN_RENEW_DOCS=1",
      sourceLocation: sourceLocation)
  }
}
