public import DisclosureControl
import TileMath

/// A layer, as every document about it tells: the one entry that a layer has.
public struct LayerDescription: Sendable {
  /// What of the service a layer shows.
  public enum Subject: Hashable, Sendable {
    /// The same whatever is asked.
    case fixed(ProtectedSubject)
    /// That of a density: what its parameter `source` names.
    case bySource
    /// That of clusters: single reports, or numbers of areas, as its parameter `method` says.
    case byMethod
  }

  /// The layer.
  public let layer: TileLayer
  /// What it is called.
  public let title: LocalizedText
  /// What it shows, in a sentence.
  public let abstract: LocalizedText
  /// What it shows, as far as roles differ in it.
  public let subject: Subject
  /// Its formats, the one that suits it best first.
  public let formats: [TileFormat]
  /// Its parameters, in the order in which documents list them.
  public let parameters: [ParameterDescription]
  /// The names of its parameters.
  public let parameterNames: [String]
  /// The layers of its vector tiles.
  public let vectorLayers: [VectorLayerDescription]

  init(
    _ layer: TileLayer, _ title: LocalizedText, _ abstract: LocalizedText, shows subject: Subject,
    formats: [TileFormat] = [.mvt, .png, .svg], parameters: [ParameterDescription],
    vectorLayers: [VectorLayerDescription]
  ) {
    self.layer = layer
    self.title = title
    self.abstract = abstract
    self.subject = subject
    self.formats = formats
    self.parameters = parameters
    parameterNames = parameters.names
    self.vectorLayers = vectorLayers
  }

  /// The zooms of its tiles.
  public var zooms: ClosedRange<Int> { 0...TileID.maximumZoom }

  /// The zooms that a role may ask for.
  public func zooms(for role: Role) -> ClosedRange<Int> {
    guard subject == .bySource, let limits = role.heatLimits else { return zooms }
    return zooms.lowerBound...limits.finestZoom
  }

  /// The parameter by which a time is chosen; `nil` for a layer that has none.
  public var timeParameter: ParameterDescription? {
    parameters.first { $0.schema == .interval || $0.schema == .day }
  }

  /// Whether everybody sees the same, so that anyone may keep it.
  public var isForEverybody: Bool { subject == .fixed(.places) }

  /// Everything that the layer may show, whatever is asked.
  public var subjects: [ProtectedSubject] {
    switch subject {
    case .fixed(let subject): [subject]
    case .bySource: HeatSource.allCases.map(\.subject)
    case .byMethod: [.tips, .tipDensity]
    }
  }

  /// What a request of the layer shows to a role; of a source or a method that is none, what the strictest would.
  public func subject(of query: QueryParameters, for role: Role) -> ProtectedSubject {
    switch subject {
    case .fixed(let subject): subject
    case .bySource:
      query["source"].map { HeatSource(rawValue: $0)?.subject ?? .tipDensity } ?? .tipDensity
    case .byMethod: ClusterParameters.subject(of: query, for: role)
    }
  }
}

/// A layer inside of vector tiles.
public struct VectorLayerDescription: Hashable, Sendable {
  /// The name.
  public let name: String
  /// What it has, where the name does not tell.
  public var note: String?
  /// The zooms that have it.
  public var zooms: ClosedRange<Int> = 0...TileID.maximumZoom
  /// The attributes of its features.
  public let properties: [PropertyDescription]
}
