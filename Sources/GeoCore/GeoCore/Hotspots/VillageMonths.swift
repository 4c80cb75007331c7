public import DisclosureControl
import GeoPrimitives
public import Places

/// The reports of one village, month by month: what a small chart of it shows.
public struct VillageMonths: Sendable {
  /// What is told of a month.
  public enum Told: Hashable, Sendable {
    /// The number of reports.
    case count(Int)
    /// A number that may not be told.
    case suppressed
    /// Nothing is known, or nothing may be known here.
    case nothing
  }

  /// The code of the village.
  public let code: AreaCode
  /// The months, ascending, with what is told of each.
  public let months: [(month: ReportingMonth, told: Told)]

  /// An object with the array `months`: `month` (`2026-05`), the first and last day, `count` (`null` where it is not
  /// told) and `suppressed`.
  public var json: String {
    let list = months.map { entry in
      let count = if case .count(let count) = entry.told { "\(count)" } else { "null" }
      return JSONMembers.object([
        ("month", JSONText.string("\(entry.month)")),
        ("from", JSONMembers.day(entry.month.firstDay)),
        ("to", JSONMembers.day(entry.month.lastDay)), ("count", count),
        ("suppressed", entry.told == .suppressed ? "true" : "false"),
      ])
    }
    return JSONMembers.object([
      ("code", JSONText.string(code.text)), ("months", JSONMembers.array(list)),
    ])
  }
}

extension DatasetSnapshot {
  /// The reports of a village in every whole month that an audience may know of. A month is told by itself: that one
  /// is suppressed hides no other.
  /// - Parameters:
  ///   - code: The village.
  ///   - query: Which reports.
  ///   - disclosure: On whose behalf.
  /// - Returns: The months.
  /// - Throws: `DisclosureRefusal`; `AnalysisError` where there are fewer than two whole months.
  /// - Complexity: O(*v* + *t*) a month, of *v* villages and *t* reports.
  public func villageMonths(
    of code: AreaCode, _ query: HotspotQuery, for disclosure: Disclosure
  ) throws -> VillageMonths {
    if disclosure.role == .partner {
      throw DisclosureRefusal.parameter(
        "by", value: "village", allowed: "district, regency, province", disclosure.role)
    }
    return try statistically {
      var wanted = query
      (wanted.level, wanted.measure, wanted.within) = (.village, .count, code)
      let months = try months(of: wanted, for: disclosure).map { month in
        wanted.counted.filter.interval = interval(of: month)
        return (month, try told(wanted, for: disclosure))
      }
      return VillageMonths(code: code, months: months)
    }
  }

  private func told(
    _ query: HotspotQuery, for disclosure: Disclosure
  ) throws -> VillageMonths.Told {
    let areas = try studyAreas(query, for: disclosure)
    if let count = areas.values.first { return .count(Int(count)) }
    return areas.suppressed.isEmpty ? .nothing : .suppressed
  }
}
