import MapRendering
import Places

/// How boundaries look in pictures: a quiet map on which other things are shown.
enum BoundaryLook {
  /// The ground of areas without a class.
  static let ground = RGBA(0xFBFAF7).opacity(0.55)

  /// The stroke of a border at a zoom; thinner on small scales, where borders are dense.
  static func stroke(of border: BorderClass, at zoom: Int) -> SceneStroke {
    let share = 0.3 + 0.7 * Double(min(max(zoom - 3, 0), 6)) / 6
    let full = border.isOuter ? 0.9 : width(of: border.level)
    let width = (full * share * 100).rounded() / 100
    let color = border.isOuter ? RGBA(0x8A949F) : RGBA(color(of: border.level))
    return SceneStroke(
      color: color, width: width, dash: border.isDashed ? [4, 3] : [])
  }

  /// Larger areas have darker borders.
  static func color(of level: AdministrativeLevel) -> UInt32 {
    switch level {
    case .province: 0x4A5160
    case .regency: 0x5B6271
    case .district: 0x767D8A
    case .village: 0x9AA0AB
    }
  }

  private static func width(of level: AdministrativeLevel) -> Double {
    switch level {
    case .province: 1.9
    case .regency: 1.5
    case .district: 1.1
    case .village: 0.7
    }
  }

  /// The letters of the names of a level's areas.
  static func font(of level: AdministrativeLevel) -> SceneFont {
    switch level {
    case .province: SceneFont(size: 13, isBold: true)
    case .regency: SceneFont(size: 12, isBold: true)
    case .district: SceneFont(size: 11, isBold: true)
    case .village: SceneFont(size: 10.5)
    }
  }

  /// The colour of the names of a level's areas.
  static func textColor(of level: AdministrativeLevel) -> RGBA {
    level == .village ? RGBA(0x454C57) : RGBA(0x2F3640)
  }

  /// What keeps names readable.
  static let halo = RGBA(0xFFFFFF).opacity(0.85)
}
