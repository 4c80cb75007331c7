public import GeoPrimitives

/// What became of the villages of an older list, found out by comparing names with a newer one.
///
/// A list tells neither decrees nor borders. A code that is gone is taken to live on under the code that has
/// its name in the same district, else the same regency, else a similar name, else the same name in the
/// province, else its number in the district; where there is none it is taken to have ended. Each finding
/// says by which rule it was made. A code that both lists have under different names was renamed, unless its
/// old name has gone to another code of the regency: then it was given to another village.
///
/// What came from nowhere are mostly villages split from others, which lists do not tell.
public struct ListLineage: Sendable {
  private let old: CodeList
  private let new: CodeList
  private let date: CivilDate

  /// Two lists of one scheme.
  /// - Parameters:
  ///   - old: The older list.
  ///   - new: The newer list.
  ///   - date: The first day of the newer list.
  public init(from old: CodeList, to new: CodeList, on date: CivilDate) {
    self.old = old
    self.new = new
    self.date = date
  }

  /// Compares the lists.
  /// - Complexity: O(n log n + o · g) for n codes, of which o are gone or have another name, and g of those
  ///   in a regency.
  public func derived() -> DerivedLineage {
    let lost = old.codes(of: .village).compactMap { open($0, in: old, besides: new) }
    let gained = new.codes(of: .village).compactMap { open($0, in: new, besides: old) }
    let pairing = pair(lost, gained)
    let findings = pairing.matches.map(finding) + pairing.left.map(unpaired)
    var lineage = DerivedLineage(
      basis: .names, findings: findings.sorted { $0.change < $1.change })
    lineage.vanishedCount = lost.count { new[village: $0.code] == nil }
    lineage.appeared = pairing.right.map(\.code).filter { old[village: $0] == nil }
    return lineage
  }

  /// A village of a list that the other does not have under the same code and name.
  private func open(_ code: String, in list: CodeList, besides other: CodeList) -> NamedCode? {
    guard let name = list[village: code], other[village: code] != name else { return nil }
    let key = PlaceNameKey(name)
    if let otherName = other[village: code], PlaceNameKey(otherName).text == key.text { return nil }
    return NamedCode(code: code, key: key)
  }

  private func pair(_ lost: [NamedCode], _ gained: [NamedCode]) -> NamePairing {
    let areas = AreaMatching(old, new)
    let (district, regency) = (areas.groups(.district), areas.groups(.regency))
    var pairing = NamePairing(lost, gained)
    pairing.pairEqual(as: .sameDistrict, in: district)
    pairing.pairInOrder(in: district)
    pairing.pairEqual(as: .sameRegency, in: regency)
    // A code that both lists have under similar names was only spelt anew.
    pairing.pairSimilar(
      as: .similarInDistrict, in: NamePairing.Groups(left: { $0 }, right: { $0 }))
    pairing.pairSimilar(as: .similarInDistrict, in: district)
    pairing.pairSimilar(as: .similarInRegency, in: regency)
    pairing.pairEqual(as: .sameProvince, in: areas.groups(.province))
    pairing.pairSameNumber(in: district)
    return pairing
  }

  private func finding(_ match: NameMatch) -> LineageFinding {
    var change = LineageChange(match.left, match.right, kind(match.left, match.right), on: date)
    change.basis = .names
    if !change.keepsCode {
      change.areaShare = 1
      change.populationShare = 1
    }
    var finding = LineageFinding(
      change, oldName: old[village: match.left] ?? "", newName: new[village: match.right])
    finding.rule = match.rule.rawValue
    finding.confidence = match.rule.confidence
    return finding
  }

  /// A code that is left: the newer list still has it under another name, or it ended.
  private func unpaired(_ left: NamedCode) -> LineageFinding {
    let newName = new[village: left.code]
    var change = LineageChange(
      left.code, newName == nil ? nil : left.code, newName == nil ? .end : .rename, on: date)
    change.basis = .names
    return LineageFinding(change, oldName: old[village: left.code] ?? "", newName: newName)
  }

  private func kind(_ old: String, _ new: String) -> LineageKind {
    if old == new { return .rename }
    return VillageNumber.kind(of: old) == VillageNumber.kind(of: new) ? .move : .upgrade
  }
}

/// The last part of a village's Kemendagri code.
enum VillageNumber {
  /// The number without the kind.
  static func serial(of code: String) -> String { String(code.suffix(3)) }

  /// Its first digit, which tells the kind of village: 1 kelurahan, 2 desa, 3 desa adat.
  static func kind(of code: String) -> UInt8? { code.utf8.dropFirst(9).first }
}
