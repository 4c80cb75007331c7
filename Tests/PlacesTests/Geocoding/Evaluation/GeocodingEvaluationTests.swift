import Foundation
import GeoPrimitives
import Places
import Support
import Testing

/// How well places are found in the whole country. `PETABINAAN_GEOCODING=20000` sets how many addresses are
/// made, and prints the figures; without it a few hundred are.
@Suite("Places of the whole country", .serialized)
struct GeocodingEvaluationTests {
  private static let count =
    ProcessInfo.processInfo.environment["PETABINAAN_GEOCODING"].flatMap { Int($0) } ?? 300
  private static let isPrinting =
    ProcessInfo.processInfo.environment["PETABINAAN_GEOCODING"] != nil

  @Test(
    "of generated addresses nearly all are found, and the radius holds the place",
    .enabled(if: RealGazetteer.isAvailable, "\(TestData.skipReason)"))
  func generated() throws {
    let areas = try RealGazetteer.areas()
    let geocoder = Geocoder(Gazetteer(areas: areas))
    var generator = AddressGenerator(areas, seed: 2026)
    var evaluation = GeocodingEvaluation()
    for _ in 0..<Self.count {
      guard let address = generator.next() else { break }
      evaluation.add(address, geocoder.candidates(for: PlaceQuery(address.text)))
    }
    if Self.isPrinting {
      print(evaluation.report)
      print("fit:", CalibrationFit.table(evaluation.outcomes))
    }
    #expect(evaluation.count == Self.count)
    #expect(Double(evaluation.first) >= 0.85 * Double(evaluation.count))
    #expect(Double(evaluation.firstThree) >= 0.95 * Double(evaluation.count))
    let inside = Double(evaluation.withinRadius) / Double(max(evaluation.withPlace, 1))
    #expect((0.80...0.95).contains(inside))
  }

  @Test(
    "of real addresses of accommodations most are found",
    .enabled(if: RealGazetteer.isAvailable, "\(TestData.skipReason)"))
  func accommodations() throws {
    guard let url = TestData.file("accommodations/accommodations.csv") else { return }
    let geocoder = Geocoder(Gazetteer(areas: try RealGazetteer.areas()))
    var evaluation = GeocodingEvaluation()
    var errors: [String: Int] = [:]
    for (row, cells) in try RealGazetteer.rows(url).enumerated()
    where cells.count >= 11 && !cells[4].isEmpty && (Self.isPrinting || row % 5 == 0) {
      guard let code = try? AreaCode(cells[10]), let latitude = Double(cells[8]),
        let longitude = Double(cells[9])
      else { continue }
      let address = LabelledAddress(
        text: "\(cells[4]), \(cells[5])", code: code,
        place: Coordinate(longitude: longitude, latitude: latitude))
      let answers = geocoder.candidates(for: PlaceQuery(address.text))
      evaluation.add(address, answers)
      errors[Self.kindOfError(code, answers.first), default: 0] += 1
    }
    if Self.isPrinting {
      print(evaluation.report)
      for (kind, count) in errors.sorted(by: { $0.value > $1.value }) { print(kind, count) }
    }
    #expect(Double(evaluation.first) >= 0.6 * Double(evaluation.count))
  }

  /// What is wrong with an answer, told by the level down to which it is right.
  private static func kindOfError(_ code: AreaCode, _ answer: PlaceCandidate?) -> String {
    guard let answer = answer?.code else { return "no answer" }
    if answer == code { return "right village" }
    if code.isWithin(answer.text) { return "right, but no village told: \(answer.level.rawValue)" }
    for level in [AdministrativeLevel.district, .regency, .province]
    where code.ancestor(at: level) == answer.ancestor(at: level)
      && answer.ancestor(at: level) != nil
    {
      return "another place of the same \(level.rawValue)"
    }
    return "another province"
  }
}
