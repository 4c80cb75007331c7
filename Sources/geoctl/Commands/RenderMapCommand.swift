import ArgumentParser
import GeoCore

/// `geoctl render map LAYER --code CODE -o FILE`: a printed map as the server would send it.
struct RenderMapCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "map", abstract: "Menggambar peta cetak / Draws a printed map.",
    discussion: """
      Contoh / examples:
        geoctl render map coverage --code 35.07 --size A3 -o cakupan.pdf
        geoctl render map 'heat?bandwidth=2000' --bbox 112.2,-8.5,113,-7.7 -o kepadatan.png
      """)

  @Argument(help: "Lapisan beserta parameternya, seperti di peladen.")
  var layer: String

  @Option(name: .long, help: "Kotak barat,selatan,timur,utara dalam derajat.")
  var bbox: String?

  @Option(name: .long, help: "Atau kode wilayah.")
  var code: String?

  @Option(name: .long, help: "Ukuran kertas: A4, A3 atau A1.")
  var size: String?

  @Option(name: .long, help: "portrait atau landscape.")
  var orientation: String?

  @Option(name: .long, help: "Judul peta.")
  var title: String?

  @Option(name: .long, help: "Titik per inci untuk PNG.")
  var dpi: String?

  @Option(name: .shortAndLong, help: "Berkas .pdf, .svg atau .png.", completion: .file())
  var output: String

  @OptionGroup var global: GlobalOptions

  func validate() throws { _ = try format() }

  private func format() throws -> SheetFormat {
    let ending = output.split(separator: ".").last.map { $0.lowercased() } ?? ""
    guard let format = SheetFormat(rawValue: ending) else {
      throw ValidationError("-o \(output): .pdf, .svg, .png")
    }
    return format
  }

  func run() throws {
    let format = try format()
    let halves = layer.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
    guard let layer = TileLayer(rawValue: String(halves[0])) else {
      throw RequestError.unknownLayer(String(halves[0]))
    }
    let given = [
      ("bbox", bbox), ("code", code), ("size", size), ("orientation", orientation),
      ("title", title), ("dpi", dpi), ("lang", global.displayLanguage.rawValue),
    ].compactMap { name, value in value.map { (name: name, value: $0) } }
    let query = try QueryParameters.parse(halves.count > 1 ? String(halves[1]) : "")
      .replacing(given.map(\.name), with: given)
    let snapshot = try global.snapshot()
    let request = try MapSheetRequest(layer, query, zone: snapshot.zone)
    let sheet = try snapshot.mapSheet(request, for: .owner(purpose: "geoctl render map"))
    let bytes = try format.data(
      of: sheet.scene(), day: snapshot.today,
      resolution: request.resolution ?? Paper.usualResolution)
    try OutputFile.write(bytes, to: output)
    say(sheet, bytes: bytes.count)
  }

  private func say(_ sheet: MapSheet, bytes: Int) {
    let paper = sheet.paper
    guard global.json else {
      let scale = global.displayLanguage.number(sheet.scaleDenominator, decimals: 0)
      return global.report("\(output): \(paper.size.rawValue), 1 : \(scale)")
    }
    Console.say(
      #"{"file":\#(JSONText.string(output)),"bytes":\#(bytes),"#
        + #""size":\#(JSONText.string(paper.size.rawValue)),"#
        + #""orientation":\#(JSONText.string(paper.orientation.rawValue)),"#
        + #""scale":\#(JSONText.number(sheet.scaleDenominator))}"#)
  }
}
