/// What repeated runs of one thing took, in seconds.
struct Samples {
  /// Wall-clock times, ascending.
  private(set) var wall: [Double]
  /// Processor times of the whole process, ascending.
  private(set) var processor: [Double]

  /// No samples yet.
  static let none = Samples(wall: [], processor: [])

  /// Samples in any order.
  init(wall: [Double], processor: [Double]) {
    self.wall = wall.sorted()
    self.processor = processor.sorted()
  }

  /// Takes in the samples of others.
  mutating func add(_ other: Samples) {
    self = Samples(wall: wall + other.wall, processor: processor + other.processor)
  }

  /// The shortest wall-clock time.
  var minimum: Double { wall.first ?? .nan }

  /// The middle wall-clock time; of an even number the mean of the two in the middle.
  var median: Double { Self.median(ofSorted: wall) }

  /// The wall-clock time that 95 of 100 runs do not exceed.
  var percentile95: Double { Self.rank(0.95, ofSorted: wall) }

  /// The middle processor time. Where it is well below `median`, the machine was busy elsewhere.
  var medianProcessor: Double { Self.median(ofSorted: processor) }

  /// The middle of ascending numbers; not a number when there are none.
  static func median(ofSorted values: [Double]) -> Double {
    guard !values.isEmpty else { return .nan }
    let half = values.count / 2
    return values.count % 2 == 1 ? values[half] : (values[half - 1] + values[half]) / 2
  }

  /// The value at a share of ascending numbers (nearest rank); not a number when there are none.
  static func rank(_ share: Double, ofSorted values: [Double]) -> Double {
    guard !values.isEmpty else { return .nan }
    let position = Int((share * Double(values.count)).rounded(.up)) - 1
    return values[min(max(position, 0), values.count - 1)]
  }
}
