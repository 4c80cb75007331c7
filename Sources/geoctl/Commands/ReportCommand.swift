import ArgumentParser
import Foundation
import GeoCore

/// `geoctl report --area 35.07 --month 2026-10`: the monthly report of an area or an office.
struct ReportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "report",
    abstract: "Laporan bulanan wilayah atau kantor / Monthly report of an area or office.")

  @Option(name: .long, help: "Kode wilayah, mis. 35.07.")
  var area: String?

  @Option(name: .long, help: "Atau pengenal kantor: seluruh wilayah kerjanya.")
  var office: String?

  @Option(name: .long, help: "Bulan, mis. 2026-10.")
  var month: String

  @Option(name: .shortAndLong, help: "Berkas .json, .csv atau .pdf.", completion: .file())
  var output: String?

  @OptionGroup var global: GlobalOptions

  func validate() throws {
    if let output, !["json", "csv", "pdf"].contains(Self.ending(of: output)) {
      throw ValidationError("-o \(output): .json, .csv, .pdf")
    }
  }

  func run() throws {
    let query = try MonthlyReportQuery(
      QueryParameters(
        [("area", area), ("office", office), ("month", month)]
          .compactMap { name, value in value.map { (name, $0) } }))
    let snapshot = try global.snapshot()
    let report = try snapshot.monthlyReport(query, for: .owner(purpose: "geoctl report"))
    if let output, Self.ending(of: output) == "pdf" {
      let document = report.document(of: snapshot, language: global.displayLanguage)
      try OutputFile.write(try document.pdf(day: snapshot.today), to: output)
      return global.report(output)
    }
    let isCSV = output.map { Self.ending(of: $0) == "csv" } ?? false
    let text = isCSV ? report.csv : report.json
    guard let output else { return Console.write(text, to: .standardOutput) }
    try OutputFile.write(Array(text.utf8), to: output)
    global.report(output)
  }

  private static func ending(of file: String) -> String {
    file.split(separator: ".").last.map { $0.lowercased() } ?? ""
  }
}
