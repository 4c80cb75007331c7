public import ArgumentParser
import GeoCore
public import GeoImport

/// `geoctl export FORMAT TABLE -o FILE`: a table as a file.
struct ExportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export", abstract: "Mengekspor tabel / Exports a table.")

  @Argument(help: "geojson atau csv.")
  var format: ExportFormat

  @Argument(help: "Nama tabel, mis. villages.")
  var table: String

  @Option(name: .shortAndLong, help: "Berkas keluaran.", completion: .file())
  var output: String

  @OptionGroup var global: GlobalOptions

  func run() throws {
    // Both spellings of names of two words, as in the import.
    let name = table.replacing("-", with: "_")
    guard let table = WorkspaceTable(rawValue: name), WorkspaceTable.exportable.contains(table)
    else {
      let names = WorkspaceTable.exportable.map(\.rawValue).joined(separator: ", ")
      throw ValidationError(
        global.text(
          "tabel '\(table)' tidak ada; ada: ", "there is no table '\(table)'; there are: ")
          + names)
    }
    let count = try global.withWorkspace(.readOnly) {
      try exportTable(
        table, as: format, to: output, from: $0, for: .owner(purpose: "geoctl export"))
    }
    if global.json {
      Console.say(#"{"table":"\#(table.rawValue)","rows":\#(count)}"#)
    } else {
      global.report("\(output): \(global.displayLanguage.number(Double(count), decimals: 0))")
    }
  }
}

extension ExportFormat: ExpressibleByArgument {}
