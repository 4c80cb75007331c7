import DisclosureControl
import GeoPrimitives
import MapRendering
import Places

/// The looks of areas in clusters of a scan.
enum ScanScale {
  /// Beyond this probability a cluster may well be chance, and is not shown.
  static let greatestP = 0.1
  static let surelyUpTo = 0.05
  private static let opacity = 0.85

  static let classes: [AreaClasses.Class] = [
    AreaClasses.Class(name: "cluster", color: RGBA(0x7B3294).opacity(opacity)),
    AreaClasses.Class(name: "maybe", color: RGBA(0xCDB2DA).opacity(opacity)),
    AreaClasses.Class(
      name: HotspotScale.suppressed, color: HatchPattern.suppressed.color, hatch: .suppressed),
  ]
}

extension DatasetSnapshot {
  /// The areas of clusters in space and time as a map.
  func scanMap(
    _ query: HotspotQuery, for disclosure: Disclosure,
    isWanted: @escaping @Sendable () -> Bool = { true }
  ) throws -> AnalysisMap {
    let audience = try admitted(query.counted, for: disclosure).audience
    return try derived.scanMaps.value(for: AnalysisKey(parameters: query, audience: audience)) {
      try analysisMap(of: query.level) {
        scanMap(try scan(query, for: disclosure, isWanted: isWanted))
      }
    }
  }

  private func scanMap(_ scan: ReportScan) -> AnalysisMap {
    let layer = layer(scan.query.level)
    var classOf = [UInt8](repeating: AreaClasses.none, count: layer.areas.count)
    var tags = [[VectorTileTag]](repeating: [], count: layer.areas.count)
    for (number, cluster) in scan.clusters.enumerated() where cluster.found.p <= ScanScale.greatestP
    {
      for code in cluster.codes {
        guard let position = layer.position(code: code) else { continue }
        classOf[position] = cluster.found.p <= ScanScale.surelyUpTo ? 0 : 1
        tags[position] = cluster.tags(rank: number + 1)
      }
    }
    for code in scan.suppressed {
      if let position = layer.position(code: code) { classOf[position] = 2 }
    }
    return AnalysisMap(
      level: scan.query.level,
      classes: AreaClasses(classOf: classOf, classes: ScanScale.classes, tags: tags),
      count: scan.areaCount)
  }

  /// The legend of maps of clusters with the same parameters.
  func clusterLegend(
    of parameters: ClusterParameters, language: DisplayLanguage, for disclosure: Disclosure
  ) throws -> Legend {
    let words = AnalysisWords(language)
    switch parameters {
    case .scan(let query):
      let map = try scanMap(query, for: disclosure)
      var legend = Legend(
        language: language, title: words.clusters,
        classes: zip(ScanScale.classes, [words.surely, words.maybe]).reversed().map {
          Legend.Class(lower: nil, upper: nil, color: $0.color, label: $1)
        })
      legend.period = query.counted.filter.interval
      legend.count = map.count
      if try admitted(query.counted, for: disclosure).scope == nil {
        legend.suppressedLabel = words.suppressed
      }
      legend.zone = zone
      legend.note = words.note(map.problem, words.scanMethod(of: query))
      return legend
    case .points(let query):
      return pointClusterLegend(
        query, try clusterMap(query, for: disclosure), language: language, words)
    }
  }

  private func pointClusterLegend(
    _ query: ClusterQuery, _ map: ClusterMap, language: DisplayLanguage, _ words: AnalysisWords
  ) -> Legend {
    var legend = Legend(
      language: language, title: words.clusters,
      classes: [
        Legend.Class(lower: nil, upper: nil, color: ClusterPicture.hullColor, label: words.hull)
      ])
    legend.group = Legend.Group(
      symbol: ClusterPicture.symbol(count: 12, greatest: 24), label: words.group)
    legend.period = query.counted.filter.interval
    legend.zone = zone
    legend.count = map.clusters.count
    legend.note = words.note(map.problem, words.pointMethod(of: query))
    return legend
  }
}

extension ReportScan.Cluster {
  /// What tiles tell of the areas of the cluster.
  fileprivate func tags(rank: Int) -> [VectorTileTag] {
    [
      ("rank", .integer(Int64(rank))), ("from", .string("\(months.lowerBound)")),
      ("to", .string("\(months.upperBound)")), ("cases", .integer(Int64(found.cases))),
      ("expected", .double(found.expected)), ("ratio", .double(found.ratio)),
      ("p", .double(found.p)),
    ]
  }
}
