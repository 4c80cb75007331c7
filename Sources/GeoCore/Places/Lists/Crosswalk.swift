/// One village in both numberings.
public struct CodePair: Hashable, Sendable {
  /// The code of the Ministry of Home Affairs, with dots.
  public var kemendagri: String
  /// The code of Statistics Indonesia, ten digits.
  public var bps: String
  /// How it is known, such as `file` or the rule of names; `nil` where nobody said.
  public var basis: String?
  /// How sure it is, 0 … 1; `nil` where nobody said.
  public var score: Double?

  /// A pair.
  public init(kemendagri: String, bps: String, basis: String? = nil, score: Double? = nil) {
    self.kemendagri = kemendagri
    self.bps = bps
    self.basis = basis
    self.score = score
  }
}

/// From one numbering to the other. A code may have several partners, because the lists of both are not
/// of the same day.
public struct Crosswalk: Sendable {
  private let byKemendagri: [String: [CodePair]]
  private let byBPS: [String: [CodePair]]

  /// A crosswalk of pairs, in any order.
  /// - Complexity: O(n log n).
  public init(_ pairs: [CodePair] = []) {
    let sorted = pairs.sorted {
      (-($0.score ?? 1), $0.kemendagri, $0.bps) < (-($1.score ?? 1), $1.kemendagri, $1.bps)
    }
    byKemendagri = Dictionary(grouping: sorted, by: \.kemendagri)
    byBPS = Dictionary(grouping: sorted, by: \.bps)
  }

  /// Whether there is nothing in it.
  public var isEmpty: Bool { byBPS.isEmpty }

  /// The BPS codes of a village, the surest first.
  public func bps(of kemendagri: String) -> [String] {
    (byKemendagri[kemendagri] ?? []).map(\.bps)
  }

  /// The Kemendagri codes of a village, the surest first.
  public func kemendagri(of bps: String) -> [String] { (byBPS[bps] ?? []).map(\.kemendagri) }
}
