public import GeoPrimitives

/// Finds the places that an address in words may mean, without asking anybody.
///
/// An address is parsed (`AddressParser`), every run of words that is a name in the gazetteer is a mention
/// of the areas that bear it, and a reading puts the mention of one place together with those of the areas
/// around it. The weights of the readings are compared as in a logistic model, and the share of the best
/// becomes its score by a calibration that was fitted on labelled addresses (`ScoreCalibration`).
public struct Geocoder: Sendable {
  /// The names.
  public let gazetteer: Gazetteer
  /// Which single places are answered; all of them where it is not given.
  public var isShown: (@Sendable (GazetteerPoint) -> Bool)?
  /// The code of the area that a place lies in; where it is not given, the nearest village is taken.
  public var areaAt: (@Sendable (Coordinate) -> AreaCode?)?

  /// A geocoder.
  public init(_ gazetteer: Gazetteer) { self.gazetteer = gazetteer }

  /// The places that a text may mean, likeliest first; empty when it names none that is known.
  /// - Complexity: bounded; about 0.1 ms for an address of ten words.
  public func candidates(for query: PlaceQuery) -> [PlaceCandidate] {
    guard query.limit > 0 else { return [] }
    let address = AddressParser.parse(query.text)
    if let place = address.coordinate { return located(place, query) }
    return candidates(for: address, query)
  }

  private func candidates(for address: ParsedAddress, _ query: PlaceQuery) -> [PlaceCandidate] {
    var (address, readings) = ReadingSearch(gazetteer).search(address)
    readings.removeAll { !isPlaced($0.entry) }
    if let isShown { readings.removeAll { !shows($0.entry, isShown) } }
    let within = query.within.map { gazetteer.position(of: $0) }
    if !within.isEmpty {
      readings.removeAll { reading in !lies(reading.entry, inOneOf: within) }
    }
    let likely = query.likely.compactMap { gazetteer.position(of: $0) }
    if !likely.isEmpty {
      for index in readings.indices where lies(readings[index].entry, inOneOf: likely) {
        readings[index].weight += MentionWeights.likely
      }
      readings.sort { ($1.weight, $0.entry) < ($0.weight, $1.entry) }
    }
    let writer = CandidateWriter(gazetteer, address)
    if let code = address.shortPlusCode, let first = readings.first,
      let place = PlusCode.place(ofShort: code, near: writer.place(of: first.entry))
    {
      return located(place, query)
    }
    return writer.candidates(readings, limit: query.limit)
  }

  /// Whether it is known where a place is: not in a land of which no place is known at all.
  private func isPlaced(_ entry: Int) -> Bool {
    entry >= gazetteer.areas.count
      ? gazetteer.points[entry - gazetteer.areas.count].place.isOnGlobe
      : gazetteer.places[entry].isOnGlobe
  }

  private func shows(_ entry: Int, _ isShown: (GazetteerPoint) -> Bool) -> Bool {
    entry < gazetteer.areas.count || isShown(gazetteer.points[entry - gazetteer.areas.count])
  }

  private func lies(_ entry: Int, inOneOf areas: [Int?]) -> Bool {
    let isPoint = entry >= gazetteer.areas.count
    let area = isPoint ? Int(gazetteer.pointAreas[entry - gazetteer.areas.count]) : entry
    guard area >= 0 else { return false }
    return areas.contains { other in other.map { gazetteer.lies(area, in: $0) } ?? false }
  }

  /// The answer for a place that the text gives by numbers.
  private func located(_ place: Coordinate, _ query: PlaceQuery) -> [PlaceCandidate] {
    guard var answer = candidate(at: place) else { return [] }
    let within = query.within.map { gazetteer.position(of: $0) }
    if !within.isEmpty {
      guard let code = answer.code, let area = gazetteer.position(of: code),
        lies(area, inOneOf: within)
      else { return [] }
    }
    answer.score = 0.98
    return [answer]
  }

  /// The village that a place lies in, at the place itself.
  /// - Returns: `nil` for numbers that are no place on the globe.
  public func candidate(at place: Coordinate) -> PlaceCandidate? {
    guard place.isOnGlobe else { return nil }
    var area = areaAt.flatMap { $0(place) }.flatMap { gazetteer.position(of: $0) }
    if area == nil, areaAt == nil { area = nearestVillage(to: place) }
    return PlaceCandidate(
      code: area.map { gazetteer.areas[$0].code },
      name: area.map { gazetteer.areas[$0].name } ?? "",
      fullName: area.map { gazetteer.fullName(of: $0) } ?? "", level: .point, place: place,
      radiusMeters: 50, score: 1)
  }

  /// The village whose middle is nearest in terms of how far it reaches.
  private func nearestVillage(to place: Coordinate) -> Int? {
    let near = gazetteer.grid.nearest(to: place, count: 6)
    let best = near.min { a, b in
      a.meters / gazetteer.radii[a.member] < b.meters / gazetteer.radii[b.member]
    }
    return best.flatMap { $0.meters <= 3 * gazetteer.radii[$0.member] ? $0.member : nil }
  }
}
