import DisclosureControl
import GeoStore

/// The rooms of accommodations in some villages.
public struct RoomFigure: Hashable, Sendable {
  /// What the number is, or why there is none.
  public enum Basis: String, Hashable, Sendable {
    /// The sum over all houses.
    case exact
    /// Some houses are told together with those of other villages; of such a sum each house counts an even part.
    case merged
    /// Some houses are too few, or one is too large among them, to be told at all.
    case smallNumber = "small-number"
    /// Some villages lie outside the area of whoever asks.
    case outsideArea = "outside-area"
    /// The role does not see accommodations.
    case role
    /// An officer sees them for a stated purpose only.
    case purposeMissing = "purpose-missing"
  }

  /// The number of rooms; `nil` where it is not told.
  public let rooms: Int?
  /// What the number is, or why there is none.
  public let basis: Basis

  init(rooms: Int?, basis: Basis) {
    self.rooms = rooms
    self.basis = basis
  }

  /// No number, for a reason.
  static func untold(_ basis: Basis) -> RoomFigure { RoomFigure(rooms: nil, basis: basis) }
}

/// What of the rooms an audience is told: single houses where it sees them, else sums of blocks of villages that
/// `GuestRule` finds safe. Blocks depend neither on the day nor on the programme, so no two answers can be
/// subtracted down to a house.
struct RoomTable: Sendable {
  /// Houses that are told together.
  struct Block: Sendable {
    /// The sum of their rooms.
    var rooms: Int
    /// How many there are.
    var houses: Int
  }

  /// A village's part.
  struct Part: Sendable {
    /// Rooms told house by house.
    var single = 0
    /// Houses that are told in a block only, with its number.
    var merged: (block: Int, houses: Int)?
    /// Whether houses are not told at all.
    var isWithheld = false
  }

  private(set) var parts: [Int: Part] = [:]
  private(set) var blocks: [Block] = []
  /// Which villages the audience may ask about; `nil` for all.
  let isSeen: [Bool]?
  /// Of which villages it sees single houses; `nil` for all.
  let isSingle: [Bool]?

  /// The rooms of some villages, by their positions.
  /// - Complexity: O(n) for n villages.
  func figure(of villages: some Sequence<Int>) -> RoomFigure {
    var sum = 0.0
    var houses: [Int: Int] = [:]
    for village in villages {
      guard isSeen?[village] ?? true else { return .untold(.outsideArea) }
      guard let part = parts[village] else { continue }
      guard !part.isWithheld else { return .untold(.smallNumber) }
      sum += Double(part.single)
      if let (block, count) = part.merged { houses[block, default: 0] += count }
    }
    var isMerged = false
    for (block, count) in houses.sorted(by: { $0.key < $1.key }) {
      isMerged = isMerged || count < blocks[block].houses
      sum += Double(blocks[block].rooms) * Double(count) / Double(max(blocks[block].houses, 1))
    }
    return RoomFigure(rooms: Int(sum.rounded()), basis: isMerged ? .merged : .exact)
  }
}

extension RoomTable {
  /// What an audience is told.
  /// - Parameters:
  ///   - reports: The rooms of houses that have any, as the rule takes them.
  ///   - position: The position of a village's code.
  ///   - isSingle: Of which villages it sees single houses; `nil` for all.
  ///   - isSeen: Which villages it may ask about; `nil` for all.
  init(
    _ reports: [GuestRule.Report], position: (String) -> Int?, isSingle: [Bool]?, isSeen: [Bool]?
  ) {
    self.isSeen = isSeen
    self.isSingle = isSingle
    addSingle(reports, position)
    addBlocks(of: reports, position)
  }

  private func isSingle(_ village: Int) -> Bool { isSingle?[village] ?? true }

  private mutating func addSingle(
    _ reports: [GuestRule.Report], _ position: (String) -> Int?
  ) {
    let located = reports.compactMap { report in position(report.village).map { ($0, report) } }
    for (village, report) in located {
      if isSingle(village) {
        parts[village, default: Part()].single += report.guests
      } else {
        parts[village, default: Part()].isWithheld = true
      }
    }
  }

  private mutating func addBlocks(
    of reports: [GuestRule.Report], _ position: (String) -> Int?
  ) {
    for block in GuestRule.blocks(of: reports) {
      let villages = block.villages.compactMap(position)
      // A sum that also concerns houses that are known, or are not to be asked about, is not told.
      let isClosed = villages.allSatisfy { !isSingle($0) && isSeen?[$0] ?? true }
      guard isClosed else { continue }
      for report in block.reports {
        guard let village = position(report.village) else { continue }
        let known = parts[village]?.merged?.houses ?? 0
        parts[village, default: Part()].merged = (blocks.count, known + 1)
        parts[village]?.isWithheld = false
      }
      blocks.append(Block(rooms: block.guests, houses: block.reports.count))
    }
  }
}

extension DatasetSnapshot {
  /// What somebody is told of rooms, or why nothing.
  func roomTable(for disclosure: Disclosure) -> Result<RoomTable, RoomRefusal> {
    houseTable(for: disclosure, in: places.rooms) { $0.rooms }
  }

  /// How many accommodations somebody is told of, or why nothing.
  func houseTable(for disclosure: Disclosure) -> Result<RoomTable, RoomRefusal> {
    houseTable(for: disclosure, in: places.houses) { _ in 1 }
  }

  private func houseTable(
    for disclosure: Disclosure, in cache: SharedCache<Audience, RoomTable>,
    _ number: (AccommodationRecord) -> Int?
  ) -> Result<RoomTable, RoomRefusal> {
    do throws(DisclosureRefusal) {
      let audience = try disclosure.audience(of: .accommodations)
      return .success(cache.value(for: audience) { makeTable(for: audience, number) })
    } catch {
      if case .purposeMissing = error { return .failure(RoomRefusal(basis: .purposeMissing)) }
      return .failure(RoomRefusal(basis: .role))
    }
  }

  /// What an audience is told of a number that accommodations in villages have.
  private func makeTable(
    for audience: Audience, _ number: (AccommodationRecord) -> Int?
  ) -> RoomTable {
    let reports = zip(accommodationVillages(), accommodations.indices).compactMap {
      village, house -> GuestRule.Report? in
      guard let village, let count = number(accommodations[house]), count > 0 else { return nil }
      return GuestRule.Report(
        establishment: house, village: villages.areas[village].code.text, guests: count)
    }
    let (isSingle, isSeen): ([Bool]?, [Bool]?) =
      switch audience {
      case .owner: (nil, nil)
      case .officer(let area): (memberships(of: area), nil)
      case .published(_, let area):
        ([Bool](repeating: false, count: villages.areas.count), memberships(of: area))
      }
    return RoomTable(
      reports, position: { villages.position(code: $0) }, isSingle: isSingle, isSeen: isSeen)
  }
}

/// Why nothing is told of rooms.
struct RoomRefusal: Error {
  let basis: RoomFigure.Basis
}

extension Result<RoomTable, RoomRefusal> {
  /// The rooms of some villages, or why they are not told.
  func figure(of villages: some Sequence<Int>) -> RoomFigure {
    switch self {
    case .success(let table): table.figure(of: villages)
    case .failure(let refusal): .untold(refusal.basis)
    }
  }

  /// Whether single houses of all of some villages are told.
  func tellsSingle(in villages: some Sequence<Int>) -> Bool {
    guard case .success(let table) = self else { return false }
    return villages.allSatisfy { table.isSingle?[$0] ?? true }
  }
}
