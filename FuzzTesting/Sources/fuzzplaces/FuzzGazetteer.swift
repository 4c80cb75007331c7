import GeoCore

/// A small made-up land with what makes names hard: a kabupaten and a kota of one name, a village named like its
/// district, villages of one name, numbers in names, old names, a village without a place.
enum FuzzGazetteer {
  /// A geocoder over it.
  static func geocoder() -> Geocoder {
    let areas = rows.compactMap { code, name, longitude, old -> GazetteerArea? in
      guard let code = try? AreaCode(code) else { return nil }
      return GazetteerArea(
        code: code, name: name, oldNames: old.map { [$0] } ?? [],
        place: longitude.map { Coordinate(longitude: $0, latitude: 100 - $0 - 0.5) },
        squareKilometers: nil)
    }
    let points = [("accommodation", "Hotel Mutiara Biru"), ("pasar", "Pasar Baru")].map {
      GazetteerPoint(
        kind: $0, name: $1, place: Coordinate(longitude: 106.105, latitude: -6.6),
        code: try? AreaCode("98.01.01.2001"))
    }
    return Geocoder(Gazetteer(areas: areas, points: points))
  }

  /// A question for one regency only, asked on behalf of an office of the other.
  static func query(_ text: String) -> PlaceQuery {
    PlaceQuery(
      text, within: [try? AreaCode("98.71")].compactMap { $0 },
      likely: [try? AreaCode("98.01")].compactMap { $0 })
  }

  private static let rows: [(String, String, Double?, String?)] = [
    ("98", "Jawa Antara", 106.2, nil),
    ("98.01", "Kabupaten Harapan", 106.1, nil),
    ("98.01.01", "Kertosari", 106.1, nil),
    ("98.01.01.2001", "Kertosari", 106.10, nil),
    ("98.01.01.2002", "Sukamaju", 106.12, "Talang Lama"),
    ("98.01.01.2003", "Kebon Kosong", 106.14, nil),
    ("98.01.02", "Tanjung Baru", 106.1, nil),
    ("98.01.02.2001", "Sukamaju", 106.10, nil),
    ("98.01.02.2002", "Sukorejo", nil, nil),
    ("98.01.02.2003", "Simpang Empat", 106.14, "Persiapan II"),
    ("98.71", "Kota Harapan", 106.3, nil),
    ("98.71.01", "Harapan Timur", 106.3, nil),
    ("98.71.01.1001", "Sukamaju", 106.30, nil),
    ("98.71.01.1002", "Sukarejo", 106.32, nil),
    ("98.71.01.1003", "Mekarjaya", 106.34, "Mekar Djaja"),
  ]
}
