import GeoPrimitives
import GeoStore
import TileMath

/// The located tips of a workspace, column by column: 29 bytes each, so that ten million fit.
///
/// It does not leave GeoCore: what is derived from it passes through a `Disclosure`.
struct TipTable: Sendable {
  /// Categories, origins, states and levels as their positions in `allCases`, one byte each.
  struct Attributes: Hashable, Sendable {
    var category: UInt8
    var origin: UInt8
    var status: UInt8
    var level: UInt8
  }

  private(set) var points: [GridPoint] = []
  private(set) var seconds: [Int64] = []
  private(set) var attributes: [Attributes] = []
  private(set) var channels: [UInt16] = []
  private(set) var radii: [Float] = []
  /// The names that `channels` number.
  private(set) var channelNames: [String] = []

  var count: Int { points.count }

  /// The first and last moment at which a tip occurred; `nil` without tips.
  var period: ClosedRange<Instant>? {
    guard let first = seconds.min(), let last = seconds.max() else { return nil }
    return Instant(secondsSince1970: first)...Instant(secondsSince1970: last)
  }

  mutating func append(
    _ point: GridPoint, seconds: Int64, _ attributes: Attributes, channel: UInt16, radius: Float
  ) {
    points.append(point)
    self.seconds.append(seconds)
    self.attributes.append(attributes)
    channels.append(channel)
    radii.append(radius)
  }

  mutating func setChannelNames(_ names: [String]) { channelNames = names }
}
