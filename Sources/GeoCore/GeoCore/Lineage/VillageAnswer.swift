public import DisclosureControl
import GeoStore
import Places

/// What `/villages/{code}` answers: the profile of a village of today, or that of an edition of another day,
/// each with what its code was and became.
public struct VillageAnswer: Sendable {
  /// The answer as a JSON object.
  public let json: String
  /// The codes that have the village's ground where its own has ended.
  public let successorCodes: [String]

  /// Answers for a code that was looked up.
  /// - Parameters:
  ///   - history: The code on its day.
  ///   - query: What to count in a village of today.
  ///   - snapshot: Where to look.
  ///   - disclosure: On whose behalf.
  /// - Throws: `DisclosureRefusal` for a query that may not be asked.
  public init(
    _ history: VillageHistory, query: HeatQuery, in snapshot: DatasetSnapshot,
    for disclosure: Disclosure
  ) throws {
    guard history.isOfToday, snapshot.villages.position(code: history.code) != nil else {
      let edition = VillageEditionProfile(history, in: snapshot)
      json = edition.json
      successorCodes = edition.successorCodes
      return
    }
    let profile = try VillageProfile(
      code: history.code, query: query, in: snapshot, for: disclosure)
    json = JSONMembers.object(profile.members + history.inheritanceMembers + history.members)
    successorCodes = []
  }
}
