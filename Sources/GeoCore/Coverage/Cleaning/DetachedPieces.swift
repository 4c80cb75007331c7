/// Finds ground that an assignment cut off: pieces of an area that hung together with a larger piece in
/// its source outline and no longer do, because the ground in between went to another.
struct DetachedPieces {
  /// The faces of each piece.
  private(set) var pieces: [[Int]] = []

  /// Compares what hangs together now with what did in the source outlines. Pieces larger than `limit`,
  /// in square metres, are passed over.
  /// - Complexity: O(n log n) in the number of edges.
  init(
    _ graph: PlanarGraph, _ faces: PlanarFaces, _ claims: FaceClaims, _ ground: FaceGround,
    owners: [Int32], limit: Double
  ) {
    var now = Self.piecesNow(graph, faces, owners)
    var before = Self.piecesBefore(graph, faces, claims)
    var members: [Int: [Int]] = [:]
    for face in owners.indices where owners[face] >= 0 {
      members[now.find(face), default: []].append(face)
    }
    let areas = members.mapValues { $0.reduce(0) { $0 + ground.squareMeters[$1] } }
    var families: [Int: [Int]] = [:]
    for piece in members.keys.sorted() {
      // What consists of closed gaps alone touches no outline of its own.
      guard let family = Self.source(of: members[piece] ?? [], claims, owners) else { continue }
      families[before.find(family), default: []].append(piece)
    }
    for family in families.keys.sorted() {
      let sorted = (families[family] ?? []).sorted {
        (areas[$0] ?? 0, $1) > (areas[$1] ?? 0, $0)
      }
      for piece in sorted.dropFirst() where (areas[piece] ?? 0) <= limit {
        pieces.append(members[piece] ?? [])
      }
    }
  }

  /// Faces that touch along an edge and have the same owner.
  private static func piecesNow(
    _ graph: PlanarGraph, _ faces: PlanarFaces, _ owners: [Int32]
  ) -> DisjointSets {
    var sets = DisjointSets(count: faces.count)
    for edge in 0..<graph.edgeCount {
      let left = Int(faces.faceOfHalfEdge[2 * edge])
      let right = Int(faces.faceOfHalfEdge[2 * edge + 1])
      if owners[left] >= 0, owners[left] == owners[right] { sets.join(left, right) }
    }
    return sets
  }

  /// Claims to faces that touch along an edge, by the same area.
  private static func piecesBefore(
    _ graph: PlanarGraph, _ faces: PlanarFaces, _ claims: FaceClaims
  ) -> DisjointSets {
    var sets = DisjointSets(count: claims.count)
    for edge in 0..<graph.edgeCount {
      let left = claims.claimants(of: Int(faces.faceOfHalfEdge[2 * edge]))
      let right = claims.claimants(of: Int(faces.faceOfHalfEdge[2 * edge + 1]))
      for (claim, area) in zip(left.indices, left) {
        if let other = right.firstIndex(of: area) { sets.join(claim, other) }
      }
    }
    return sets
  }

  /// The claim of the owner to one of the faces.
  private static func source(of piece: [Int], _ claims: FaceClaims, _ owners: [Int32]) -> Int? {
    for face in piece {
      if let claim = claims.claimants(of: face).firstIndex(of: UInt32(owners[face])) {
        return claim
      }
    }
    return nil
  }
}
