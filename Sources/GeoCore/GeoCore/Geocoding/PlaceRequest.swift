public import GeoPrimitives
public import Places

/// What `/geocode` is asked.
public struct PlaceRequest: Sendable {
  /// The question.
  public let query: PlaceQuery

  private static let limitRange = 1...100
  private static let longestText = AddressParser.longestText

  /// The parameters.
  public static let described: [ParameterDescription] = [
    .placeText, .within, .limit(limitRange, default: 5),
  ]

  /// Reads a question.
  /// - Throws: `RequestError.badValue` for a missing or too long text, and for what is no code or number.
  public init(_ parameters: QueryParameters) throws(RequestError) {
    try parameters.requireDescribed(Self.described)
    let text = parameters["q"] ?? ""
    guard text.contains(where: { !$0.isWhitespace }),
      text.unicodeScalars.count <= Self.longestText
    else {
      throw .badValue(
        parameter: "q", value: String(text.prefix(80)),
        expected: "an address of 1 to \(Self.longestText) characters")
    }
    let within = try parameters.areaCode("within").map { [$0] } ?? []
    let limit = try parameters.wholeNumber("limit", in: Self.limitRange) ?? 5
    query = PlaceQuery(text, within: within, limit: limit)
  }
}

/// What `/reverse` is asked.
public struct ReverseRequest: Sendable {
  /// The place.
  public let place: Coordinate

  /// The parameters.
  public static let described: [ParameterDescription] = [.longitude, .latitude]

  /// Reads a question.
  /// - Throws: `RequestError.badValue` for what is no number of degrees.
  public init(_ parameters: QueryParameters) throws(RequestError) {
    try parameters.requireDescribed(Self.described)
    place = Coordinate(
      longitude: try Self.degrees("lon", 180, parameters),
      latitude: try Self.degrees("lat", 90, parameters))
  }

  private static func degrees(
    _ name: String, _ bound: Double, _ parameters: QueryParameters
  ) throws(RequestError) -> Double {
    let text = parameters[name] ?? ""
    guard let value = DecimalNumber.parse(text), abs(value) <= bound else {
      throw .badValue(
        parameter: name, value: text, expected: "degrees from \(Int(-bound)) to \(Int(bound))")
    }
    return value
  }
}
