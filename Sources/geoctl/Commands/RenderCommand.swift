import ArgumentParser
import GeoCore

/// `geoctl render tile ADDRESS -o FILE`: a tile as the server would send it.
struct RenderCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "render",
    abstract: "Menggambar ubin, peta cetak dan lembar / Draws tiles, printed maps and sheets.",
    subcommands: [RenderTileCommand.self, RenderMapCommand.self, RenderSheetCommand.self])
}

struct RenderTileCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "tile", abstract: "Menggambar satu ubin / Draws one tile.",
    discussion: "Contoh / example: geoctl render tile 'heat/10/825/533.png?bandwidth=500' -o t.png")

  @Argument(help: "Alamat ubin seperti di peladen, tanpa /tiles/.")
  var address: String

  @Option(name: .shortAndLong, help: "Berkas keluaran.", completion: .file())
  var output: String

  @OptionGroup var global: GlobalOptions

  func run() throws {
    let snapshot = try global.snapshot()
    let request = try TileRequest(path: address, zone: snapshot.zone)
    let tile = try TileRenderer(snapshot).render(
      request, for: .owner(purpose: "geoctl render tile"))
    try OutputFile.write(tile.body, to: output)
    if tile.droppedFeatures > 0 { Console.complain(dropped(tile.droppedFeatures)) }
    if global.json {
      Console.say(
        #"{"file":\#(JSONText.string(output)),"bytes":\#(tile.body.count),"#
          + #""empty":\#(tile.isEmpty),"dropped":\#(tile.droppedFeatures)}"#)
    } else if tile.isEmpty {
      global.report(global.text("\(output): ubin kosong", "\(output): an empty tile"))
    }
  }

  /// What is said when a tile would have grown too large.
  private func dropped(_ count: Int) -> String {
    global.text(
      "\(count) wilayah terkecil tidak dimuat agar ubin tidak terlalu besar; perbesar skala",
      "the \(count) smallest areas were left out to keep the tile small; zoom in for them")
  }
}
