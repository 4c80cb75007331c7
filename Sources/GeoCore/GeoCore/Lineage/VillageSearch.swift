import GeoStore
public import Places

/// Finds villages by name or code, those of today and those that have ended.
public struct VillageSearch: Sendable {
  /// A village that was found.
  public struct Hit: Sendable {
    /// The code.
    public let code: String
    /// The name under which it was found.
    public let name: String
    /// The names of its district, regency and province, as far as they are known.
    public let areas: [String]
    /// How well it fits: 0 for the very name or code, 1 for its beginning, 2 for a word in it, 3 and more
    /// for a similar one.
    public let rank: Int
    /// What the code is today.
    public let standing: CodeStanding
  }

  private let register: VillageRegister

  /// A search in a register.
  public init(in register: VillageRegister) { self.register = register }

  /// Looks for a text.
  ///
  /// Case, accents, blanks, kinds (`Desa`, `Kel.`) and common abbreviations do not matter, and a slip or two
  /// of the pen does little. After a comma, names of its district, regency or province may follow. Digits are
  /// taken for the beginning of a code, of either scheme.
  ///
  ///     search.hits(for: "sukn, kota malang", within: nil, limit: 10)
  /// - Parameters:
  ///   - text: The name, or the beginning of a code.
  ///   - area: The code of an area in which it must lie.
  ///   - limit: How many at most.
  /// - Returns: The best first; of equals those of today first, then by code.
  /// - Complexity: O(n) in the editions of villages.
  public func hits(for text: String, within area: String? = nil, limit: Int) -> [Hit] {
    let parts = text.split(separator: ",").map(String.init)
    guard let first = parts.first, limit > 0 else { return [] }
    let areaKeys = parts.dropFirst().map { PlaceNameKey($0).text }
    let prefix = area.map { (try? AreaCode($0))?.text ?? $0 }
    let ranked =
      Self.isCode(first) ? byCode(first, within: prefix) : byName(first, areaKeys, within: prefix)
    let sorted = ranked.sorted { a, b in
      (a.rank, isGone(a.village) ? 1 : 0, a.village.code) < (
        b.rank, isGone(b.village) ? 1 : 0, b.village.code
      )
    }
    var seen: Set<String> = []
    return sorted.filter { seen.insert($0.village.code.text).inserted }.prefix(limit).map(hit)
  }

  private typealias Ranked = (village: VillageRecord, rank: Int)

  private func byCode(_ text: String, within prefix: String?) -> [Ranked] {
    let digits = text.filter(\.isNumber)
    let partners = Set(
      digits.count == 10 ? register.crosswalk.kemendagri(of: digits) : [])
    return candidates(within: prefix).compactMap { village in
      let own = village.code.text.filter(\.isNumber)
      if own == digits { return (village, 0) }
      if own.hasPrefix(digits) { return (village, 1) }
      return partners.contains(village.code.text) ? (village, 0) : nil
    }
  }

  private func byName(_ text: String, _ areas: [String], within prefix: String?) -> [Ranked] {
    let key = PlaceNameKey(text)
    guard !key.text.isEmpty else { return [] }
    return candidates(within: prefix).compactMap { village in
      guard let rank = Self.rank(of: key, in: PlaceNameKey(village.name)),
        lies(village, in: areas)
      else { return nil }
      return (village, rank)
    }
  }

  private func candidates(within prefix: String?) -> [VillageRecord] {
    register.editions.values.flatMap { editions in
      editions.filter { village in prefix.map { village.code.isWithin($0) } ?? true }
    }
  }

  /// How well a name fits; `nil` where it does not.
  private static func rank(of key: PlaceNameKey, in name: PlaceNameKey) -> Int? {
    if name.text == key.text { return 0 }
    if name.text.hasPrefix(key.text) { return 1 }
    if key.text.utf8.count >= 4, name.text.contains(key.text) { return 2 }
    guard key.text.utf8.count >= 4 else { return nil }
    return key.distance(to: name).map { 2 + $0 }
  }

  private func lies(_ village: VillageRecord, in areas: [String]) -> Bool {
    guard !areas.isEmpty else { return true }
    let names = areaNames(of: village).map { PlaceNameKey($0).text }
    return areas.allSatisfy { area in names.contains { $0.contains(area) } }
  }

  private func areaNames(of village: VillageRecord) -> [String] {
    [AdministrativeLevel.district, .regency, .province].compactMap {
      register.areaName($0, of: village)
    }
  }

  private func isGone(_ village: VillageRecord) -> Bool { !village.isValid(on: register.today) }

  private func hit(_ ranked: Ranked) -> Hit {
    let village = ranked.village
    return Hit(
      code: village.code.text, name: village.name, areas: areaNames(of: village),
      rank: ranked.rank,
      standing: register.graph.standing(of: village.code.text, on: register.today))
  }

  private static func isCode(_ text: String) -> Bool {
    let bytes = text.utf8.filter { $0 != 32 && $0 != UInt8(ascii: ".") }
    return bytes.count >= 2 && bytes.allSatisfy { (48...57).contains($0) }
  }
}
