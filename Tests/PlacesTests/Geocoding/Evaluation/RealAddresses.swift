import Foundation
import GeoPrimitives
import Places
import Support

/// Addresses that people have written, with the village in which a map has the place.
enum RealAddresses {
  /// An address and what sets rows apart.
  struct Row {
    var address: LabelledAddress
    /// Whether the row is kept from every fit. Rows of one neighbourhood are kept together, since the lists hold many
    /// places twice.
    var isHeldOut: Bool
  }

  /// Addresses of accommodations.
  static func accommodations() throws -> [Row] {
    guard let url = TestData.file("accommodations/accommodations.csv") else { return [] }
    return try RealGazetteer.rows(url).compactMap { cells in
      guard cells.count >= 11, !cells[4].isEmpty else { return nil }
      return row(
        "\(cells[4]), \(cells[5])", code: cells[10], latitude: cells[8], longitude: cells[9])
    }
  }

  /// Immigration offices that state their village.
  static func offices() throws -> [Row] {
    guard let url = TestData.file("places/kantor_imigrasi_2017.csv") else { return [] }
    return try RealGazetteer.rows(url).compactMap { cells in
      guard cells.count >= 7, !cells[4].isEmpty else { return nil }
      let district = cells[5].isEmpty ? "" : ", Kec. \(cells[5])"
      return row(
        "Kel. \(cells[4])\(district), \(cells[0])", code: cells[6], latitude: cells[2],
        longitude: cells[3])
    }
  }

  private static func row(
    _ text: String, code: String, latitude: String, longitude: String
  ) -> Row? {
    guard let code = try? AreaCode(code), let latitude = Double(latitude),
      let longitude = Double(longitude)
    else { return nil }
    let place = Coordinate(longitude: longitude, latitude: latitude)
    let cell = Int((latitude * 50).rounded(.down)) + Int((longitude * 50).rounded(.down))
    return Row(
      address: LabelledAddress(text: text, code: code, place: place), isHeldOut: cell % 2 == 0)
  }
}
