import GeoCore

/// Notices as an Atom feed (RFC 4287) with the places of GeoRSS Simple.
struct AtomFeed {
  let feed: NoticeFeed

  var document: [UInt8] {
    let own = "\(feed.address)/feeds/alerts.atom"
    let title = feed.language == .indonesian ? "Pemberitahuan wilayah" : "Area notices"
    return XMLElement(
      "feed",
      [
        "xmlns": "http://www.w3.org/2005/Atom", "xmlns:georss": "http://www.georss.org/georss",
        "xml:lang": feed.language.rawValue,
      ],
      [
        XMLElement("id", text: own), XMLElement("title", text: "PetaBinaan: \(title)"),
        XMLElement("updated", text: feed.changedAt.iso8601),
        XMLElement("author", [:], [XMLElement("name", text: "PetaBinaan")]),
        XMLElement("link", ["rel": "self", "type": "application/atom+xml", "href": own]),
      ] + feed.notices.map(entry)
    ).document
  }

  private func entry(_ notice: NoticeRecord) -> XMLElement {
    let words = feed.words(notice)
    let link = feed.alertAddress(of: notice)
    let isEnded = notice.state(at: feed.now) == .ended
    let updated = isEnded ? max(notice.raisedAt, notice.end) : notice.raisedAt
    let points = feed.areas(of: notice).prefix(1).map { area in
      XMLElement(
        "georss:point",
        text: "\(coordinate(area.label.latitude)) \(coordinate(area.label.longitude))")
    }
    return XMLElement(
      "entry", [:],
      [
        XMLElement("id", text: link), XMLElement("title", text: words.headline),
        XMLElement("updated", text: updated.iso8601),
        XMLElement("published", text: notice.raisedAt.iso8601),
        XMLElement("summary", text: words.description),
        XMLElement("category", ["term": notice.rule.rawValue]),
        XMLElement("category", ["term": notice.state(at: feed.now).rawValue]),
        XMLElement(
          "link", ["rel": "alternate", "type": "application/cap+xml", "href": "\(link).cap"]),
      ] + points)
  }

  private func coordinate(_ degrees: Double) -> String {
    JSONText.number(degrees, decimals: 5)
  }
}
