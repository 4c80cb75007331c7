public import DisclosureControl
public import GeoPrimitives
public import GeoStore
public import Places

/// The queue of doubtful places as one office has it before it: the tips of which at least one candidate lies in its
/// area.
///
/// Where a tip lies is what nobody knows yet, so it may stand before several offices. Each accepts places of its own
/// area only, and says only for its own area that none is meant. What has no candidate in any area stays with
/// `geoctl review`.
public struct ReviewDesk: Sendable {
  /// A tip that waits.
  public struct Item: Sendable {
    /// Its entry in the queue.
    public let entry: ReviewRecord
    /// What it says.
    public let tip: TipRecord
    /// The places that it may mean, likeliest first.
    public let candidates: [PlaceCandidate]
    /// Whether each of them lies in the area.
    public let isInArea: [Bool]
  }

  /// The area of the office.
  private let area: AreaOfResponsibility
  private let villages: AreaLayer

  /// The desk of an office.
  /// - Parameters:
  ///   - area: What it is responsible for.
  ///   - snapshot: Tells which village is where.
  public init(of area: AreaOfResponsibility, in snapshot: DatasetSnapshot) {
    self.area = area
    villages = snapshot.villages
  }

  // MARK: Looking

  /// The tips that wait, the longest waiting first.
  /// - Parameters:
  ///   - reader: The workspace.
  ///   - disclosure: On whose behalf, to what end.
  /// - Returns: Those that concern the area.
  /// - Throws: `DisclosureRefusal` where single tips are not open to the role, or no purpose is stated.
  /// - Complexity: O(q log q) for a queue of q tips.
  public func items(in reader: WorkspaceReader, for disclosure: Disclosure) throws -> [Item] {
    let seen = try disclosure.visibleArea(of: .tips)
    var items: [Item] = []
    // The file does not know areas; whatever is not of the area is left out here.
    try reader.readReview(for: .owner(purpose: disclosure.purpose ?? "review")) { entry, tip in
      let item = item(entry, tip)
      let isSeen = zip(item.candidates, item.isInArea).contains { candidate, isInArea in
        isInArea && candidate.code.map { seen.contains(code: $0.text) } ?? (seen == .everywhere)
      }
      if isSeen { items.append(item) }
    }
    return items.sorted { ($0.entry.queuedAt, $0.tip.id) < ($1.entry.queuedAt, $1.tip.id) }
  }

  private func item(_ entry: ReviewRecord, _ tip: TipRecord) -> Item {
    let candidates = ReviewCandidates.parse(entry.candidates)
    return Item(
      entry: entry, tip: tip, candidates: candidates, isInArea: candidates.map(isInArea))
  }

  private func isInArea(_ candidate: PlaceCandidate) -> Bool {
    candidate.code.map { area.contains(code: $0.text) } ?? (area == .everywhere)
  }

  // MARK: Deciding

  /// Gives a tip that waits the place that somebody has chosen.
  /// - Returns: The place.
  /// - Throws: `ReviewRefusal`.
  public func accept(
    _ choice: ReviewChoice, forTip id: String, in transaction: WorkspaceTransaction
  ) throws -> PlaceCandidate {
    let item = try waiting(id, transaction.reader)
    let place = try place(of: choice, item)
    guard isInArea(place) else {
      throw ReviewRefusal.outsideArea(place.code?.text ?? "\(place.place)")
    }
    try transaction.placeTip(
      id, at: place.place, level: place.level,
      radiusMeters: place.radiusMeters > 0 ? place.radiusMeters : nil)
    return place
  }

  /// Says that a tip means no place of the area.
  /// - Returns: Whether it goes on waiting, since it may mean places elsewhere.
  /// - Throws: `ReviewRefusal.notWaiting`.
  public func reject(tip id: String, in transaction: WorkspaceTransaction) throws -> Bool {
    let item = try waiting(id, transaction.reader)
    let others = zip(item.candidates, item.isInArea).filter { !$0.1 }.map(\.0)
    guard !others.isEmpty else {
      try transaction.endReview(of: id)
      return false
    }
    try transaction.queueForReview(
      ReviewRecord(
        tip: id, queuedAt: item.entry.queuedAt, candidates: ReviewCandidates.json(others)))
    return true
  }

  private func waiting(_ id: String, _ reader: WorkspaceReader) throws -> Item {
    // To find out whether the tip is the office's concern; it is not shown.
    let owner = Disclosure.owner(purpose: "review")
    guard let entry = try reader.review(ofTip: id, for: owner),
      let tip = try reader.tip(id, for: owner)
    else { throw ReviewRefusal.notWaiting }
    let item = item(entry, tip)
    guard item.isInArea.contains(true) else { throw ReviewRefusal.notWaiting }
    return item
  }

  private func place(of choice: ReviewChoice, _ item: Item) throws(ReviewRefusal) -> PlaceCandidate
  {
    switch choice {
    case .candidate(let number):
      guard item.candidates.indices.contains(number - 1) else {
        throw .noSuchCandidate(of: item.candidates.count)
      }
      return item.candidates[number - 1]
    case .village(let code):
      guard let village = villages.area(code: code.text) else { throw .unknownVillage(code.text) }
      let radius = (village.squareKilometers * 1e6 / .pi).squareRoot().rounded()
      return PlaceCandidate(
        code: village.code, name: village.name ?? "", fullName: village.name ?? "", level: .desa,
        place: village.label, radiusMeters: radius, score: 1)
    case .point(let place):
      let village = villages.area(containing: place)
      return PlaceCandidate(
        code: village?.code, name: village?.name ?? "", fullName: village?.name ?? "",
        level: .point, place: place, radiusMeters: 0, score: 1)
    }
  }
}

/// The place that somebody has chosen for a tip.
public enum ReviewChoice: Hashable, Sendable {
  /// One of the candidates, by its number from 1.
  case candidate(Int)
  /// A village.
  case village(AreaCode)
  /// A point.
  case point(Coordinate)
}

/// Why a decision about a doubtful place is not taken.
public enum ReviewRefusal: Error, Hashable, Sendable {
  /// The tip does not wait, or concerns another office: which of the two is not told.
  case notWaiting
  /// The tip has fewer candidates.
  case noSuchCandidate(of: Int)
  /// There is no such village.
  case unknownVillage(String)
  /// The place lies in the area of another office.
  case outsideArea(String)
}
