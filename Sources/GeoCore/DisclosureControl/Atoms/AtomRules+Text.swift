extension AtomRules: LosslessStringConvertible {
  /// Rules from text such as `planner=5;partner=10;weeks=district`, as `description` gives it; `nil`
  /// for any other text, and for rules that are not allowed.
  public init?(_ description: String) {
    let fields = description.split(separator: ";", omittingEmptySubsequences: false).map {
      $0.split(separator: "=", omittingEmptySubsequences: false)
    }
    guard fields.count == 3, fields.allSatisfy({ $0.count == 2 }), let planner = Int(fields[0][1]),
      let partner = Int(fields[1][1]), let weeks = WeekLevel(rawValue: String(fields[2][1]))
    else { return nil }
    self.init(planner: planner, partner: partner, weeks: weeks)
    guard self.description == description else { return nil }
  }

  /// The rules as text, such as `planner=5;partner=10;weeks=district`.
  public var description: String {
    "planner=\(planner);partner=\(partner);weeks=\(weeks.rawValue)"
  }
}
