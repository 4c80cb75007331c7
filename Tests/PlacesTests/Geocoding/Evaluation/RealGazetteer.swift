import Foundation
import GeoPrimitives
import Places
import Support

/// The gazetteer of 2025, with the names of 2020 as old names.
enum RealGazetteer {
  static var isAvailable: Bool {
    TestData.file("gazetteer/wilayah_2025.csv") != nil
      && TestData.file("gazetteer/wilayah_2020.csv") != nil
  }

  /// A geocoder over it, made once for all tests.
  static func geocoder() throws -> Geocoder { try made.get() }

  private static let made = Result { Geocoder(Gazetteer(areas: try areas())) }

  /// Its areas, in the order of their codes.
  static func areas() throws -> [GazetteerArea] {
    guard let url = TestData.file("gazetteer/wilayah_2025.csv") else { return [] }
    let old = try oldNames()
    return try rows(url).compactMap { cells in
      guard cells.count >= 8, let code = try? AreaCode(cells[0]) else { return nil }
      var place: Coordinate?
      if let latitude = Double(cells[5]), let longitude = Double(cells[6]) {
        place = Coordinate(longitude: longitude, latitude: latitude)
      }
      let before = old[code.text].map { [$0] } ?? []
      return GazetteerArea(
        code: code, name: cells[1],
        oldNames: before.filter { $0.lowercased() != cells[1].lowercased() },
        place: place, squareKilometers: Double(cells[7]))
    }.sorted { $0.code < $1.code }
  }

  private static func oldNames() throws -> [String: String] {
    guard let url = TestData.file("gazetteer/wilayah_2020.csv") else { return [:] }
    return try rows(url).reduce(into: [:]) { $0[$1[0]] = $1.count > 1 ? $1[1] : nil }
  }

  /// The lines of a table; cells in quotes may hold commas, but no quotes.
  static func rows(_ url: URL) throws -> [[String]] {
    try String(contentsOf: url, encoding: .utf8).split(whereSeparator: \.isNewline).dropFirst().map
    {
      cells(of: $0)
    }
  }

  private static func cells(of line: Substring) -> [String] {
    guard line.contains("\"") else {
      return line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    }
    var cells = [""]
    var isQuoted = false
    for character in line {
      switch character {
      case "\"": isQuoted.toggle()
      case "," where !isQuoted: cells.append("")
      default: cells[cells.count - 1].append(character)
      }
    }
    return cells
  }
}
