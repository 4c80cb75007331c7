import DisclosureControl
public import Places

/// A collection of features or tiles (OGC API – Features and – Tiles), as every document about it tells.
public struct CollectionDescription: Sendable {
  /// What a collection has one by one.
  public enum Items: Hashable, Sendable {
    /// Areas of a level.
    case areas(AdministrativeLevel)
    /// Points.
    case points(PointLayer)
    /// Nothing: it has tiles alone.
    case none
  }

  /// Its name in addresses.
  public let id: String
  /// What it is called.
  public let title: LocalizedText
  /// What it has, in a sentence.
  public let abstract: LocalizedText
  /// What it has one by one.
  public let items: Items
  /// The layer of its tiles.
  public let layer: TileLayer
  /// Parameters that its tiles bear whatever is asked, such as the level of areas.
  public let fixedParameters: [(name: String, value: String)]
  /// The attributes of its features.
  public let properties: [PropertyDescription]

  /// All collections, in the order in which documents list them.
  public static let all: [CollectionDescription] =
    [AdministrativeLevel.village, .district, .regency, .province].map(areas)
    + [.servicePoints, .offices, .accommodations, .activities, .tips].map(points)
    + [.coverage, .heat, .hotspots, .clusters, .priority].map(tiles)

  private static let byID = Dictionary(uniqueKeysWithValues: all.map { ($0.id, $0) })

  /// The collection of a name; `nil` where there is none.
  public static func named(_ id: String) -> CollectionDescription? { byID[id] }

  /// The attribute that tells when a feature was; `nil` where none does.
  public var timeProperty: PropertyDescription? {
    guard items == .points(.tips) || items == .points(.activities) else { return nil }
    return properties.first { $0.kind == .moment || $0.kind == .day }
  }

  /// The parameters of its tiles.
  public var tileParameters: [ParameterDescription] {
    layer.entry.parameters.filter { described in
      !fixedParameters.contains { $0.name == described.name }
    }
  }

  // MARK: Entries

  private static func areas(of level: AdministrativeLevel) -> CollectionDescription {
    let isVillage = level == .village
    return CollectionDescription(
      id: level.layerName, title: level.title, abstract: level.title, items: .areas(level),
      layer: .villages, fixedParameters: isVillage ? [] : [("level", level.rawValue)],
      properties: isVillage ? PropertyDescription.ofVillages : PropertyDescription.ofUpperAreas)
  }

  private static func points(of points: PointLayer) -> CollectionDescription {
    let entry = TileLayer(points).entry
    return CollectionDescription(
      id: points.rawValue, title: entry.title, abstract: entry.abstract, items: .points(points),
      layer: entry.layer, fixedParameters: [], properties: points.properties)
  }

  private static func tiles(of layer: TileLayer) -> CollectionDescription {
    CollectionDescription(
      id: layer.rawValue, title: layer.entry.title, abstract: layer.entry.abstract, items: .none,
      layer: layer, fixedParameters: [], properties: [])
  }
}

extension AdministrativeLevel {
  /// What areas of the level are called.
  fileprivate var title: LocalizedText {
    switch self {
    case .village: LocalizedText("Desa dan kelurahan", "Villages")
    case .district: LocalizedText("Kecamatan", "Districts")
    case .regency: LocalizedText("Kabupaten dan kota", "Regencies and cities")
    case .province: LocalizedText("Provinsi", "Provinces")
    }
  }
}
