import TileMath

/// Gives every face to at most one area.
///
/// - A face that one area claims is that area's.
/// - In a contested face a claimant gives way to a smaller one with which it has more than half of that
///   one's ground in common (see `ContestedGround`). So no village is swallowed by another whose outline
///   lies over it.
/// - Of the claimants that are left the one gets the face with whose ground it has the longest common
///   border; of several, the one with the lowest code. Of two versions of a border the shorter one stays,
///   so that no spikes appear. Faces that touch only contested faces wait until those are given.
/// - A gap that the rule closes goes to the area with the longest common border, by the same tie rule.
/// - A small piece of ground that is cut off by all this from the area with which it hung together goes to
///   the neighbour with the longest common border, whoever claims it.
/// - An area that got nothing, though it claims something, gets the largest face that it claims.
struct FaceAssignment {
  /// The area to which each face belongs; −1 for none.
  private(set) var owners: [Int32]
  private let graph: PlanarGraph
  private let faces: PlanarFaces
  private let claims: FaceClaims
  private let ground: FaceGround
  private let contest: ContestedGround

  init(
    _ graph: PlanarGraph, _ faces: PlanarFaces, _ claims: FaceClaims, _ ground: FaceGround,
    _ contest: ContestedGround, rule: CleaningRule
  ) {
    (self.graph, self.faces, self.claims, self.ground) = (graph, faces, claims, ground)
    self.contest = contest
    owners = [Int32](repeating: -1, count: faces.count)
    settleContested(assignPlainFaces())
    closeGaps(rule)
    joinDetachedPieces(rule)
    rescueVanished()
  }

  /// The contested faces that remain.
  private mutating func assignPlainFaces() -> [Int] {
    var contested: [Int] = []
    for face in 1..<max(faces.count, 1) {
      let rivals = contest.rivals(for: face, claims)
      if rivals.count > 1 { contested.append(face) }
      if rivals.count == 1 { owners[face] = Int32(rivals[0]) }
    }
    return contested
  }

  /// Works in rounds, each of which sees only what the rounds before it gave: so the order of faces
  /// does not matter.
  private mutating func settleContested(_ contested: [Int]) {
    var waiting = contested
    while !waiting.isEmpty {
      let choices = waiting.map { face in
        let rivals = contest.rivals(for: face, claims)
        return longestBorder(of: [face]) { rivals.contains(UInt32($0)) }
      }
      let isStuck = choices.allSatisfy { $0 == nil }
      var left: [Int] = []
      for (face, choice) in zip(waiting, choices) {
        if let area = choice ?? (isStuck ? lowestClaimant(of: face) : nil) {
          owners[face] = Int32(area)
        } else {
          left.append(face)
        }
      }
      waiting = left
    }
  }

  private func lowestClaimant(of face: Int) -> UInt32? {
    contest.rivals(for: face, claims).min { contest.ranks[Int($0)] < contest.ranks[Int($1)] }
  }

  private mutating func closeGaps(_ rule: CleaningRule) {
    for face in 1..<max(faces.count, 1) where claims.claimants(of: face).isEmpty {
      let closes = rule.closesGap(
        squareMeters: ground.squareMeters[face], borderMeters: ground.borderMeters[face])
      guard closes, let area = longestBorder(of: [face], { _ in true }) else { continue }
      owners[face] = Int32(area)
    }
  }

  /// Judged by the owners as they were before any piece went over.
  private mutating func joinDetachedPieces(_ rule: CleaningRule) {
    let detached = DetachedPieces(
      graph, faces, claims, ground, owners: owners, limit: rule.smallGapSquareMeters)
    let choices = detached.pieces.map { piece in
      let owner = owners[piece[0]]
      return longestBorder(of: piece) { $0 != owner }
    }
    for (piece, choice) in zip(detached.pieces, choices) {
      guard let choice else { continue }
      for face in piece { owners[face] = Int32(choice) }
    }
  }

  /// The area with whose ground faces share the longest border, among those admitted; of several, the
  /// one with the lowest code.
  private func longestBorder(of piece: [Int], _ admits: (Int32) -> Bool) -> UInt32? {
    var shares: [(area: UInt32, length: Double)] = []
    for face in piece {
      faces.forEachHalfEdge(of: face) { half in
        let owner = owners[Int(faces.faceOfHalfEdge[Int(half ^ 1)])]
        guard owner >= 0, admits(owner) else { return }
        let length = GridGeometry.length(graph.origin(of: half), graph.target(of: half))
        if let index = shares.firstIndex(where: { $0.area == UInt32(owner) }) {
          shares[index].length += length
        } else {
          shares.append((UInt32(owner), length))
        }
      }
    }
    return shares.max {
      $0.length != $1.length
        ? $0.length < $1.length : contest.ranks[Int($0.area)] > contest.ranks[Int($1.area)]
    }?.area
  }

  /// Areas whose every face went to others. One that coincides with another cannot be helped.
  private mutating func rescueVanished() {
    let (ranks, claimed) = (contest.ranks, contest.claimed)
    var faceCounts = [Int](repeating: 0, count: ranks.count)
    for owner in owners where owner >= 0 { faceCounts[Int(owner)] += 1 }
    guard zip(faceCounts, claimed).contains(where: { $0 == 0 && $1 > 0 }) else { return }
    var best: [UInt32: Int] = [:]
    for face in 1..<faces.count where owners[face] >= 0 {
      for area in claims.claimants(of: face) where faceCounts[Int(area)] == 0 {
        if ground.squareMeters[face] > best[area].map({ ground.squareMeters[$0] }) ?? 0 {
          best[area] = face
        }
      }
    }
    for (area, face) in best.sorted(by: { ranks[Int($0.key)] < ranks[Int($1.key)] }) {
      let former = Int(owners[face])
      guard faceCounts[former] > 1 else { continue }
      faceCounts[former] -= 1
      faceCounts[Int(area)] += 1
      owners[face] = Int32(area)
    }
  }
}
