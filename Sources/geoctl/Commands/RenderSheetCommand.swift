import ArgumentParser
import GeoCore

/// `geoctl render sheet CODE -o FILE.pdf`: the sheet of a village, or of the area of another code.
struct RenderSheetCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sheet",
    abstract: "Menggambar lembar desa atau wilayah / Draws the sheet of a village or an area.")

  @Argument(help: "Kode desa, kecamatan, kabupaten/kota atau provinsi.")
  var code: String

  @Option(name: .long, help: "Lebar pita kepadatan dalam meter.")
  var bandwidth: String?

  @Option(name: .shortAndLong, help: "Berkas .pdf.", completion: .file())
  var output: String

  @OptionGroup var global: GlobalOptions

  func validate() throws {
    guard output.lowercased().hasSuffix(".pdf") else {
      throw ValidationError("-o \(output): .pdf")
    }
  }

  func run() throws {
    let snapshot = try global.snapshot()
    let disclosure = Disclosure.owner(purpose: "geoctl render sheet")
    let own = snapshot.register.code(code)
    let language = global.displayLanguage
    let isVillage = (try? AreaCode(own))?.level ?? .village == .village
    let given = bandwidth.map { [(name: "bandwidth", value: $0)] } ?? []
    let document =
      isVillage
      ? try snapshot.villageSheet(
        code: own,
        heat: HeatParameters(try QueryParameters(given), zone: snapshot.zone)
          .printed(isRampGiven: false),
        language: language, for: disclosure)
      : try snapshot.areaSheet(code: own, language: language, for: disclosure)
    let bytes = try document.pdf(day: snapshot.today)
    try OutputFile.write(bytes, to: output)
    guard global.json else { return global.report(output) }
    Console.say(#"{"file":\#(JSONText.string(output)),"bytes":\#(bytes.count)}"#)
  }
}
