/// Turns the share of a reading among all readings into the probability that it is right.
enum ScoreCalibration {
  /// The probability at shares of 0, 0.1 … 1.
  ///
  /// Set by hand from the outcomes of 20,000 addresses generated with the seed 2026 (`GeocodingEvaluationTests` with
  /// `PETABINAAN_GEOCODING=20000` prints the fit of the scores that this table gives; the table is right where
  /// that comes out straight). Below a half the share is the probability: places of one name share it evenly.
  static let table: [Double] = [
    0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.72, 0.93, 0.97, 0.985, 0.997,
  ]

  /// The probability for a share, straight between the entries of the table.
  static func score(ofShare share: Double) -> Double {
    let position = min(max(share, 0), 1) * Double(table.count - 1)
    let index = min(Int(position), table.count - 2)
    let part = position - Double(index)
    return table[index] + (table[index + 1] - table[index]) * part
  }
}
