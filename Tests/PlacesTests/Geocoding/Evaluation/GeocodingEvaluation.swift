import Foundation
import GeoPrimitives
import Places

/// How well labelled addresses were found.
struct GeocodingEvaluation {
  private(set) var count = 0
  private(set) var first = 0
  private(set) var firstThree = 0
  private(set) var withPlace = 0
  private(set) var withinRadius = 0
  /// The answers by tenths of the score: how many, how many were right, and the sum of the scores.
  private(set) var bins = Array(repeating: (count: 0, right: 0, scores: 0.0), count: 10)
  private(set) var misses: [(text: String, expected: AreaCode, answers: [PlaceCandidate])] = []

  /// Adds an address and what was answered.
  mutating func add(_ address: LabelledAddress, _ answers: [PlaceCandidate]) {
    count += 1
    let isFirst = answers.first?.code == address.code
    if isFirst { first += 1 } else { misses.append((address.text, address.code, answers)) }
    if answers.prefix(3).contains(where: { $0.code == address.code }) { firstThree += 1 }
    if let place = address.place, let answer = answers.first {
      withPlace += 1
      if Self.meters(place, answer.place) <= answer.radiusMeters { withinRadius += 1 }
    }
    if let answer = answers.first {
      let bin = min(Int(answer.score * 10), 9)
      bins[bin].count += 1
      // An answer is right when it holds the true village: a district may be all that the text tells.
      let isRight = answer.code.map { address.code.isWithin($0.text) } ?? false
      bins[bin].right += isRight ? 1 : 0
      bins[bin].scores += answer.score
    }
  }

  /// The distance on a sphere.
  static func meters(_ a: Coordinate, _ b: Coordinate) -> Double {
    let radians = Double.pi / 180
    let (north, east) = (b.latitude - a.latitude, b.longitude - a.longitude)
    let h =
      pow(sin(north * radians / 2), 2)
      + cos(a.latitude * radians) * cos(b.latitude * radians) * pow(sin(east * radians / 2), 2)
    return 2 * 6_371_000 * asin(min(1, h.squareRoot()))
  }

  /// The figures, one a line.
  var report: String {
    func share(_ part: Int, _ whole: Int) -> String {
      String(format: "%.1f %%", 100 * Double(part) / Double(max(whole, 1)))
    }
    var lines = [
      "addresses \(count)", "first \(share(first, count))",
      "first three \(share(firstThree, count))",
      "within the radius \(share(withinRadius, withPlace))",
    ]
    for bin in bins where bin.count > 0 {
      lines.append(
        String(
          format: "score %.2f: right %.2f of %d", bin.scores / Double(bin.count),
          Double(bin.right) / Double(bin.count), bin.count))
    }
    return lines.joined(separator: "\n")
  }
}
