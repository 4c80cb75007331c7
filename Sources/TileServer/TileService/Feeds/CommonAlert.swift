import GeoCore

/// Notices as a message of the Common Alerting Protocol 1.2 (OASIS 2010).
///
/// A message has a block of information for each notice in each language. Areas are given by code and by a circle
/// around each, in kilometres, since borders would make messages of megabytes.
struct CommonAlert {
  let feed: NoticeFeed
  /// The name of the message.
  let identifier: String
  /// The name of the one who sends.
  let sender: String

  private static let namespace = "urn:oasis:names:tc:emergency:cap:1.2"

  var document: [UInt8] {
    let sent = feed.notices.isEmpty ? feed.now : feed.changedAt
    let isOver =
      !feed.notices.isEmpty && feed.notices.allSatisfy { $0.state(at: feed.now) == .ended }
    var head = [
      XMLElement("identifier", text: identifier), XMLElement("sender", text: sender),
      XMLElement("sent", text: time(sent)), XMLElement("status", text: "Actual"),
      XMLElement("msgType", text: isOver ? "Cancel" : "Alert"),
      XMLElement("scope", text: "Restricted"),
      XMLElement("restriction", text: "PetaBinaan: hanya untuk pemegang akun / account holders"),
    ]
    if isOver {
      head.append(
        XMLElement(
          "references",
          text: feed.notices.map { "\(sender),\($0.id),\(time($0.raisedAt))" }
            .joined(separator: " ")))
    }
    let blocks = feed.notices.flatMap { notice in
      [DisplayLanguage.indonesian, .english].map { info(notice, $0) }
    }
    return XMLElement("alert", ["xmlns": Self.namespace], head + blocks).document
  }

  private func info(_ notice: NoticeRecord, _ language: DisplayLanguage) -> XMLElement {
    let words = feed.words(notice, language)
    return XMLElement(
      "info", [:],
      [
        XMLElement("language", text: language == .indonesian ? "id-ID" : "en-US"),
        XMLElement("category", text: "Safety"), XMLElement("event", text: words.event),
        XMLElement("urgency", text: "Future"), XMLElement("severity", text: "Minor"),
        XMLElement("certainty", text: notice.rule == .cluster ? "Likely" : "Possible"),
        XMLElement("effective", text: time(notice.raisedAt)),
        XMLElement("expires", text: time(notice.end)),
        XMLElement("senderName", text: "PetaBinaan"),
        XMLElement("headline", text: words.headline),
        XMLElement("description", text: words.description),
        XMLElement("instruction", text: words.instruction),
      ] + [area(notice, words)])
  }

  private func area(_ notice: NoticeRecord, _ words: NoticeText) -> XMLElement {
    let areas = feed.areas(of: notice)
    return XMLElement(
      "area", [:],
      [XMLElement("areaDesc", text: words.place)] + areas.map(circle)
        + notice.codes.map { code in
          XMLElement(
            "geocode", [:],
            [XMLElement("valueName", text: "Kemendagri"), XMLElement("value", text: code)])
        })
  }

  /// The circle around the label that takes in the whole box of an area.
  private func circle(_ area: Area) -> XMLElement {
    let box = area.envelope
    let corners = [
      Coordinate(longitude: box.minX, latitude: box.minY),
      Coordinate(longitude: box.maxX, latitude: box.minY),
      Coordinate(longitude: box.minX, latitude: box.maxY),
      Coordinate(longitude: box.maxX, latitude: box.maxY),
    ]
    let meters =
      corners.map { GroundMetric.distanceMeters(between: area.label, and: $0) }.max() ?? 0
    let (latitude, longitude) = (area.label.latitude, area.label.longitude)
    return XMLElement(
      "circle",
      text: "\(JSONText.number(latitude, decimals: 5)),\(JSONText.number(longitude, decimals: 5))"
        + " \(JSONText.number((meters / 1000).rounded(.up), decimals: 1))")
  }

  /// A time as the protocol wants it: with the difference to UTC in digits, never `Z`.
  private func time(_ moment: Instant) -> String {
    moment.iso8601.replacing("Z", with: "-00:00")
  }
}
