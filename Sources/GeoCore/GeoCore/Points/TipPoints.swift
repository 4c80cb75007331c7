import Coverage
import DisclosureControl
import GeoPrimitives
import GeoStore
import MapRendering
import Places
import SpatialIndexing
import TileMath

/// Single tips as points, for those who may see them one by one.
///
/// What is known to the village only stands where the village's name does; what is known to the district
/// or regency only is left out, as in densities. Rows are positions in the base, or −1 − the position
/// among the tips that came since.
struct TipPoints: PointSource {
  let snapshot: DatasetSnapshot
  let filter: TipFilter
  let area: AreaOfResponsibility

  static let color = RGBA(0x4A5468)

  func forEachPoint(_ visit: (PlacedRow) -> Void) throws(PointIndexError) {
    let tips = snapshot.tips
    let accepted = TipFilter.Compiled(filter, channelNames: tips.channelNames)
    let (removed, homes) = (Set(tips.removed), try snapshot.tipVillages(threads: 2))
    try snapshot.baseTips(in: area).forEach { position in
      guard !removed.contains(position), accepted.accepts(tips.base.columns, position),
        let place = place(tips.base.columns, position, homes[position])
      else { return }
      visit(point(tips.base.columns, position, row: position, at: place))
    }
    snapshot.addedTips(in: area).forEach { position in
      let home = snapshot.village(ofAddedTip: position)
      guard accepted.accepts(tips.added, position),
        let place = place(tips.added, position, home)
      else { return }
      visit(point(tips.added, position, row: -1 - position, at: place))
    }
  }

  /// Where a tip is drawn: its place, or where its village's name stands.
  private func place(_ columns: TipColumns, _ position: Int, _ village: Int32) -> Coordinate? {
    guard columns.attributes[position].level == PrecisionLevel.desa.position else {
      return columns.points[position].coordinate(at: columns.offsets[position])
    }
    return village == AreaAssignment.none ? nil : snapshot.villages.areas[Int(village)].label
  }

  private func point(
    _ columns: TipColumns, _ position: Int, row: Int, at place: Coordinate
  ) -> PlacedRow {
    PlacedRow(
      row: row, place: place, key: UInt64(bitPattern: columns.rows[position]),
      category: columns.attributes[position].category)
  }

  private func found(_ row: Int) -> (columns: TipColumns, position: Int) {
    row >= 0 ? (snapshot.tips.base.columns, row) : (snapshot.tips.added, -1 - row)
  }

  /// The number of a tip in its table.
  func number(ofRow row: Int) -> Int64 {
    let (columns, position) = found(row)
    return columns.rows[position]
  }

  func tags(ofRow row: Int) -> [VectorTileTag] {
    let (columns, position) = found(row)
    let attributes = columns.attributes[position]
    var tags: [VectorTileTag] = [
      ("category", .string(TipCategory.at(attributes.category))),
      (
        "occurred_at",
        .string(Instant(secondsSince1970: columns.seconds[position]).iso8601)
      ),
      ("origin", .string(TipOrigin.at(attributes.origin))),
      ("status", .string(TipStatus.at(attributes.status))),
      ("level", .string(PrecisionLevel.at(attributes.level))),
    ]
    let radius = columns.radii[position]
    if radius > 0 { tags.append(("radius_m", .double(Double(radius)))) }
    return tags
  }

  /// Hollow where the place is known to the hamlet or less.
  func symbol(ofRow row: Int) -> PointSymbol {
    let (columns, position) = found(row)
    let isVague = columns.attributes[position].level >= PrecisionLevel.dusun.position
    return PointSymbol(.circle, Self.color, isHollow: isVague)
  }

  func name(ofRow row: Int) -> String? { nil }

  func title(ofRow row: Int) -> String {
    let (columns, position) = found(row)
    let moment = Instant(secondsSince1970: columns.seconds[position])
    let category = TipCategory.at(columns.attributes[position].category)
    return "\(category) \(moment.date(in: snapshot.zone))"
  }

  func tags(ofCounts counts: [Int]) -> [VectorTileTag] {
    CountTags.of(TipCategory.self, "category", counts)
  }

  func ring(ofCounts counts: [Int]) -> [GroupSymbol.Part] {
    [GroupSymbol.Part(color: Self.color, count: counts.reduce(0, +))]
  }
}

extension CaseIterable where Self: RawRepresentable<String>, AllCases == [Self] {
  /// The name of the case at a place among all cases; empty beyond them.
  fileprivate static func at(_ position: UInt8) -> String {
    Int(position) < allCases.count ? allCases[Int(position)].rawValue : ""
  }
}
