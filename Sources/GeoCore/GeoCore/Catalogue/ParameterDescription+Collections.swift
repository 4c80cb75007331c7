import GeoPrimitives

/// The parameters of collections (OGC API – Features).
extension ParameterDescription {
  /// The most features of a page; who asks for more gets so many.
  public static let pageLimit = 10_000
  /// How many features a page has if nothing is said.
  public static let pageDefault = 100

  /// How many features at most. A number above the limit stands for the limit (OGC 17-069r4, 7.15.2); the
  /// limit is described all the same, as clients choose their pages by it.
  public static let pageSize = ParameterDescription(
    "limit",
    LocalizedText(
      "Jumlah fitur paling banyak; lebih dari \(pageLimit) berarti \(pageLimit)",
      "How many features at most; more than \(pageLimit) stands for \(pageLimit)"),
    .wholeNumber(1...pageLimit), default: "\(pageDefault)", example: "10")

  /// Where.
  public static let bbox = ParameterDescription(
    "bbox",
    LocalizedText(
      "Kotak: barat,selatan,timur,utara (atau dengan ketinggian)",
      "Box: west,south,east,north (or with heights)"),
    .numbers(count: 4...6), example: "104,-10,105,-9")

  /// The system of the box.
  public static let bboxSystem = system(
    "bbox-crs", LocalizedText("Sistem referensi kotak", "Reference system of the box"))

  /// The system of the answer.
  public static let system = system(
    "crs", LocalizedText("Sistem referensi jawaban", "Reference system of the answer"))

  /// The system of geometries in a filter.
  public static let filterSystem = system(
    "filter-crs",
    LocalizedText(
      "Sistem referensi geometri saringan", "Reference system of the filter's geometries"))

  /// A condition.
  public static let filter = ParameterDescription(
    "filter", LocalizedText("Saringan CQL2", "Filter in CQL2"), .text(),
    example: "S_INTERSECTS(geometry, POINT(104.5 -9.5))")

  /// The language of the condition.
  public static let filterLanguage = ParameterDescription(
    "filter-lang", LocalizedText("Bahasa saringan", "Language of the filter"),
    .choice(["cql2-text"]), default: "cql2-text", example: "cql2-text")

  /// The format of features.
  public static let featureFormat = format(["json", "csv"])

  /// The format of an answer, out of some.
  public static func format(_ names: [String]) -> ParameterDescription {
    ParameterDescription(
      "f", LocalizedText("Format; tanpa ini menurut Accept", "Format; by Accept if absent"),
      .choice(names), example: names.last ?? "json")
  }

  private static func system(_ name: String, _ title: LocalizedText) -> ParameterDescription {
    ParameterDescription(
      name, title, .choice(FeatureSystem.all.map(\.uri)), default: FeatureSystem.crs84.uri,
      example: "http://www.opengis.net/def/crs/EPSG/0/3857")
  }
}

extension CollectionDescription {
  /// The parameters of its features.
  public var itemParameters: [ParameterDescription] {
    let always: [ParameterDescription] = [
      .pageSize, .offset, .bbox, .bboxSystem, .datetime, .system, .filter, .filterLanguage,
      .filterSystem, .featureFormat,
    ]
    return always + properties.map(\.parameter)
  }
}

extension PropertyDescription {
  /// The parameter by which features of one value are chosen (OGC 17-069r4, 7.15.5).
  fileprivate var parameter: ParameterDescription {
    let schema: ParameterSchema =
      switch kind {
      case .text, .moment: .text()
      case .choice(let names): .choice(names)
      case .wholeNumber, .number: .number(.anyNumber)
      case .flag: .flag
      case .day: .day
      }
    return ParameterDescription(name, title, schema, example: example)
  }

  private var example: String {
    switch kind {
    case .text: "35"
    case .moment: "2026-03-09T01:30:00Z"
    case .choice(let names): names.first ?? ""
    case .wholeNumber, .number: "12"
    case .flag: "true"
    case .day: "2026-03-09"
    }
  }

  /// The value that a text stands for.
  /// - Throws: `RequestError.badValue` naming the property.
  func value(of text: String) throws(RequestError) -> PropertyValue {
    switch kind {
    case .text: return .text(text)
    case .choice(let names):
      guard names.contains(text) else {
        throw bad(text, "one of \(names.joined(separator: ", "))")
      }
      return .text(text)
    case .wholeNumber, .number:
      guard let number = DecimalNumber.parse(text) else { throw bad(text, "a number") }
      return .number(number)
    case .flag:
      guard let flag = Bool(text) else { throw bad(text, "true or false") }
      return .flag(flag)
    case .day:
      guard let day = CivilDate(text) else { throw bad(text, "a day such as 2026-10-31") }
      return .text(day.description)
    case .moment:
      guard let moment = Instant(iso8601: text, defaultZone: .utc) else {
        throw bad(text, "a moment such as 2026-10-31T08:00:00Z")
      }
      return .text(moment.iso8601)
    }
  }

  private func bad(_ text: String, _ expected: String) -> RequestError {
    .badValue(parameter: name, value: text, expected: expected)
  }
}
