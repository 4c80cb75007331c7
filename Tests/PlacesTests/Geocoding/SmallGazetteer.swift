import GeoPrimitives
import Places

/// A small made-up land, enough to tell how places are found: two regencies of one name, a village named
/// like its district, villages of one name in several districts.
enum SmallGazetteer {
  static func make() throws -> Gazetteer {
    Gazetteer(
      areas: try rows.map { code, name, longitude, latitude, old in
        GazetteerArea(
          code: try AreaCode(code), name: name, oldNames: old.map { [$0] } ?? [],
          place: Coordinate(longitude: longitude, latitude: latitude),
          squareKilometers: code.count == 13 ? 4 : nil)
      },
      points: [
        GazetteerPoint(
          kind: "accommodation", name: "Hotel Mutiara Biru",
          place: Coordinate(longitude: 110.105, latitude: -7.005),
          code: try AreaCode("98.01.01.2001"))
      ])
  }

  private static let rows: [(String, String, Double, Double, String?)] = [
    ("98", "Jawa Antara", 110.2, -7.1, nil),
    ("98.01", "Kabupaten Harapan", 110.1, -7.0, nil),
    ("98.01.01", "Kertosari", 110.1, -7.0, nil),
    ("98.01.01.2001", "Kertosari", 110.10, -7.00, nil),
    ("98.01.01.2002", "Sukamaju", 110.12, -7.00, "Talang Lama"),
    ("98.01.01.2003", "Kebon Kosong", 110.14, -7.00, nil),
    ("98.01.02", "Tanjung Baru", 110.1, -7.1, nil),
    ("98.01.02.2001", "Sukamaju", 110.10, -7.10, nil),
    ("98.01.02.2002", "Sukorejo", 110.12, -7.10, nil),
    ("98.01.02.2003", "Simpang Empat", 110.14, -7.10, nil),
    ("98.71", "Kota Harapan", 110.3, -7.2, nil),
    ("98.71.01", "Harapan Timur", 110.3, -7.2, nil),
    ("98.71.01.1001", "Sukamaju", 110.30, -7.20, nil),
    ("98.71.01.1002", "Sukarejo", 110.32, -7.20, nil),
    ("98.71.01.1003", "Mekarjaya", 110.34, -7.20, nil),
  ]
}
