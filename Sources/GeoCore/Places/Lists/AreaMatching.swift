/// Which province, regency and district of one list is which of another.
struct AreaMatching {
  /// From the codes of the first list to those of the second.
  private(set) var provinces: [String: String] = [:]
  private(set) var regencies: [String: String] = [:]
  private(set) var districts: [String: String] = [:]

  private let left: CodeList
  private let right: CodeList

  /// Compares two lists.
  ///
  /// In lists of one scheme, areas of the same code are the same, as long as the second list has it. All
  /// others are found by their names: regencies in the whole country, because provinces split; districts in
  /// their regency.
  init(_ left: CodeList, _ right: CodeList) {
    self.left = left
    self.right = right
    let country = NamePairing.Groups(left: { _ in "" }, right: { _ in "" })
    provinces = pairs(.province, in: country) { PlaceNameKey(province: $0) }
    regencies = pairs(.regency, in: country) { PlaceNameKey(regency: $0) }
    districts = pairs(.district, in: groups(.regency)) { PlaceNameKey($0) }
  }

  /// Where the villages of both lists look for each other: in matched areas of a level.
  func groups(_ level: AdministrativeLevel) -> NamePairing.Groups {
    let pairs: [String: String] =
      switch level {
      case .province: provinces
      case .regency: regencies
      case .district: districts
      case .village: [:]
      }
    let (left, right) = (left, right)
    return NamePairing.Groups(
      left: { pairs[left.ancestor(of: $0, at: level)] },
      right: { right.ancestor(of: $0, at: level) })
  }

  private func pairs(
    _ level: AdministrativeLevel, in groups: NamePairing.Groups, key: (String) -> PlaceNameKey
  ) -> [String: String] {
    let kept =
      left.scheme == right.scheme
      ? left.codes(of: level).filter { right.name(of: $0, at: level) != nil } : []
    func open(_ list: CodeList) -> [NamedCode] {
      let known = Set(kept)
      return list.codes(of: level).filter { !known.contains($0) }.compactMap { code in
        list.name(of: code, at: level).map { NamedCode(code: code, key: key($0)) }
      }
    }
    var pairing = NamePairing(open(left), open(right))
    pairing.pairEqual(as: .sameRegency, in: groups)
    pairing.pairSimilar(as: .similarInRegency, in: groups)
    var found = Dictionary(uniqueKeysWithValues: kept.map { ($0, $0) })
    for match in pairing.matches { found[match.left] = match.right }
    return found
  }
}
