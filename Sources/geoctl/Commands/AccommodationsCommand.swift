import ArgumentParser
import Foundation
import GeoCore

/// `geoctl accommodations list`: accommodations, and whether they report.
struct AccommodationsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "accommodations", abstract: "Mendaftar akomodasi / Lists accommodations.",
    subcommands: [AccommodationsListCommand.self])
}

/// `geoctl accommodations list`: some of the accommodations, the longest silent first.
struct AccommodationsListCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract: "Mendaftar akomodasi, yang terlama tidak melapor dulu / the longest silent first.")

  @Option(name: .long, help: "yes, no, unknown; boleh lebih dari satu, dipisah koma.")
  var reporting: String?

  @Option(name: .long, help: "hotel, guesthouse, homestay, villa, apartment, dormitory, other.")
  var kind: String?

  @Option(name: .long, help: "Wilayah: kode provinsi sampai desa, mis. 35.07.")
  var within: String?

  @Option(name: .long, help: "Hanya yang sudah sekian bulan tidak melapor, atau belum pernah.")
  var silentMonths: String?

  @Option(name: .shortAndLong, help: "Berkas .csv, .json, .geojson.", completion: .file())
  var output: String?

  @OptionGroup var global: GlobalOptions

  func run() throws {
    let format = try format()
    let selection = try AccommodationSelection(try parameters())
    let list = try AccommodationList(
      selection, in: try global.snapshot(),
      for: .owner(purpose: "geoctl accommodations list"))
    let text = AccommodationListText(list).text(as: format)
    guard let output else { return Console.write(text, to: .standardOutput) }
    try OutputFile.write(Array(text.utf8), to: output)
    global.report(
      "\(output): \(global.displayLanguage.number(Double(list.entries.count), decimals: 0))")
  }

  private func parameters() throws(RequestError) -> QueryParameters {
    let given = [
      ("reporting", reporting), ("kind", kind), ("within", within), ("silent_months", silentMonths),
    ]
    return try QueryParameters(given.compactMap { name, value in value.map { (name, $0) } })
  }

  private func format() throws -> TableText.Format {
    guard let output else { return global.json ? .json : .csv }
    let name = output.split(separator: ".").last.map(String.init) ?? ""
    guard let format = TableText.Format(rawValue: name) else {
      throw ValidationError("-o \(output): .csv, .json, .geojson")
    }
    return format
  }
}
