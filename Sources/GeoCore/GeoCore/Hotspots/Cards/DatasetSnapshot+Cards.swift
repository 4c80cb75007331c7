import Coverage
import DisclosureControl
import GeoPrimitives
import GeoStore
import Places
import SpatialStatistics

/// Finds what the cards of clusters tell.
struct ClusterCards {
  let snapshot: DatasetSnapshot
  let query: HotspotQuery
  let disclosure: Disclosure
  let cases: CaseMonths

  /// The cards of some clusters, in their order.
  /// - Complexity: O(n) in the tips, or in the villages for each category where tips are not told.
  func cards(of clusters: [ScanCluster]) throws -> [ClusterCard] {
    let rates = FalseDiscovery.adjusted(clusters.map(\.p))
    let told = try caseCounts(of: clusters)
    return try clusters.indices.map { number in
      let cluster = clusters[number]
      let villages = villages(of: cluster)
      var card = ClusterCard(
        falseDiscoveryRate: rates[number], monthsSeen: monthsSeen(cluster),
        exposureChange: exposureChange(cluster, villages),
        servicePoint: nearestService(to: cluster.center),
        accommodations: snapshot.houseTable(for: disclosure).figure(of: villages).rooms)
      if let told {
        card.add(told[number])
      } else if cluster.p <= ScanScale.greatestP {
        card.categories = try publishedCategories(of: cluster)
      }
      return card
    }
  }

  // MARK: Areas and months

  private func villages(of cluster: ScanCluster) -> [Int] {
    let codes = Set(cluster.areas.map { cases.layer.areas[cases.positions[$0]].code })
    return snapshot.villages.areas.indices.filter { village in
      let code = snapshot.villages.areas[village].code
      return code.ancestor(at: query.level).map(codes.contains) ?? codes.contains(code)
    }
  }

  private func monthsSeen(_ cluster: ScanCluster) -> Int {
    cluster.periods.count { month in
      cluster.areas.contains { cases.counts[$0][month] > 0 }
    }
  }

  private func days(of periods: Range<Int>) -> Range<CivilDate> {
    let (first, last) = (cases.months[periods.lowerBound], cases.months[periods.upperBound - 1])
    return first.firstDay..<CivilDate(daysSince1970: last.lastDay.daysSince1970 + 1)
  }

  private func interval(of cluster: ScanCluster) -> TimeInterval {
    let days = days(of: cluster.periods)
    return TimeInterval(
      start: Instant(startOf: days.lowerBound, in: snapshot.zone),
      end: Instant(startOf: days.upperBound, in: snapshot.zone)) ?? .always
  }

  // MARK: What is around

  private func nearestService(to place: Coordinate) -> (name: String, meters: Double)? {
    snapshot.servicePlaces.nearest(to: place).map {
      (snapshot.servicePlaces.points[$0.position].name, $0.meters)
    }
  }

  private func exposureChange(_ cluster: ScanCluster, _ villages: [Int]) -> Double? {
    let codes = villages.map { snapshot.villages.areas[$0].code.text }
    guard cluster.periods.lowerBound > 0,
      codes.allSatisfy({ disclosure.mayRead(.officeWork, code: $0) })
    else { return nil }
    func perMonth(_ periods: Range<Int>) -> Double {
      let days = days(of: periods)
      let sessions = villages.reduce(0) {
        $0 + snapshot.activities.sessions(ofVillage: $1, in: days).count
      }
      return Double(sessions) / Double(periods.count)
    }
    let before = perMonth(0..<cluster.periods.lowerBound)
    return before > 0 ? perMonth(cluster.periods) / before : nil
  }

  // MARK: Reports

  /// What single reports tell of each cluster; `nil` to whoever sees none.
  private func caseCounts(of clusters: [ScanCluster]) throws -> [ClusterCases]? {
    guard let scope = try snapshot.admitted(query.counted, for: disclosure).scope else {
      return nil
    }
    var home: [Int: Int] = [:]
    for (number, cluster) in clusters.enumerated() {
      for village in villages(of: cluster) { home[village] = number }
    }
    let spans = clusters.map(interval)
    let names = snapshot.tips.channelNames
    let counted = TipFilter.Compiled(scope.filter, channelNames: names)
    let repeated = TipFilter.Compiled(scope.filter, channelNames: names) { $0 == .duplicate }
    var found = clusters.map { _ in ClusterCases() }
    try snapshot.forEachTip(in: scope.area) { columns, tip, village in
      guard let number = home[village],
        spans[number].contains(Instant(secondsSince1970: columns.seconds[tip]))
      else { return }
      if counted.accepts(columns, tip) {
        found[number].add(columns.attributes[tip])
      } else if repeated.accepts(columns, tip) {
        found[number].duplicates += 1
      }
    }
    return found
  }

  /// The reports of each category as they are published; `nil` where some number is not.
  private func publishedCategories(
    of cluster: ScanCluster
  ) throws -> [(category: TipCategory, count: Int)]? {
    let wanted = Set(cluster.areas.map { cases.positions[$0] })
    var query = query
    query.measure = .count
    query.counted.filter.interval = interval(of: cluster)
    let asked = query.counted.filter.categories
    var told: [(category: TipCategory, count: Int)] = []
    for category in TipCategory.allCases where asked.isEmpty || asked.contains(category) {
      query.counted.filter.categories = [category]
      guard let count = try publishedCount(query, in: wanted) else { return nil }
      if count > 0 { told.append((category, count)) }
    }
    return told
  }

  private func publishedCount(_ query: HotspotQuery, in wanted: Set<Int>) throws -> Int? {
    do {
      let areas = try snapshot.studyAreas(query, for: disclosure)
      guard wanted.isDisjoint(with: areas.suppressed) else { return nil }
      return zip(areas.positions, areas.values).reduce(0) {
        wanted.contains($1.0) ? $0 + Int($1.1) : $0
      }
    } catch is DisclosureRefusal {
      return nil
    }
  }
}

extension ClusterCases {
  fileprivate mutating func add(_ attributes: TipColumns.Attributes) {
    reports += 1
    categories[Int(attributes.category)] += 1
    if attributes.level >= PrecisionLevel.dusun.position { imprecise += 1 }
  }
}

extension ClusterCard {
  fileprivate mutating func add(_ cases: ClusterCases) {
    categories = zip(TipCategory.allCases, cases.categories).compactMap {
      $1 > 0 ? ($0, $1) : nil
    }
    impreciseShare =
      cases.reports > 0 ? Double(cases.imprecise) / Double(cases.reports) : nil
    duplicates = cases.duplicates
  }
}
