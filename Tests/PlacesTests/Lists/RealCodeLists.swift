import Foundation
import Places
import Support

/// The code lists of 2020 and 2025, and that of BPS of 2018.
enum RealCodeLists {
  static var areAvailable: Bool {
    TestData.file("gazetteer/wilayah_2020.csv") != nil
      && TestData.file("gazetteer/wilayah_2025.csv") != nil
      && TestData.file("gazetteer/bps_mfd2018_villages.csv") != nil
  }

  /// A Kemendagri list: code and name first in each line.
  static func kemendagri(_ year: Int, within prefixes: [String] = [""]) throws -> CodeList {
    try list(["wilayah_\(year)"], .kemendagri, nameColumn: 1, within: prefixes)
  }

  /// The BPS list: code first, name last.
  static func bps(within prefixes: [String] = [""]) throws -> CodeList {
    let files = ["provinces", "regencies", "districts", "villages"].map { "bps_mfd2018_\($0)" }
    return try list(files, .bps, nameColumn: nil, within: prefixes)
  }

  private static func list(
    _ files: [String], _ scheme: CodeScheme, nameColumn: Int?, within prefixes: [String]
  ) throws -> CodeList {
    var list = CodeList(scheme: scheme)
    for file in files {
      guard let url = TestData.file("gazetteer/\(file).csv") else { continue }
      let text = try String(contentsOf: url, encoding: .utf8)
      for line in text.split(whereSeparator: \.isNewline) {
        let cells = line.split(separator: ",", omittingEmptySubsequences: false)
        guard prefixes.contains(where: { line.hasPrefix($0) }), let first = cells.first,
          let code = try? AreaCode(String(first), scheme: scheme), let last = cells.last
        else { continue }
        list.add(code, named: String(nameColumn.map { cells[$0] } ?? last))
      }
    }
    return list
  }
}
