extension ScoreCalibration {
  // Made by `PETABINAAN_RENEW_CALIBRATION=1 swift test -c release --filter CalibrationTests` from 20,000 generated
  // addresses (seed 2026) and half of the real ones of accommodations, which weigh the same. Renew it after a
  // change of the parser or of `MentionWeights`.

  /// The curve of readings that explain all names of the text.
  static let whole: [Knot] = [
    (0.0100, 0.010),
    (0.0600, 0.060),
    (0.1504, 0.152),
    (0.2499, 0.251),
    (0.3494, 0.356),
    (0.4803, 0.486),
    (0.5196, 0.715),
    (0.6404, 0.782),
    (0.7449, 0.782),
    (0.8675, 0.782),
    (0.9189, 0.782),
    (0.9694, 0.939),
    (0.9905, 0.939),
    (0.9991, 0.982),
  ]

  /// The curve of readings that leave some of them unexplained.
  static let partial: [Knot] = [
    (0.0092, 0.007),
    (0.0567, 0.196),
    (0.1521, 0.196),
    (0.2538, 0.418),
    (0.3443, 0.418),
    (0.4497, 0.418),
    (0.5412, 0.419),
    (0.6536, 0.702),
    (0.7434, 0.780),
    (0.8545, 0.780),
    (0.9402, 0.861),
    (0.9653, 0.861),
    (0.9901, 0.901),
    (0.9988, 0.940),
  ]
}
