public import DisclosureControl
import GeoPrimitives
public import GeoStore
import TileMath

extension TipRecord {
  /// The tip without its texts, somewhere in its village: at the village's label, with the radius of a
  /// disc of the village's size. Densities spread such a tip all over the village.
  ///
  /// A place that is known to the district or regency only is left as it is. A place in no village goes.
  func coarsened(in villages: AreaLayer) -> TipRecord {
    var tip = self
    tip.summary = nil
    tip.placeText = nil
    guard level <= .desa, let place else { return tip }
    let village = villages.area(containing: place)
    tip.place = village?.label
    tip.level = .desa
    tip.radiusMeters = village.map { ($0.squareKilometers * 1e6 / .pi).squareRoot().rounded() }
    return tip
  }

  /// Whether a tip tells more than its coarsened form.
  func tellsMore(than coarse: TipRecord) -> Bool {
    summary != coarse.summary || placeText != coarse.placeText || place != coarse.place
      || level != coarse.level || radiusMeters != coarse.radiusMeters
  }
}

extension AreaLayer {
  /// The villages of a workspace that have a place on the map, without their stages.
  /// - Parameters:
  ///   - reader: A state of the workspace.
  ///   - area: Those of some area codes only.
  /// - Throws: `WorkspaceError` when the file cannot be read.
  /// - Complexity: O(v) for the v vertices of the workspace's villages.
  public init(
    villagesOf reader: WorkspaceReader, in area: AreaOfResponsibility = .everywhere
  ) throws {
    var found: [AreaCode: (VillageRecord, AreaMeasures)] = [:]
    for prefix in area.codes ?? [""] {
      try reader.readVillages(withCodePrefix: prefix) { record in
        guard record.validTo == nil, let measures = record.geometry.flatMap({ AreaMeasures($0) })
        else { return }
        found[record.code] = (record, measures)
      }
    }
    let villages = found.values.sorted { $0.0.code < $1.0.code }
    self.init(
      level: .village, rows: villages.map { AreaRow(code: $0.0.code, name: $0.0.name) },
      borders: LayerBorders(
        geometryOf: villages.compactMap(\.0.geometry), measures: villages.map(\.1)))
  }
}
