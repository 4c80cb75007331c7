/// How much a name in an address speaks for the area that bears it, in nats (natural logarithms of odds).
///
/// The numbers were set by hand on generated addresses, and the scores that come of them are calibrated
/// afterwards (`ScoreCalibration`): only their order of size matters.
enum MentionWeights {
  /// An exact name of an area.
  static func name(of level: AdministrativeLevel) -> Double {
    switch level {
    case .village: 6
    case .district: 5.5
    case .regency: 5
    case .province: 3.5
    }
  }
  /// An exact name of a single place.
  static let point = 5.5
  /// Each word of a name but the first: a long name is seldom met by chance.
  static let furtherWord = 0.7
  /// A name that the area no longer has.
  static let oldName = -0.7

  /// Letters that differ.
  static func misspelling(_ distance: Int, length: Int) -> Double {
    switch distance {
    case 0: 0
    case 1: length >= 8 ? -1.2 : length >= 6 ? -1.8 : -3
    case 2: length >= 10 ? -2.5 : -3.8
    default: -5
    }
  }

  /// A name that stands where areas are not named.
  static func role(_ role: WordRole) -> Double {
    switch role {
    case .loose, .marker: 0
    case .street: -4.5
    case .streetTail, .landmark: -2.5
    case .hamlet: -2
    case .taken: -6
    }
  }

  /// What the address says that the name is the name of.
  static func kind(
    _ said: AreaMention.Kind?, _ level: AdministrativeLevel, isCity: Bool
  ) -> Double {
    guard let said else { return 0 }
    guard said.level == level else { return -3 }
    guard level == .regency else { return 2 }
    return (said == .city) == isCity ? 2 : -1.5
  }

  /// A second naming of the same name, as in `Ciwaru, Kec. Ciemas, Ciemas`: mostly the district again, and
  /// not the village that is called like it.
  static let repetition = -1.5
  /// A name that a village shares with its district, written once and without its kind: of real addresses about half
  /// mean only the district, so both are answered with about the same score.
  static let namesake = -0.4
  /// A larger area that is named before a smaller one.
  static let inversion = -0.4
  /// A word of a name that the reading leaves unexplained, and the least that all of them together weigh.
  static let unexplainedWord = -0.35
  static let leastUnexplained = -2.8
  /// An area named with its kind that the reading leaves unexplained.
  static let unexplainedArea = -2.5
  /// That the place is none of those known.
  static let unknownPlace = 4.0
  /// That it lies where it is likely.
  static let likely = 1.5
}
