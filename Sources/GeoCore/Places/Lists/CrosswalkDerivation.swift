/// Which BPS code is which Kemendagri code, found out by comparing names.
///
/// Villages are compared within districts that were found in regencies that were found: equal names first,
/// then those that moved to another district of the regency, then similar ones.
public struct CrosswalkDerivation: Sendable {
  /// The pairs, by Kemendagri code.
  public let pairs: [CodePair]
  /// The Kemendagri codes without a partner.
  public let unmatchedKemendagri: [String]
  /// The BPS codes without a partner.
  public let unmatchedBPS: [String]
  /// How many regencies and districts of the Kemendagri list were found in the other.
  public let matchedRegencies: Int
  /// How many districts were.
  public let matchedDistricts: Int

  /// Compares two lists.
  /// - Parameters:
  ///   - kemendagri: The list of the Ministry of Home Affairs, with the names of its provinces, regencies
  ///     and districts.
  ///   - bps: That of Statistics Indonesia.
  /// - Complexity: O(n log n + u · g) for n villages, of which u have no namesake, and g of those in a regency.
  public init(kemendagri: CodeList, bps: CodeList) {
    let areas = AreaMatching(kemendagri, bps)
    let (district, regency) = (areas.groups(.district), areas.groups(.regency))
    var pairing = NamePairing(Self.names(of: kemendagri), Self.names(of: bps))
    pairing.pairEqual(as: .sameDistrict, in: district)
    pairing.pairSimilar(as: .similarInDistrict, in: district)
    pairing.pairEqual(as: .sameRegency, in: regency)
    pairing.pairSimilar(as: .similarInRegency, in: regency)
    pairs = pairing.matches.map { match in
      CodePair(
        kemendagri: match.left, bps: match.right, basis: match.rule.rawValue,
        score: match.rule.confidence)
    }.sorted { ($0.kemendagri, $0.bps) < ($1.kemendagri, $1.bps) }
    unmatchedKemendagri = pairing.left.map(\.code)
    unmatchedBPS = pairing.right.map(\.code)
    matchedRegencies = areas.regencies.count
    matchedDistricts = areas.districts.count
  }

  /// How many pairs each rule found.
  public var counts: [String: Int] {
    Dictionary(grouping: pairs) { $0.basis ?? "" }.mapValues(\.count)
  }

  private static func names(of list: CodeList) -> [NamedCode] {
    list.codes(of: .village).compactMap { code in
      list[village: code].map { NamedCode(code: code, key: PlaceNameKey($0)) }
    }
  }
}
