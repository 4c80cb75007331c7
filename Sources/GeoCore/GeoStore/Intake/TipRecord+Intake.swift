public import DisclosureControl
public import Places

extension TipRecord {
  /// Takes out of the texts what tells of a person.
  /// - Returns: What was taken out.
  public mutating func maskPersonalData() -> [PersonalDataMask.Kind] {
    var found: [PersonalDataMask.Kind] = []
    for text in [\TipRecord.channel, \.placeText, \.summary] {
      guard let outcome = self[keyPath: text].map(PersonalDataMask.apply) else { continue }
      self[keyPath: text] = outcome.text
      found += outcome.found
    }
    return found
  }

  /// Puts the tip at a place that its words mean. A radius that the reporter has stated stays if it is
  /// larger.
  public mutating func place(at candidate: PlaceCandidate) {
    place = candidate.place
    level = candidate.level
    radiusMeters = max(radiusMeters ?? 0, candidate.radiusMeters)
  }

  /// Finds the place of a tip that has it in words only.
  /// - Parameters:
  ///   - lookup: What knows places.
  ///   - likely: Areas in which places are likelier.
  /// - Returns: The candidates between which somebody has to choose; `nil` where nobody has to.
  public mutating func findPlace(
    by lookup: PlaceLookup, likely: [AreaCode] = []
  ) -> [PlaceCandidate]? {
    guard place == nil, let placeText else { return nil }
    switch PlaceDecision(lookup(PlaceQuery(placeText, likely: likely))) {
    case .placed(let candidate):
      place(at: candidate)
      return nil
    case .doubtful(let candidates): return candidates
    }
  }
}
