/// The four levels of Indonesian administration.
public enum AdministrativeLevel: String, Hashable, Sendable, CaseIterable, Comparable {
  /// Provinsi.
  case province
  /// Kabupaten or kota.
  case regency
  /// Kecamatan, distrik, kapanewon, kemantren.
  case district
  /// Desa, kelurahan, nagari, gampong and their like.
  case village

  /// The number of digits that a Kemendagri code of this level has.
  public var digitCount: Int {
    switch self {
    case .province: 2
    case .regency: 4
    case .district: 6
    case .village: 10
    }
  }

  /// Larger areas come first.
  public static func < (a: AdministrativeLevel, b: AdministrativeLevel) -> Bool {
    a.digitCount < b.digitCount
  }
}
