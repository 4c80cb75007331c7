import DisclosureControl
import GeoStore
import Places
import TileMath

extension LayerDescription {
  /// All layers, in the order in which documents list them.
  public static let all = TileLayer.allCases.map(\.entry)

  fileprivate static func entry(of layer: TileLayer) -> LayerDescription {
    switch layer {
    case .villages: villages
    case .coverage: coverage
    case .heat: heat
    case .hotspots: hotspots
    case .clusters: clusters
    case .accommodations: accommodations
    case .servicePoints: servicePoints
    case .offices: offices
    case .activities: activities
    case .tips: tips
    case .priority: priority
    }
  }

  // MARK: Areas

  private static let villages = LayerDescription(
    .villages, LocalizedText("Batas wilayah", "Boundaries"),
    LocalizedText(
      "Batas desa/kelurahan, kecamatan, kabupaten/kota dan provinsi",
      "Boundaries of villages, districts, regencies and provinces"),
    shows: .fixed(.places), parameters: [.level],
    vectorLayers: AdministrativeLevel.allCases.flatMap { level in
      [
        VectorLayerDescription(
          name: level.layerName,
          note: "Names from zoom \(level.zooms.lowerBound) on; id: the digits of the code",
          zooms: level.zooms, properties: PropertyDescription.ofAreas),
        VectorLayerDescription(
          name: level.layerName + "_label", note: "One point an area, in one tile",
          zooms: level.zooms, properties: PropertyDescription.ofAreas),
      ]
    } + [borders])

  private static let coverage = LayerDescription(
    .coverage, LocalizedText("Cakupan program", "Coverage by the programme"),
    LocalizedText(
      "Peta cakupan: status, fase, kegiatan terakhir dan jarak layanan",
      "Coverage: status, phase, last session and distance to service"),
    shows: .fixed(.places), parameters: CoverageParameters.described,
    vectorLayers: [
      VectorLayerDescription(name: "coverage", properties: PropertyDescription.ofCoverage), borders,
    ])

  private static let priority = LayerDescription(
    .priority, LocalizedText("Prioritas", "Priorities"),
    LocalizedText(
      "Skor dan peringkat calon desa binaan. Skor bukan ukuran pelanggaran.",
      "Scores and ranks of the next villages. A score is no measure of offences."),
    shows: .fixed(.plans), parameters: PriorityParameters.described,
    vectorLayers: [
      VectorLayerDescription(name: "priority", properties: PropertyDescription.ofPriority), borders,
    ])

  /// The borders that tiles of areas have besides those.
  private static let borders = VectorLayerDescription(
    name: "borders", note: "Each border once; level: the highest whose areas it parts",
    properties: PropertyDescription.ofBorders)

  // MARK: Density

  private static let heat = LayerDescription(
    .heat, LocalizedText("Kepadatan", "Density"),
    LocalizedText(
      "Kepadatan laporan per km². Kepadatan laporan bukan ukuran pelanggaran.",
      "Density of reports per km². The density of reports is not a measure of offences."),
    shows: .bySource, formats: [.png, .svg, .mvt], parameters: HeatParameters.described,
    vectorLayers: [
      VectorLayerDescription(name: "heat", properties: PropertyDescription.ofBands),
      VectorLayerDescription(name: "suppressed", zooms: 8...20, properties: [.code]),
    ])

  // MARK: Statistics

  private static let hotspots = LayerDescription(
    .hotspots, LocalizedText("Hotspot", "Hotspots"),
    LocalizedText(
      "Wilayah dengan laporan lebih banyak atau lebih sedikit daripada kebetulan (Gi*). Bukan ukuran pelanggaran.",
      "Areas with more or fewer reports than chance explains (Gi*). Not a measure of offences."),
    shows: .fixed(.tipDensity), parameters: HotspotParameters.described,
    vectorLayers: [
      VectorLayerDescription(name: "hotspots", properties: PropertyDescription.ofHotspots), borders,
    ])

  private static let clusters = LayerDescription(
    .clusters, LocalizedText("Gugus laporan", "Clusters of reports"),
    LocalizedText(
      "Tempat laporan mengelompok. Bukan ukuran pelanggaran.",
      "Where reports cluster. Not a measure of offences."),
    shows: .byMethod, parameters: ClusterParameters.described,
    vectorLayers: [
      VectorLayerDescription(
        name: "clusters", note: "Points of dbscan, areas of scan",
        properties: PropertyDescription.ofClusters),
      VectorLayerDescription(
        name: "cluster_hulls", note: "The smallest convex area around each cluster of dbscan",
        properties: PropertyDescription.ofHulls), borders,
    ])

  // MARK: Points

  private static let accommodations = points(
    .accommodations, LocalizedText("Akomodasi", "Accommodations"),
    LocalizedText(
      "Akomodasi dan status pelaporannya", "Accommodations, and whether they report"),
    parameters: [.reporting, .accommodationKind])

  private static let servicePoints = points(
    .servicePoints, LocalizedText("Titik layanan", "Service points"),
    LocalizedText("Titik layanan keimigrasian", "Where immigration services are given"),
    parameters: [.serviceKind])

  private static let offices = points(
    .offices, LocalizedText("Kantor imigrasi", "Immigration offices"),
    LocalizedText("Kantor imigrasi", "Immigration offices"), parameters: [])

  private static let activities = points(
    .activities, LocalizedText("Kegiatan", "Outreach sessions"),
    LocalizedText("Kegiatan di desa", "Outreach sessions in villages"),
    parameters: [.activityKind, .datetime])

  private static let tips = points(
    .tips, LocalizedText("Laporan", "Reports"),
    LocalizedText(
      "Laporan satu per satu. Letak laporan bukan ukuran pelanggaran.",
      "Single reports. The place of a report is not a measure of offences."),
    parameters: [.datetime, .category, .origin.defaulting(to: nil)])

  private static func points(
    _ layer: PointLayer, _ title: LocalizedText, _ abstract: LocalizedText,
    parameters: [ParameterDescription]
  ) -> LayerDescription {
    LayerDescription(
      TileLayer(layer), title, abstract, shows: .fixed(layer.subject), parameters: parameters,
      vectorLayers: [
        VectorLayerDescription(
          name: layer.rawValue,
          properties: PropertyDescription.ofGroups + layer.groupProperties + layer.properties)
      ])
  }
}

extension TileLayer {
  /// Everything that documents tell of the layer.
  public var entry: LayerDescription { .entry(of: self) }
}

extension PointLayer {
  /// The attributes of single points.
  public var properties: [PropertyDescription] {
    switch self {
    case .accommodations: PropertyDescription.ofAccommodations
    case .servicePoints: PropertyDescription.ofServicePoints
    case .offices: PropertyDescription.ofOffices
    case .activities: PropertyDescription.ofActivities
    case .tips: PropertyDescription.ofTips
    }
  }

  /// The counts that groups of points bear.
  var groupProperties: [PropertyDescription] {
    switch self {
    case .accommodations:
      PropertyDescription.counts("reporting", of: ReportingState.self)
        + PropertyDescription.counts("kind", of: AccommodationKind.self)
    case .servicePoints: PropertyDescription.counts("kind", of: ServicePointKind.self)
    case .offices: []
    case .activities: PropertyDescription.counts("kind", of: ActivityKind.self)
    case .tips: PropertyDescription.counts("category", of: TipCategory.self)
    }
  }
}
