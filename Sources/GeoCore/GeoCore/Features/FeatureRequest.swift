public import GeoPrimitives

/// Features that are asked for, checked whole.
public struct FeatureRequest: Sendable {
  /// Which.
  public private(set) var query = FeatureQuery()
  /// The reference system of the answer.
  public let system: FeatureSystem

  /// A request from parameters.
  /// - Parameters:
  ///   - collection: The collection.
  ///   - parameters: Those given; the rest takes its default.
  ///   - zone: Where bare dates are read.
  /// - Throws: `RequestError` naming the parameter.
  public init(
    _ collection: CollectionDescription, _ parameters: QueryParameters, zone: TimeZoneOffset
  ) throws {
    try parameters.requireDescribed(collection.itemParameters)
    system = try parameters.system(.system)
    query.limit = try parameters.pageSize()
    query.offset =
      try parameters.wholeNumber("offset", in: ParameterDescription.offsetRange) ?? 0
    query.region = try parameters.region()
    query.interval = try parameters.interval("datetime", zone: zone) ?? .always
    query.filter = try Self.filter(collection.properties, parameters)
  }

  /// What `filter` and the parameters called like properties ask for, all of it together.
  private static func filter(
    _ properties: [PropertyDescription], _ parameters: QueryParameters
  ) throws -> FilterExpression? {
    let system = try parameters.system(.filterSystem)
    guard ["cql2-text", nil].contains(parameters["filter-lang"]) else {
      throw RequestError.badValue(
        parameter: "filter-lang", value: parameters["filter-lang"] ?? "", expected: "cql2-text")
    }
    var parts: [FilterExpression] = []
    if let text = parameters["filter"] {
      parts.append(
        try FilterParser.parse(text, properties: properties, system: FeatureSystem.Reader(system)))
    }
    for (index, property) in properties.enumerated() {
      guard let text = parameters[property.name] else { continue }
      parts.append(.compare(.property(index), .equal, .literal(try property.value(of: text))))
    }
    guard let first = parts.first else { return nil }
    return parts.dropFirst().reduce(first) { .and($0, $1) }
  }
}

extension QueryParameters {
  /// The reference system that a parameter names.
  /// - Throws: `RequestError.badValue`.
  public func system(_ parameter: ParameterDescription) throws(RequestError) -> FeatureSystem {
    guard let uri = self[parameter.name] else { return .crs84 }
    guard let system = FeatureSystem(uri: uri) else {
      throw .badValue(
        parameter: parameter.name, value: uri,
        expected: "the identifier of a reference system that the collection lists")
    }
    return system
  }

  fileprivate func pageSize() throws(RequestError) -> Int {
    guard let text = self["limit"] else { return ParameterDescription.pageDefault }
    let digits = text.drop { $0 == "0" }
    guard !digits.isEmpty, text.utf8.allSatisfy({ (48...57).contains($0) }) else {
      throw .badValue(parameter: "limit", value: text, expected: "a whole number above zero")
    }
    return min(Int(digits) ?? .max, ParameterDescription.pageLimit)
  }

  fileprivate func region() throws -> SearchRegion? {
    let system = try system(.bboxSystem)
    guard let text = self["bbox"] else { return nil }
    let parts = text.split(separator: ",", omittingEmptySubsequences: false)
    let numbers = parts.compactMap(DecimalNumber.parse)
    guard numbers.count == parts.count,
      let region = try? FeatureSystem.Reader(system).region(ofBox: numbers)
    else {
      throw RequestError.badValue(
        parameter: "bbox", value: text,
        expected: "four numbers, the lower corner and the upper one, in the axes of bbox-crs")
    }
    return region
  }
}
