extension AtomTable {
  /// The published numbers, from which the table can be made again.
  public var rows: [AtomRow] {
    AtomRow.Layer.allCases.flatMap { layer in
      self[layer].isWithheld
        ? [AtomRow(layer: layer, month: month, members: [], keys: [], count: 0)]
        : self[layer].blocks.flatMap { rows(of: $0, in: layer) }
    }
  }

  /// The table that rows of a month make, in any order of the rows.
  ///
  /// - Throws: `AtomError.contradictoryRow` when a row is of another month, names no areas of its
  ///   layer, shares an area, week or category with another, or has a count below the threshold.
  public init(
    month: ReportingMonth, categories: [String], rows: [AtomRow], rules: AtomRules = .standard
  ) throws(AtomError) {
    var layers: [AtomRow.Layer: AtomLayer] = [:]
    for layer in AtomRow.Layer.allCases {
      var reader = RowReader(layer: layer, month: month, categories: categories, rules: rules)
      for row in rows where row.layer == layer { try reader.read(row) }
      layers[layer] = reader.result
    }
    let empty = AtomLayer(blocks: [])
    self.init(
      month: month, categories: categories, villages: layers[.village] ?? empty,
      weeks: layers[.week] ?? empty, regencies: layers[.regency] ?? empty,
      districts: layers[.district] ?? empty)
  }

  /// The layer of a kind.
  public subscript(layer: AtomRow.Layer) -> AtomLayer {
    switch layer {
    case .village: villages
    case .week: weeks
    case .regency: regencies
    case .district: districts
    }
  }

  private func rows(of block: AtomBlock, in layer: AtomRow.Layer) -> [AtomRow] {
    func row(_ keys: [String], _ count: Int) -> AtomRow {
      AtomRow(layer: layer, month: month, members: block.members, keys: keys, count: count)
    }
    guard layer.isDivided else { return [row([], block.count)] }
    return block.parts.map { part in
      row(part.keys.map { layer == .week ? String($0 + 1) : categories[$0] }, part.count)
    }
  }
}

extension AtomRow.Layer {
  /// Whether its blocks are divided by week or category.
  fileprivate var isDivided: Bool { self == .week || self == .regency }
}

/// Puts the rows of a layer together again.
private struct RowReader {
  let layer: AtomRow.Layer
  let month: ReportingMonth
  let categories: [String]
  let rules: AtomRules
  private var parts: [[String]: [AtomPart]] = [:]
  private var blockOfMember: [String: [String]] = [:]
  /// Areas that have a member within them, which therefore cannot be members.
  private var uppers: Set<String> = []
  private var isWithheld = false

  init(
    layer: AtomRow.Layer, month: ReportingMonth, categories: [String], rules: AtomRules
  ) {
    self.layer = layer
    self.month = month
    self.categories = categories
    self.rules = rules
  }

  var result: AtomLayer {
    let blocks = parts.map { members, parts in
      AtomBlock(
        members: members, count: parts.reduce(0) { $0 + $1.count },
        parts: layer.isDivided ? Self.ordered(parts) : [])
    }
    return AtomLayer(blocks: blocks, isWithheld: isWithheld)
  }

  mutating func read(_ row: AtomRow) throws(AtomError) {
    func require(_ holds: Bool, _ reason: String) throws(AtomError) {
      if !holds { throw .contradictoryRow(row.description, reason: reason) }
    }
    try require(row.month == month, "another month")
    try require(!isWithheld, "the layer is withheld")
    if row.members.isEmpty {
      try require(row.count == 0 && row.keys.isEmpty && parts.isEmpty, "a count without members")
      isWithheld = true
      return
    }
    try require(row.count >= threshold, "below the threshold")
    try require(row.count <= AtomCounts.greatest, "above all that can be counted")
    try require(claim(row.members), "members that are no neighbours or are in two blocks")
    let keys = row.keys.compactMap(position)
    try require(keys.count == row.keys.count && Self.ascend(keys), "unknown or unordered keys")
    try require(keys.isEmpty != layer.isDivided, "keys that do not belong to the layer")
    let taken = Set((parts[row.members] ?? []).flatMap(\.keys))
    try require(taken.isDisjoint(with: keys), "keys that another row has")
    try require(layer.isDivided || parts[row.members] == nil, "a second row")
    parts[row.members, default: []].append(AtomPart(keys: keys, count: row.count))
  }

  private var threshold: Int { layer == .district ? rules.partner : rules.planner }

  private var lowest: Int {
    switch layer {
    case .village: DottedCode.village
    case .week: rules.weeks.level
    case .regency: 2
    case .district: 3
    }
  }

  /// Takes the members for their block; `false` when they cannot be one.
  private mutating func claim(_ members: [String]) -> Bool {
    guard let first = members.first, let level = DottedCode.level(of: first), level > 0 else {
      return false
    }
    // A single area is only published at the lowest level of its layer.
    guard members.count > 1 ? level <= lowest : level == lowest else { return false }
    let parent = DottedCode.ancestor(of: first, level: level - 1)
    guard Self.ascend(members) else { return false }
    for member in members {
      guard DottedCode.level(of: member) == level, member.hasPrefix(parent),
        !uppers.contains(member), blockOfMember[member, default: members] == members,
        (0..<level).allSatisfy({ blockOfMember[DottedCode.ancestor(of: member, level: $0)] == nil })
      else { return false }
      blockOfMember[member] = members
    }
    for upper in 0..<level { uppers.insert(DottedCode.ancestor(of: first, level: upper)) }
    return true
  }

  private func position(of key: String) -> Int? {
    guard layer == .week else { return categories.firstIndex(of: key) }
    guard let number = Int(key), (1...month.weekCount).contains(number) else { return nil }
    return number - 1
  }

  /// A merged part comes first, then the others by their only key.
  private static func ordered(_ parts: [AtomPart]) -> [AtomPart] {
    parts.sorted {
      ($0.keys.count > 1 ? 0 : 1, $0.keys.first ?? 0) < (
        $1.keys.count > 1 ? 0 : 1, $1.keys.first ?? 0
      )
    }
  }

  private static func ascend<Value: Comparable>(_ values: [Value]) -> Bool {
    zip(values, values.dropFirst()).allSatisfy { $0 < $1 }
  }
}
