public import GeoPrimitives

extension WorkspaceReader {
  /// Every village that is listed but not drawn.
  public func readUndrawnVillages(_ visit: (VillageRecord) throws -> Void) throws {
    try each(VillageRecord.self, where: "\"geom\" ISNULL", withGeometry: false, visit)
  }

  /// Every province, regency and district without its border, in the order of the row numbers.
  public func readAdministrativeAreaList(
    _ visit: (AdministrativeAreaRecord) throws -> Void
  ) throws {
    try each(AdministrativeAreaRecord.self, withGeometry: false, visit)
  }

  /// The editions of villages that are not valid on a day, with their borders.
  /// - Complexity: O(rows), and what the borders of the editions found take.
  public func readOtherEditions(
    than day: CivilDate, _ visit: (VillageRecord) throws -> Void
  ) throws {
    try each(
      VillageRecord.self, where: "\"valid_from\" > ?1 OR \"valid_to\" <= ?1", values: ["\(day)"],
      visit)
  }
}
