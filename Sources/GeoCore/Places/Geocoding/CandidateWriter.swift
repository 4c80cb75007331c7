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
    let names = ReadingFinder(gazetteer, address).names
    var (rest, last) = (1.0, 1.0)
    return zip(readings.prefix(limit), shares(of: readings)).enumerated().map { rank, answer in
      let (reading, share) = answer
      let isWhole = names & ~reading.words == 0
      // What is fitted is how often the first answer is right; the others keep their share.
      let score = rank > 0 ? share : ScoreCalibration.score(ofShare: share, isWhole: isWhole)
      // The scores of answers that exclude each other never add up to more than one, nor do they rise.
      last = min(score, rest, last)
      rest -= last
      return candidate(reading.entry, score: last)
    }
  }

  /// The share of each reading in all of them, and in that the place is none of those known.
  func shares(of readings: [Reading]) -> [Double] {
    guard let best = readings.first else { return [] }
    let top = max(best.weight, MentionWeights.unknownPlace)
    let sum = readings.reduce(exp(MentionWeights.unknownPlace - top)) {
      $0 + exp($1.weight - top)
    }
    return readings.map { exp($0.weight - top) / sum }
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
