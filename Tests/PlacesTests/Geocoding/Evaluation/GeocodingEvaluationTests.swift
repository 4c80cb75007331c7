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
    let geocoder = try RealGazetteer.geocoder()
    var generator = AddressGenerator(geocoder.gazetteer.areas, seed: 2027)
    var evaluation = GeocodingEvaluation()
    for _ in 0..<Self.count {
      guard let address = generator.next() else { break }
      evaluation.add(address, geocoder.candidates(for: PlaceQuery(address.text)))
    }
    if Self.isPrinting {
      print("generated, not fitted\n\(evaluation.report)")
    }
    #expect(evaluation.count == Self.count)
    #expect(Double(evaluation.first) >= 0.85 * Double(evaluation.count))
    #expect(Double(evaluation.firstThree) >= 0.95 * Double(evaluation.count))
    let inside = Double(evaluation.withinRadius) / Double(max(evaluation.withPlace, 1))
    #expect((0.80...0.95).contains(inside))
  }

  @Test(
    "of real addresses most are found, and scores tell about how many",
    .enabled(if: RealGazetteer.isAvailable, "\(TestData.skipReason)"),
    arguments: ["accommodations, not fitted", "accommodations, fitted", "offices, not fitted"])
  func real(population: String) throws {
    let geocoder = try RealGazetteer.geocoder()
    let known = Dictionary(geocoder.gazetteer.areas.map { ($0.code.text, $0) }) { first, _ in first
    }
    var evaluation = GeocodingEvaluation()
    var kinds: [ErrorKind: Int] = [:]
    let addresses = try Self.addresses(population)
    for (number, address) in addresses.enumerated()
    where Self.isPrinting || addresses.count < 100 || number % 6 == 0 {
      let answers = geocoder.candidates(for: PlaceQuery(address.text))
      evaluation.add(address, answers)
      guard let truth = known[address.code.text] else { continue }
      let district = address.code.ancestor(at: .district).flatMap { known[$0.text]?.name }
      kinds[ErrorKind.of(address.text, truth, answers.first, district: district), default: 0] += 1
    }
    if Self.isPrinting {
      print("\(population)\n\(evaluation.report)")
      for kind in ErrorKind.allCases { print("| \(kind.rawValue) | \(kinds[kind] ?? 0) |") }
    }
    #expect(Double(evaluation.first) >= 0.55 * Double(evaluation.count))
    let held = kinds[.right, default: 0] + kinds[.larger, default: 0]
    #expect(Double(held) >= 0.65 * Double(evaluation.count))
  }

  private static func addresses(_ population: String) throws -> [LabelledAddress] {
    switch population {
    case "accommodations, not fitted":
      try RealAddresses.accommodations().filter(\.isHeldOut).map(\.address)
    case "accommodations, fitted":
      try RealAddresses.accommodations().filter { !$0.isHeldOut }.map(\.address)
    default: try RealAddresses.offices().map(\.address)
    }
  }
}
