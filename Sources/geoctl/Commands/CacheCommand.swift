import ArgumentParser
import Foundation
import GeoCore
import TileService

/// `geoctl cache seed|status|clear`: the drawn tiles beside the workspace.
struct CacheCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "cache",
    abstract: "Ubin yang sudah digambar / The tiles that are drawn already.",
    subcommands: [CacheSeedCommand.self, CacheStatusCommand.self, CacheClearCommand.self])
}

/// `geoctl cache seed LAYER --zoom 4-10`: draws tiles ahead.
struct CacheSeedCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "seed",
    abstract: "Menggambar ubin lebih dulu / Draws tiles ahead.",
    discussion: """
      Ubin yang sudah ada dan masih benar dilewati, jadi perintah yang terputus cukup diulang. \
      Ubin dari laporan yang belum terbit tidak disimpan di diska. / Tiles that are there and right are \
      left alone, so a command that was broken off is simply given again. Tiles of tips that are not \
      published are not kept on a disk. \
      Contoh / example: geoctl cache seed coverage --zoom 4-10 --code 35 --parameters by=phase
      """)

  @Argument(help: "Lapisan / layer.")
  var layer: String

  @Option(name: .long, help: "Tingkat zoom: 8 atau 4-10.")
  var zoom: String

  @Option(name: .long, help: "Kotak B,S,T,U dalam derajat / box W,S,E,N in degrees.")
  var bbox: String?

  @Option(name: .long, help: "Kode wilayah sebagai ganti kotak / the code of an area instead.")
  var code: String?

  @Option(name: .long, help: "Format, dipisah koma: mvt,png,svg (bawaan mvt).")
  var format = "mvt"

  @Option(name: .long, help: "Parameter seperti di alamat, misalnya by=phase.")
  var parameters = ""

  @Option(
    name: .customLong("as"),
    help:
      "Nama akun yang pembacanya dilayani; tanpa ini untuk umum / for readers like this account.")
  var account: String?

  @OptionGroup var global: GlobalOptions

  func run() throws {
    let path = try global.workspacePath()
    let (snapshot, reader) = try global.withWorkspace(.readOnly) { workspace in
      (
        try DatasetSnapshot(of: workspace, today: GlobalOptions.today()),
        try principal(in: workspace)
      )
    }
    let plan = try plan(over: snapshot)
    let store = try TileStore(path: TileStore.path(besides: path))
    defer { store.close() }
    let disclosure = Disclosure(reader, purpose: try Purpose("geoctl cache seed"))
    let bar = ProgressBar(language: global.lang, quiet: global.quiet)
    let begin = Date()
    let outcome = try TileSeeder(snapshot, for: disclosure).seed(
      plan, into: store, threads: ProcessInfo.processInfo.activeProcessorCount
    ) { progress in
      bar.show(progress, after: Date().timeIntervalSince(begin))
      return true
    }
    bar.finish()
    tell(outcome)
  }

  private func principal(in workspace: Workspace) throws -> Principal {
    guard let account else { return .anonymous }
    guard let user = try workspace.users().first(where: { $0.principal.name == account }) else {
      throw Failure(
        global.text("tidak ada akun '\(account)'", "there is no account '\(account)'"),
        status: ExitStatus.usage)
    }
    return user.principal
  }

  private func plan(over snapshot: DatasetSnapshot) throws -> SeedPlan {
    guard let known = TileLayer(rawValue: layer) else { throw RequestError.unknownLayer(layer) }
    let formats = try format.split(separator: ",").map { text in
      guard let format = TileFormat(rawValue: String(text)) else {
        throw RequestError.unknownFormat(String(text), layer: layer)
      }
      return format
    }
    return try SeedPlan(
      known, zooms: try SeedPlan.zooms(zoom),
      box: try SeedPlan.box(bbox: bbox, code: code, in: snapshot), formats: formats,
      parameters: parameters)
  }

  private func tell(_ outcome: SeedProgress) {
    if global.json {
      return Console.say(
        """
        {"tiles":\(outcome.total),"drawn":\(outcome.drawn),"kept":\(outcome.kept),\
        "bytes":\(outcome.bytes)}
        """)
    }
    let language = global.displayLanguage
    func number(_ value: Int) -> String { language.number(Double(value), decimals: 0) }
    let kilobytes = number(outcome.bytes / 1024)
    global.report(
      global.text(
        "\(number(outcome.drawn)) ubin digambar (\(kilobytes) kB), \(number(outcome.kept)) sudah ada.",
        "\(number(outcome.drawn)) tiles drawn (\(kilobytes) kB), \(number(outcome.kept)) were there."
      ))
  }
}

/// `geoctl cache status`: what is in the file.
struct CacheStatusCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "status", abstract: "Isi simpanan ubin / What the tile store holds.")

  @OptionGroup var global: GlobalOptions

  func run() throws {
    let path = TileStore.path(besides: try global.workspacePath())
    let shares =
      FileManager.default.fileExists(atPath: path) ? try TileStore(path: path).shares() : []
    let (tiles, bytes) = shares.reduce((0, 0)) { ($0.0 + $1.tiles, $0.1 + $1.bytes) }
    if global.json {
      let lines = shares.map {
        """
        {"layer":"\($0.layer)","zoom":\($0.zoom),"tiles":\($0.tiles),"bytes":\($0.bytes)}
        """
      }
      return Console.say(
        """
        {"file":\(JSONText.string(path)),"tiles":\(tiles),"bytes":\(bytes),\
        "layers":[\(lines.joined(separator: ","))]}
        """)
    }
    for share in shares {
      Console.say("\(share.layer)\tz\(share.zoom)\t\(share.tiles)\t\(share.bytes / 1024) kB")
    }
    global.report(
      global.text(
        "\(tiles) ubin, \(bytes / 1024) kB: \(path)", "\(tiles) tiles, \(bytes / 1024) kB: \(path)")
    )
  }
}

/// `geoctl cache clear`: takes tiles out of the file.
struct CacheClearCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "clear", abstract: "Mengosongkan simpanan ubin / Empties the tile store.")

  @Option(name: .long, help: "Hanya lapisan ini / this layer only.")
  var layer: String?

  @OptionGroup var global: GlobalOptions

  func run() throws {
    if let layer, TileLayer(rawValue: layer) == nil { throw RequestError.unknownLayer(layer) }
    let path = TileStore.path(besides: try global.workspacePath())
    let count =
      FileManager.default.fileExists(atPath: path)
      ? try TileStore(path: path).clear(layer: layer) : 0
    if global.json { return Console.say(#"{"cleared":\#(count)}"#) }
    global.report(global.text("\(count) ubin dihapus.", "\(count) tiles removed."))
  }
}
