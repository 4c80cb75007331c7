/// How much ground areas claim, alone and in pairs, and who gives way to whom.
struct ContestedGround {
  /// The ground that each area claims, in square metres.
  private(set) var claimed: [Double]
  /// The place of each area in the order of codes.
  let ranks: [UInt32]
  /// The ground that two areas claim, by the lower number above the higher.
  private(set) var pairs: [UInt64: Double] = [:]

  /// - Complexity: O(n) in the number of faces, for the few claims of each.
  init(_ claims: FaceClaims, _ ground: FaceGround, ranks: [UInt32]) {
    self.ranks = ranks
    claimed = [Double](repeating: 0, count: ranks.count)
    for face in 1..<max(ground.squareMeters.count, 1) {
      let claimants = claims.claimants(of: face)
      for (position, first) in zip(claimants.indices, claimants) {
        claimed[Int(first)] += ground.squareMeters[face]
        for second in claimants[(position + 1)...] {
          pairs[Self.key(first, second), default: 0] += ground.squareMeters[face]
        }
      }
    }
  }

  private static func key(_ first: UInt32, _ second: UInt32) -> UInt64 {
    UInt64(min(first, second)) << 32 | UInt64(max(first, second))
  }

  /// Whether an area gives way to another: the two have more than half of the smaller one's ground in
  /// common, and the other is the smaller one, or of the same size with the lower code.
  ///
  /// It is decided for the pair, not face by face, so that the ground that two outlines share is not
  /// torn apart where third outlines cross it.
  private func givesWay(_ area: UInt32, to other: UInt32) -> Bool {
    let (mine, theirs) = (claimed[Int(area)], claimed[Int(other)])
    let isSmaller = mine != theirs ? theirs < mine : ranks[Int(other)] < ranks[Int(area)]
    return isSmaller && (pairs[Self.key(area, other)] ?? 0) > theirs / 2
  }

  /// The claimants of a face that give way to no other.
  func rivals(for face: Int, _ claims: FaceClaims) -> [UInt32] {
    let claimants = claims.claimants(of: face)
    guard claimants.count > 1 else { return Array(claimants) }
    return claimants.filter { area in
      !claimants.contains { $0 != area && givesWay(area, to: $0) }
    }
  }
}
