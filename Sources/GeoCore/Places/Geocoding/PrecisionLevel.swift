/// How precisely a place is known, finest first.
public enum PrecisionLevel: String, Hashable, Sendable, CaseIterable, Comparable {
  /// An exact point.
  case point
  /// A street.
  case street
  /// A neighbourhood unit (rukun tetangga).
  case rt
  /// A hamlet.
  case dusun
  /// Somewhere in a village.
  case desa
  /// Somewhere in a district.
  case kecamatan
  /// Somewhere in a regency.
  case kabupaten

  /// Finer levels come first.
  public static func < (a: PrecisionLevel, b: PrecisionLevel) -> Bool { a.rank < b.rank }

  /// 0 for `point` up to 6 for `kabupaten`.
  public var rank: Int {
    switch self {
    case .point: 0
    case .street: 1
    case .rt: 2
    case .dusun: 3
    case .desa: 4
    case .kecamatan: 5
    case .kabupaten: 6
    }
  }
}
