import GeoCore

/// The villages of a file as a workspace, cleaned and with the areas above them as an import leaves it.
struct VillageWorkspace {
  private let villages: [VillageRecord]
  private let clean: CleanCoverage

  /// The workspace's path; it is made at the first question.
  static func path(of file: String, in data: DataFolder) throws -> String {
    let name = file.split(separator: "/").last ?? ""
    let path = "\(data.path)/\(name).gpkg"
    if !BinaryFile.exists(path) {
      print("  making \(path)")
      try VillageWorkspace(file).write(to: path)
    }
    return path
  }

  private init(_ file: String) throws {
    let features = try GeoJSONLines.villages(at: file)
    villages = try features.enumerated().map { number, village in
      var record = VillageRecord(
        code: try Self.code(village.code, number), name: village.name ?? "Desa \(number)",
        geometry: nil)
      record.boundaryStatus = number % 7 == 0 ? .indikatif : .definitif
      return record
    }
    clean = CoverageCleaning.clean(
      CoverageOutlines(features.map(\.area)), codes: villages.map(\.code.text))
  }

  private func write(to path: String) throws {
    let outlines = clean.topology.outlines()
    try Workspace.create(at: path).write { transaction in
      for (number, village) in villages.enumerated() {
        var village = village
        let area = clean.topology.multiPolygon(number, of: outlines)
        guard !area.polygons.isEmpty else { continue }
        village.geometry = area
        try transaction.insert(village)
      }
      for level in AdministrativeLevel.allCases.dropLast() {
        for (code, area) in units(level) {
          try transaction.insert(
            AdministrativeAreaRecord(code: code, name: "Wilayah \(code)", geometry: area))
        }
      }
    }
  }

  /// The areas of a level above the villages, by code.
  private func units(_ level: AdministrativeLevel) -> [(AreaCode, MultiPolygon)] {
    let codes = villages.compactMap { $0.code.ancestor(at: level) }
    let sorted = Set(codes).sorted()
    var numbers: [AreaCode: Int32] = [:]
    for (number, code) in sorted.enumerated() { numbers[code] = Int32(number) }
    let outlines = clean.topology.outlines(
      groups: codes.map { numbers[$0] ?? -1 }, count: sorted.count)
    return sorted.indices.map { (sorted[$0], clean.topology.multiPolygon($0, of: outlines)) }
  }

  /// The code of a village; generated villages, which have numbers, are given one.
  private static func code(_ text: String, _ number: Int) throws -> AreaCode {
    if let code = try? AreaCode(text), code.level == .village { return code }
    return try AreaCode(String(1_101_010_000 + number / 100 * 10_000 + 2001 + number % 100))
  }
}
