import Foundation
import GeoPrimitives
import Support
import Testing

@testable import Places

@Suite("The calibration of scores", .serialized)
struct CalibrationTests {
  private static let isRenewing =
    ProcessInfo.processInfo.environment["PETABINAAN_RENEW_CALIBRATION"] != nil

  /// Answers of which as many are right as a function of the share says.
  private func samples(
    _ count: Int, seed: UInt64, _ truth: (Double) -> Double
  ) -> [CalibrationSample] {
    var random = SeededRandom(seed: seed)
    return (0..<count).map { _ in
      let share = random.uniform(0...1)
      return CalibrationSample(
        share: share, isWhole: true, isRight: random.uniform(0...1) < truth(share))
    }
  }

  @Test("A fit finds how often answers are right, and never falls")
  func fit() {
    let truth: (Double) -> Double = { 0.2 + 0.6 * $0 * $0 }
    let curve = CalibrationFit.curve([samples(40_000, seed: 1, truth)])
    for (low, high) in zip(curve, curve.dropFirst()) {
      #expect(low.share < high.share && low.score <= high.score)
    }
    for share in stride(from: 0.1, through: 0.95, by: 0.05) {
      let score = ScoreCalibration.score(ofShare: share, on: curve)
      #expect(abs(score - truth(share)) < 0.04, "\(share)")
    }
  }

  @Test("Each population weighs the same, however many answers it has")
  func populations() {
    let always = samples(60_000, seed: 2) { _ in 1 }
    let never = samples(6_000, seed: 3) { _ in 0 }
    let curve = CalibrationFit.curve([always, never])
    #expect(curve.allSatisfy { abs($0.score - 0.5) < 0.2 })
  }

  @Test("Where there are no answers the share itself is the score")
  func empty() {
    let curve = CalibrationFit.curve([])
    #expect(curve.allSatisfy { abs($0.share - $0.score) < 1e-9 })
  }

  @Test("The curves are probabilities that rise with the share")
  func curves() {
    for curve in [ScoreCalibration.whole, ScoreCalibration.partial] {
      #expect(curve.allSatisfy { (0...1).contains($0.score) })
      for (low, high) in zip(curve, curve.dropFirst()) {
        #expect(low.share < high.share && low.score <= high.score)
      }
    }
    for isWhole in [false, true] {
      let scores = (0...1000).map {
        ScoreCalibration.score(ofShare: Double($0) / 1000, isWhole: isWhole)
      }
      #expect(zip(scores, scores.dropFirst()).allSatisfy { $0 <= $1 })
      #expect(scores.allSatisfy { (0...1).contains($0) })
    }
  }

  @Test(
    "The curves are made anew from addresses whose place is known",
    .enabled(if: isRenewing && RealGazetteer.isAvailable, "\(TestData.skipReason)"))
  func renew() throws {
    let areas = try RealGazetteer.areas()
    let geocoder = Geocoder(Gazetteer(areas: areas))
    var generator = AddressGenerator(areas, seed: 2026)
    let generated = (0..<20_000).compactMap { _ in generator.next() }
    let real = try RealAddresses.accommodations().filter { !$0.isHeldOut }.map(\.address)
    let populations = [generated, real].map { $0.compactMap { geocoder.sample(of: $0) } }
    let source = CalibrationFit.source(
      whole: CalibrationFit.curve(populations.map { $0.filter(\.isWhole) }),
      partial: CalibrationFit.curve(populations.map { $0.filter { !$0.isWhole } }))
    let path = "Sources/GeoCore/Places/Geocoding/ScoreCalibration+Curves.swift"
    try Data(source.utf8).write(to: TestData.packageRoot.appendingPathComponent(path))
  }
}
