import DisclosureControl
import GeoPrimitives
import GeoStore
import SpatialIndexing
import TileMath

/// What a tile was made from, as far as it can change: enough to tell later whether it would still be drawn
/// the same.
public struct TileState: Hashable, Sendable {
  /// The mark of everything but single tips; equal in every process that has the same data.
  public let mark: [UInt8]
  /// The revision of the snapshot; it counts within one process.
  public let revision: Int

  /// A state from its parts.
  public init(mark: [UInt8], revision: Int) {
    self.mark = mark
    self.revision = revision
  }
}

extension DatasetSnapshot {
  /// Rises with every change of how tiles are drawn, so that older ones on a disk are not taken for new.
  private static let drawingVersion = 1

  /// The state of what a tile is made from.
  ///
  /// It takes the class limits into account, which belong to all villages: one report more in a distant
  /// village may move them, and with them the colours of every tile.
  /// - Throws: `DisclosureRefusal` for a tile that is not shown.
  /// - Complexity: that of finding class limits and bandwidths, once for each; then O(1).
  public func state(
    of request: TileRequest, for disclosure: Disclosure
  ) throws -> TileState {
    var print = Fingerprint()
    print.add(Self.drawingVersion)
    for ground in request.content.grounds { print.add(bytes: mark(of: ground)) }
    switch request.content {
    case .villages, .points: break
    case .coverage(let parameters): print.add((parameters.day ?? today).daysSince1970)
    case .priority: print.add(today.daysSince1970)
    case .heat(let parameters): try add(parameters, to: &print, for: disclosure)
    case .hotspots(let parameters):
      print.add(bytes: try hotspotMap(parameters, for: disclosure).mark)
    case .clusters(.scan(let query)):
      print.add(bytes: try scanMap(query, for: disclosure).mark)
    case .clusters(.points(let query)):
      print.add(bytes: try clusterMap(query, for: disclosure).mark)
    }
    return TileState(mark: print.bytes, revision: revision)
  }

  private func add(
    _ parameters: HeatParameters, to print: inout Fingerprint, for disclosure: Disclosure
  ) throws {
    let query = try resolved(try admitted(parameters.query, for: disclosure))
    print.add(hasData(for: query) ? 1 : 0)
    print.add(query.query.parameters.bandwidthMeters)
    guard hasData(for: query) else { return }
    for limit in try heatPalette(of: parameters, query, for: disclosure).breaks.limits {
      print.add(limit)
    }
  }

  /// Whether no single tip that goes into a tile has come, changed or gone since a revision. Together with the
  /// same mark that means that the tile would be drawn the same.
  /// - Throws: `DisclosureRefusal` for a tile that is not shown.
  /// - Complexity: O(log² n) for n recent changes of tips.
  public func isUntouched(
    _ request: TileRequest, since revision: Int, for disclosure: Disclosure
  ) throws -> Bool {
    guard let influence = try tipInfluence(on: request, for: disclosure) else { return true }
    return !tipChanges.reach(influence, after: revision)
  }

  /// Whether single tips go into a tile.
  /// - Throws: `DisclosureRefusal` for a tile that is not shown.
  public func showsTips(_ request: TileRequest, for disclosure: Disclosure) throws -> Bool {
    try tipInfluence(on: request, for: disclosure) != nil
  }

  private func tipInfluence(
    on request: TileRequest, for disclosure: Disclosure
  ) throws -> TipInfluence? {
    switch request.content {
    // The mark of a statistic tells everything that it shows.
    case .villages, .coverage, .hotspots, .clusters, .priority: return nil
    case .points(.tips(let filter)):
      // Where points are grouped, one more may part or join others anywhere in the picture.
      let audience = try disclosure.pointAudience(of: .tips)
      return influence(of: TipScope(filter: filter, area: audience.visible), within: nil)
    case .points: return nil
    case .heat(let parameters):
      let query = try admitted(parameters.query, for: disclosure)
      guard query.query.source == .tips, let scope = query.scope else { return nil }
      // Bandwidths that follow from all points move everywhere with each of them.
      guard !query.query.isAdaptive else { return influence(of: scope, within: nil) }
      return influence(
        of: scope,
        within: request.tile.influenceBox(
          bandwidthMeters: try resolved(query).query.parameters.bandwidthMeters))
    }
  }

  private func influence(of scope: TipScope, within box: Envelope?) -> TipInfluence {
    TipInfluence(
      filter: TipFilter.Compiled(scope.filter, channelNames: tips.channelNames),
      isInside: scope.area == .everywhere ? nil : memberships(of: scope.area), box: box)
  }
}

extension TileRequest.Content {
  /// What the content is drawn from besides single tips.
  fileprivate var grounds: [Ground] {
    switch self {
    case .villages: [.areas]
    case .coverage: [.areas, .programme, .activities, .servicePoints]
    case .hotspots, .clusters: [.areas, .published]
    case .priority(let parameters):
      parameters.plan == nil
        ? [
          .areas, .programme, .activities, .servicePoints, .offices, .accommodations, .published,
          .residents,
        ] : [.areas, .plans]
    case .heat(let parameters):
      switch parameters.query.source {
      case .tips: [.areas, .published]
      case .accommodations: [.areas, .accommodations]
      case .guests: [.areas, .accommodations, .guests]
      }
    case .points(let points):
      switch points {
      case .accommodations: [.areas, .accommodations]
      case .servicePoints: [.areas, .servicePoints]
      case .offices: [.areas, .offices]
      case .activities: [.areas, .activities]
      case .tips: [.areas]
      }
    }
  }
}

extension TileID {
  /// Where points may lie that go into a picture of the tile, in degrees.
  ///
  /// A point adds within its bandwidth and nothing beyond. But it is summed with its neighbours: cells of up
  /// to a quarter of the bandwidth, or of a pixel, are looked at eight by eight when heavy ones are divided
  /// (`MassDivision`), so it may move what its neighbours add, too.
  fileprivate func influenceBox(bandwidthMeters: Double) -> Envelope {
    envelope(bufferedBy: 1.0 / 16).widened(byMeters: 3.5 * bandwidthMeters)
  }
}
