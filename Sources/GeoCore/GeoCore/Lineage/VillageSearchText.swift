import Places

/// The villages that a search found, as JSON.
public enum VillageSearchText {
  /// An object with the array `villages`: `code`, `name`, `areas` from the district upwards, and whether the code
  /// is one of today.
  public static func json(_ hits: [VillageSearch.Hit]) -> String {
    "{\"villages\":\(JSONMembers.array(hits.map(object)))}"
  }

  private static func object(_ hit: VillageSearch.Hit) -> String {
    JSONMembers.object([
      ("code", JSONText.string(hit.code)), ("name", JSONText.string(hit.name)),
      ("areas", JSONMembers.array(hit.areas.map(JSONText.string))),
      ("current", hit.standing == .current ? "true" : "false"),
    ])
  }
}
