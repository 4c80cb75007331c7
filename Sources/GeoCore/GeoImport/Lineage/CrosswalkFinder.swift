public import GeoStore
public import Places

/// Pairs the codes of the two schemes by names.
public enum CrosswalkFinder {
  /// Compares the villages of a workspace, or of a list, with the list of BPS.
  /// - Parameters:
  ///   - bps: The files of the BPS list, such as one for each level.
  ///   - list: The file of a Kemendagri list; `nil` takes the names that the workspace has.
  ///   - reader: The workspace.
  /// - Returns: The pairs, and what is left.
  /// - Throws: `CodeListError`, and what reading the workspace throws.
  /// - Complexity: O(n log n) in the villages, and a comparison of each name that is left with those of
  ///   its regency.
  public static func derived(
    bps: [String], list: String?, in reader: WorkspaceReader
  ) throws -> CrosswalkDerivation {
    let others = try CodeListError.naming(bps, .bps)
    let own = try list.map { try CodeListError.naming([$0], .kemendagri) } ?? names(in: reader)
    return CrosswalkDerivation(kemendagri: own, bps: others)
  }

  /// Writes pairs in place of those that were derived before; what files gave stays.
  /// - Returns: How many were new.
  public static func write(
    _ pairs: [CodePair], into transaction: WorkspaceTransaction
  ) throws -> Int {
    try transaction.removeDerivedCrosswalk()
    return try pairs.reduce(0) { count, pair in
      try transaction.insert(pair, onDuplicate: .skip) == .inserted ? count + 1 : count
    }
  }

  private static func names(in reader: WorkspaceReader) throws -> CodeList {
    var list = CodeList(scheme: .kemendagri)
    try reader.readAdministrativeAreas { area in
      guard area.code.scheme == .kemendagri, let name = area.name else { return }
      list.add(area.code, named: name)
    }
    try reader.readVillages { village in
      guard village.code.scheme == .kemendagri, village.validTo == nil else { return }
      list.add(village.code, named: village.name)
    }
    guard list.count(of: .district) > 0, list.count(of: .regency) > 0 else {
      throw CodeListError(file: "--derive", problem: ImportProblem(.crosswalkWithoutNames))
    }
    return list
  }
}
