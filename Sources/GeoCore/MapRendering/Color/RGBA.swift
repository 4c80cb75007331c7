/// A colour of the sRGB space with straight (not premultiplied) opacity, eight bits a channel.
public struct RGBA: Hashable, Sendable {
  /// The red channel.
  public var red: UInt8
  /// The green channel.
  public var green: UInt8
  /// The blue channel.
  public var blue: UInt8
  /// The opacity: 0 is invisible, 255 hides what is beneath.
  public var alpha: UInt8

  /// A colour from its channels.
  @inlinable
  public init(red: UInt8, green: UInt8, blue: UInt8, alpha: UInt8 = 255) {
    self.red = red
    self.green = green
    self.blue = blue
    self.alpha = alpha
  }

  /// An opaque colour from its hexadecimal notation: `RGBA(0x2A788E)` is CSS `#2a788e`.
  @inlinable
  public init(_ hexadecimal: UInt32) {
    red = UInt8(truncatingIfNeeded: hexadecimal >> 16)
    green = UInt8(truncatingIfNeeded: hexadecimal >> 8)
    blue = UInt8(truncatingIfNeeded: hexadecimal)
    alpha = 255
  }

  /// No colour at all.
  public static let transparent = RGBA(red: 0, green: 0, blue: 0, alpha: 0)

  /// The same colour at an opacity of 0 … 1.
  public func opacity(_ share: Double) -> RGBA {
    var result = self
    result.alpha = UInt8((min(max(share, 0), 1) * 255).rounded())
    return result
  }

  /// The colour in CSS notation without its opacity, such as `#2a788e`.
  public var cssHex: String {
    "#" + [red, green, blue].map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
  }

  /// The opacity as a share of one, to three decimals.
  public var opacityShare: Double { (Double(alpha) / 255 * 1000).rounded() / 1000 }

  /// How the colour looks on an opaque ground.
  public func blended(over ground: RGBA) -> RGBA {
    let share = Int(alpha)
    func mix(_ top: UInt8, _ below: UInt8) -> UInt8 {
      UInt8((Int(top) * share + Int(below) * (255 - share) + 127) / 255)
    }
    return RGBA(
      red: mix(red, ground.red), green: mix(green, ground.green), blue: mix(blue, ground.blue))
  }

  /// The four channels in one word, red lowest: a key for counting colours.
  var packed: UInt32 {
    UInt32(red) | UInt32(green) << 8 | UInt32(blue) << 16 | UInt32(alpha) << 24
  }

  init(packed: UInt32) {
    red = UInt8(truncatingIfNeeded: packed)
    green = UInt8(truncatingIfNeeded: packed >> 8)
    blue = UInt8(truncatingIfNeeded: packed >> 16)
    alpha = UInt8(truncatingIfNeeded: packed >> 24)
  }

  /// The colour as a pixel whose channels are multiplied by its opacity, which is highest.
  var premultiplied: UInt32 {
    func channel(_ value: UInt8) -> UInt32 { (UInt32(value) * UInt32(alpha) + 127) / 255 }
    return UInt32(alpha) << 24 | channel(red) << 16 | channel(green) << 8 | channel(blue)
  }

  /// The colour of a pixel whose channels are multiplied by its opacity, which is highest.
  @inline(__always)
  init(premultiplied pixel: UInt32) {
    let alpha = pixel >> 24
    if alpha == 255 {
      self.init(pixel)
    } else if alpha == 0 {
      self = .transparent
    } else {
      func channel(_ shift: UInt32) -> UInt8 {
        UInt8(min(((pixel >> shift & 255) * 255 + alpha / 2) / alpha, 255))
      }
      self.init(red: channel(16), green: channel(8), blue: channel(0), alpha: UInt8(alpha))
    }
  }
}
