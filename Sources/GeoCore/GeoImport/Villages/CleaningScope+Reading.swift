import GeoPrimitives
import GeoStore
import Places

extension CleaningScope {
  /// Calls `body` with every member and its number, province by province: those of one are in memory
  /// together, and none is read while it is changed.
  func eachMember(
    in reader: WorkspaceReader, _ body: (Int, VillageRecord) throws -> Void
  ) throws(RowFailure) {
    var start = 0
    while start < members.count {
      let province = members[start].code.ancestor(at: .province)
      let rest = members[start...]
      let end = rest.firstIndex { $0.code.ancestor(at: .province) != province } ?? rest.endIndex
      try RowFailure.workspace {
        let records = try Self.records(of: members[start..<end], in: province, reader)
        for number in start..<end {
          guard let record = records[members[number].code] else { continue }
          try body(number, record)
        }
      }
      start = end
    }
  }

  private static func records(
    of members: ArraySlice<VillageExtent>, in province: AreaCode?, _ reader: WorkspaceReader
  ) throws -> [AreaCode: VillageRecord] {
    var wanted: [AreaCode: CivilDate?] = [:]
    for member in members { wanted[member.code] = member.validFrom }
    var records: [AreaCode: VillageRecord] = [:]
    try reader.readVillages(withCodePrefix: province?.text ?? "") { village in
      guard let day = wanted[village.code], day == village.validFrom else { return }
      records[village.code] = village
    }
    return records
  }
}
