import GeoStore
import Places

/// The villages of a regency by their names, for files that have names but no codes.
struct VillageNameIndex {
  /// A village that the workspace knows.
  struct Entry {
    var code: AreaCode
    var name: String
    var key: String
    var districtKey: String?
  }

  private let regency: String
  private let entries: [Entry]

  /// Reads the villages of a regency.
  /// - Throws: `regency.unknown` when there are none.
  init(regency: String, in reader: WorkspaceReader) throws(RowFailure) {
    let code = try RowFailure.file { () throws(ImportProblem) in
      try CodeText.code(regency, scheme: .kemendagri, column: "--code-by-name")
    }
    self.regency = code.text
    entries = try RowFailure.workspace {
      var districts: [String: String] = [:]
      try reader.readAdministrativeAreas { area in
        guard area.code.level == .district, area.code.isWithin(code.text) else { return }
        districts[area.code.text] = area.name
      }
      var found: [Entry] = []
      try reader.readVillages(withCodePrefix: code.text) { village in
        found.append(Self.entry(of: village, districts))
      }
      return found
    }
    guard !entries.isEmpty else {
      throw .file(ImportProblem(.regencyUnknown, value: code.text))
    }
  }

  /// The village that a name means.
  /// - Parameters:
  ///   - name: The name in the file.
  ///   - district: The name of its district, where the file tells.
  ///   - column: The column of the name.
  /// - Returns: The one village that fits.
  /// - Throws: `name.ambiguous`, `name.doubtful` with the candidates, or `name.unmatched`.
  func village(
    named name: String, district: String?, column: String
  ) throws(ImportProblem) -> Entry {
    let key = VillageName.matchingKey(name)
    var exact = entries.filter { $0.key == key }
    if exact.count > 1, let district {
      let districtKey = VillageName.key(district)
      let inDistrict = exact.filter { $0.districtKey == districtKey }
      if !inDistrict.isEmpty { exact = inDistrict }
    }
    if exact.count == 1, let only = exact.first { return only }
    guard exact.isEmpty else {
      throw ImportProblem(.nameAmbiguous, field: column, value: name, Self.list(exact))
    }
    let similar = similarEntries(to: name, key)
    guard !similar.isEmpty else {
      throw ImportProblem(.nameUnmatched, field: column, value: name, regency)
    }
    throw ImportProblem(.nameDoubtful, field: column, value: name, Self.list(similar))
  }

  /// Villages whose name differs by a slip or two, or is what follows a misspelt kind of village.
  private func similarEntries(to name: String, _ key: String) -> [Entry] {
    let limit = key.count <= 5 ? 1 : 2
    let rest = VillageName.cleaned(name).split(separator: " ").dropFirst().joined(separator: " ")
    let restKey = VillageName.key(rest)
    var ranked: [(entry: Entry, distance: Int)] = []
    for entry in entries {
      let whole = EditDistance.between(key, entry.key, limit: limit)
      let tail = restKey.count > 3 ? EditDistance.between(restKey, entry.key, limit: 1) : nil
      if let distance = [whole, tail].compactMap({ $0 }).min() {
        ranked.append((entry, distance))
      }
    }
    ranked.sort { ($0.distance, $0.entry.code) < ($1.distance, $1.entry.code) }
    return ranked.prefix(3).map(\.entry)
  }

  private static func list(_ entries: [Entry]) -> String {
    entries.map { "\($0.name) (\($0.code))" }.joined(separator: ", ")
  }

  private static func entry(of village: VillageRecord, _ districts: [String: String]) -> Entry {
    let code = village.code.ancestor(at: .district)?.text ?? ""
    let district = village.districtName ?? districts[code]
    return Entry(
      code: village.code, name: village.name, key: VillageName.matchingKey(village.name),
      districtKey: district.map(VillageName.key))
  }
}
