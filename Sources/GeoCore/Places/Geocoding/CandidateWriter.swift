import GeoPrimitives
import Glibc

/// Turns readings into answers.
struct CandidateWriter {
  let gazetteer: Gazetteer
  let address: ParsedAddress

  init(_ gazetteer: Gazetteer, _ address: ParsedAddress) {
    self.gazetteer = gazetteer
    self.address = address
  }

  /// The best readings with their scores.
  /// - Complexity: O(n) in the readings.
  func candidates(_ readings: [Reading], limit: Int) -> [PlaceCandidate] {
    guard let best = readings.first else { return [] }
    let top = max(best.weight, MentionWeights.unknownPlace)
    let sum = readings.reduce(exp(MentionWeights.unknownPlace - top)) {
      $0 + exp($1.weight - top)
    }
    var rest = 1.0
    return readings.prefix(limit).map { reading in
      let share = exp(reading.weight - top) / sum
      // The scores of answers that exclude each other never add up to more than one.
      let score = min(ScoreCalibration.score(ofShare: share), rest)
      rest -= score
      return candidate(reading.entry, score: score)
    }
  }

  /// The middle of an area, or where a point is.
  func place(of entry: Int) -> Coordinate {
    entry < gazetteer.areas.count
      ? gazetteer.places[entry] : gazetteer.points[entry - gazetteer.areas.count].place
  }

  private func candidate(_ entry: Int, score: Double) -> PlaceCandidate {
    guard entry < gazetteer.areas.count else {
      return pointCandidate(entry - gazetteer.areas.count, score: score)
    }
    let area = gazetteer.areas[entry]
    return PlaceCandidate(
      code: area.code, name: area.name, fullName: gazetteer.fullName(of: entry),
      level: level(of: area.code.level), place: gazetteer.places[entry],
      radiusMeters: gazetteer.radii[entry].rounded(), score: score)
  }

  /// How precisely the text tells the place. The radius stays that of the village: where in it the unit or
  /// the street lies, the gazetteer does not know.
  private func level(of level: AdministrativeLevel) -> PrecisionLevel {
    switch level {
    case .province, .regency: .kabupaten
    case .district: .kecamatan
    case .village:
      address.street != nil
        ? .street
        : address.rt != nil ? .rt : address.hamlet != nil || address.rw != nil ? .dusun : .desa
    }
  }

  private func pointCandidate(_ index: Int, score: Double) -> PlaceCandidate {
    let point = gazetteer.points[index]
    let area = Int(gazetteer.pointAreas[index])
    let isThere = address.landmarks.allSatisfy { $0.relation == .at }
    let around = area < 0 ? "" : ", " + gazetteer.fullName(of: area)
    return PlaceCandidate(
      code: point.code, name: point.name, fullName: point.name + around,
      level: isThere ? .point : .street, place: point.place, radiusMeters: isThere ? 100 : 300,
      score: score)
  }
}
