import GeoStore
import Places

/// What a border is drawn like: the highest level whose areas it parts, how settled it is, and whether
/// there is nothing on its other side.
struct BorderClass: Hashable, Sendable, Comparable {
  /// The highest level whose areas lie on either side.
  var level: AdministrativeLevel
  /// Whether the border is a coast, or the end of what is known.
  var isOuter: Bool
  /// The less settled status of the two sides; `nil` where neither tells one.
  var status: BoundaryStatus?

  /// Whether it is drawn as a dashed line.
  var isDashed: Bool { status == .indikatif || status == .sengketa }

  /// The borders of smaller areas first, as they are drawn; coasts before others.
  static func < (a: BorderClass, b: BorderClass) -> Bool { a.rank < b.rank }

  private var rank: Int {
    let levels = AdministrativeLevel.allCases
    let height = levels.count - (levels.firstIndex(of: level) ?? 0)
    return height * 8 + (isOuter ? 0 : 4) + Self.order(of: status)
  }

  /// How unsettled a status is, 0 … 3.
  static func order(of status: BoundaryStatus?) -> Int {
    switch status {
    case nil: 0
    case .definitif: 1
    case .indikatif: 2
    case .sengketa: 3
    }
  }
}

extension BorderClass {
  /// The class in one byte.
  var byte: UInt8 {
    let number = AdministrativeLevel.allCases.firstIndex(of: level) ?? 0
    return UInt8(number << 3 | (isOuter ? 4 : 0) | Self.order(of: status))
  }

  /// The byte of an arc that is no border of the layer's areas.
  static let noBorder: UInt8 = 255

  /// Whether the class in a byte is one of coasts.
  @inline(__always)
  static func isOuter(_ byte: UInt8) -> Bool { byte & 4 != 0 }

  init(byte: UInt8) {
    let statuses: [BoundaryStatus?] = [nil, .definitif, .indikatif, .sengketa]
    level = AdministrativeLevel.allCases[Int(byte >> 3) & 3]
    isOuter = Self.isOuter(byte)
    status = statuses[Int(byte & 3)]
  }
}
