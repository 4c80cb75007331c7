import GeoPrimitives
import GeoStore
import Places

/// Which villages are cleaned together after an import: those imported, and all of the provinces that they
/// belong to or reach into, so that larger areas can be dissolved whole.
struct CleaningScope {
  /// The villages that are drawn and valid together, by code.
  let members: [VillageExtent]
  /// Whether they are the latest edition, from which larger areas are dissolved.
  let isLatest: Bool

  /// - Parameters:
  ///   - extents: All villages of the workspace.
  ///   - imported: The codes imported.
  ///   - day: The first day of the edition that was imported; `nil` where the file does not tell.
  init(_ extents: [VillageExtent], imported: Set<String>, day: CivilDate?) {
    let isLatest = extents.contains {
      imported.contains($0.code.text) && $0.isValid(on: day) && $0.validTo == nil
    }
    self.isLatest = isLatest
    let drawn = extents.filter { $0.box != nil && $0.isValid(on: isLatest ? nil : day) }
    let scheme = drawn.first { imported.contains($0.code.text) }?.code.scheme
    let touched = drawn.reduce(Envelope.empty) { box, village in
      guard imported.contains(village.code.text), let own = village.box else { return box }
      return box.union(own)
    }
    var provinces: Set<AreaCode> = []
    for village in drawn where village.code.scheme == scheme {
      let isNear = village.box.map { $0.intersects(touched) } ?? false
      if isNear, let province = village.code.ancestor(at: .province) { provinces.insert(province) }
    }
    members = drawn.filter { village in
      village.code.scheme == scheme
        && village.code.ancestor(at: .province).map(provinces.contains) ?? false
    }.sorted { $0.code < $1.code }
  }
}
