import GeoCore

/// Area notices as they stand in a feed.
struct NoticeFeed: Sendable {
  let notices: [NoticeRecord]
  let snapshot: DatasetSnapshot
  let now: Instant
  let language: DisplayLanguage
  /// The server's address without a path.
  let address: String

  func words(_ notice: NoticeRecord, _ language: DisplayLanguage? = nil) -> NoticeText {
    NoticeText(notice, in: snapshot, language ?? self.language)
  }

  /// The villages or districts that a notice is about.
  func areas(of notice: NoticeRecord) -> [Area] {
    notice.codes.compactMap(snapshot.area(ofNotice:))
  }

  /// When the feed changed last.
  var changedAt: Instant {
    notices.map { $0.state(at: now) == .ended ? max($0.raisedAt, $0.end) : $0.raisedAt }.max()
      ?? Instant(secondsSince1970: 0)
  }

  func alertAddress(of notice: NoticeRecord) -> String { "\(address)/feeds/alerts/\(notice.id)" }

  // MARK: GeoJSON

  /// The feed as GeoJSON: each notice with the borders of its areas.
  var geoJSON: String {
    let features = notices.map { notice in
      let polygons = areas(of: notice).flatMap(\.geometry.polygons)
      return GeoJSONWriter.feature(
        geometry: .multiPolygon(MultiPolygon(polygons)), properties: properties(of: notice))
    }
    return "{\"type\":\"FeatureCollection\",\"features\":[\(features.joined(separator: ","))]}"
  }

  private func properties(of notice: NoticeRecord) -> [(name: String, json: String)] {
    let words = words(notice)
    return [
      ("id", JSONText.string(notice.id)), ("rule", JSONText.string(notice.rule.rawValue)),
      ("state", JSONText.string(notice.state(at: now).rawValue)),
      ("area", JSONText.string(notice.area)),
      ("codes", "[" + notice.codes.map(JSONText.string).joined(separator: ",") + "]"),
      ("from", JSONText.string("\(notice.months.lowerBound)")),
      ("to", JSONText.string("\(notice.months.upperBound)")), ("cases", "\(notice.cases)"),
      ("expected", notice.expected.map { JSONText.number($0, decimals: 3) } ?? "null"),
      ("q", notice.rate.map { JSONText.number($0, decimals: 6) } ?? "null"),
      ("raised_at", JSONText.string(notice.raisedAt.iso8601)),
      ("ends_at", JSONText.string(notice.end.iso8601)),
      ("headline", JSONText.string(words.headline)),
      ("description", JSONText.string(words.description)),
    ]
  }
}
