import Foundation
import GeoCore
import HTTPTypes
import Hummingbird
import Synchronization

/// `/collections/{collection}/items` and `/collections/{collection}/items/{feature}` (OGC API – Features, parts 1 to 3).
struct ItemRoutes: Sendable {
  let service: ServiceContext
  private let since = GenerationTime()

  init(service: ServiceContext) { self.service = service }

  /// The formats of features.
  enum Format: String, NegotiatedFormat {
    case json
    case csv

    var mediaType: String { self == .json ? MediaType.geoJSON : MediaType.csv }
  }

  func add(to router: PolicyRouter) {
    router.get(
      "/collections/:collection/items",
      .collections(in: "collection", formats: ["json", "csv"], withItems: true), use: items)
    router.get(
      "/collections/:collection/items/:feature",
      .collections(in: "collection", formats: ["json"], withItems: true), use: item)
  }

  /// The parameters of a single feature.
  static let itemParameters: [ParameterDescription] = [.system, .format(["json"])]

  // MARK: A page

  @Sendable
  private func items(_ request: Request, context: ServiceRequestContext) async throws -> Response {
    let collection = try CollectionRoutes.collection(context)
    guard collection.items != .none else {
      throw RequestError.unknownCollection(collection.id)
    }
    let wanted = try FeatureRequest(
      collection, try request.queryParameters(), zone: try service.snapshot().zone)
    let format = try Format.wanted(by: request, general: MediaType.json)
    let links = PageLinks(
      request: request, collection: collection, format: format,
      address: service.access.exposure.baseAddress(of: request))
    let response = try await service.render(request, context) { job in
      let page = try job.snapshot.featurePage(
        of: collection, wanted.query, for: job.disclosure, while: job.isWanted)
      return try representation(of: page, wanted, format, links, job)
    }
    return Self.telling(wanted.system, response.varyingByAccept)
  }

  private func representation(
    of page: FeaturePage, _ wanted: FeatureRequest, _ format: Format, _ links: PageLinks,
    _ job: RenderJob
  ) throws -> Representation {
    let generation = job.snapshot.generation
    let caching = links.collection.layer.caching
    let writer = FeatureWriter(page.table, in: try FeatureSystem.Reader(wanted.system))
    return try Self.withinSystem {
      switch format {
      case .csv:
        let lines = try writer.lines(page.rows)
        var representation = Representation(
          Array(lines.text.utf8), mediaType: MediaType.csv, caching: caching,
          generation: generation)
        representation.links = links.all(wanted.query, lines.count, page.matchedCount)
          .map(\.header)
        return representation
      case .json:
        let features = try writer.features(page.rows)
        let all = links.all(wanted.query, features.count, page.matchedCount)
        let text = """
          {"type":"FeatureCollection","timeStamp":"\(since.time(of: generation))",\
          "numberMatched":\(page.matchedCount),"numberReturned":\(features.count),\
          "links":\(all.json.json),"features":[\(features.text)]}
          """
        return Representation(
          Array(text.utf8), mediaType: MediaType.geoJSON, caching: caching,
          generation: generation)
      }
    }
  }

  // MARK: One feature

  @Sendable
  private func item(_ request: Request, context: ServiceRequestContext) async throws -> Response {
    let collection = try CollectionRoutes.collection(context)
    let id = try context.part("feature")
    let query = try request.queryParameters()
    try query.requireDescribed(Self.itemParameters)
    let system = try query.system(.system)
    _ = try Format.wanted(by: request, among: [.json], general: MediaType.json)
    let path =
      "\(service.access.exposure.baseAddress(of: request))/collections/\(collection.id)"
    let response = try await service.render(request, context) { job in
      let page = try job.snapshot.feature(id, of: collection, for: job.disclosure)
      let links = [
        Link(
          relation: "self", address: path + "/items/" + PercentEncoding.encode(id),
          mediaType: MediaType.geoJSON),
        Link(relation: "collection", address: path, mediaType: MediaType.json),
      ]
      let text = try Self.withinSystem {
        try FeatureWriter(page.table, in: try FeatureSystem.Reader(system))
          .feature(page.rows[0], links: links.json.json)
      }
      return Representation(
        Array(text.utf8), mediaType: MediaType.geoJSON, caching: collection.layer.caching,
        generation: job.snapshot.generation)
    }
    return Self.telling(system, response.varyingByAccept)
  }

  // MARK: Reference systems

  /// The answer with the header that tells its reference system (OGC 18-058r1, 6.4).
  private static func telling(_ system: FeatureSystem, _ response: Response) -> Response {
    var copy = response
    copy.headers[.custom("Content-Crs")] = "<\(system.uri)>"
    return copy
  }

  private static func withinSystem<Value>(_ write: () throws -> Value) throws -> Value {
    do {
      return try write()
    } catch is FeatureSystem.OutsideSystem {
      throw RequestError.badValue(
        parameter: "crs", value: "this system",
        expected: "one that has coordinates where the features are")
    }
  }
}

/// The links of a page of features.
private struct PageLinks: Sendable {
  let request: Request
  let collection: CollectionDescription
  let format: ItemRoutes.Format
  let address: String

  /// The page itself, its other formats, and the pages before and after it.
  func all(_ query: FeatureQuery, _ count: Int, _ matched: Int) -> [Link] {
    let formats = ItemRoutes.Format.allCases
    var links = [link("self", format, query.offset)]
    links += formats.filter { $0 != format }.map { link("alternate", $0, query.offset) }
    if query.offset + count < matched, count > 0,
      ParameterDescription.offsetRange.contains(query.offset + count)
    {
      links.append(link("next", format, query.offset + count))
    }
    if query.offset > 0 {
      links.append(link("prev", format, max(0, query.offset - query.limit)))
    }
    links.append(
      Link(
        relation: "collection", address: "\(address)/collections/\(collection.id)",
        mediaType: MediaType.json))
    return links
  }

  private func link(_ relation: String, _ format: ItemRoutes.Format, _ offset: Int) -> Link {
    let others = (offset > 0 ? [("offset", "\(offset)")] : []) + [("f", format.rawValue)]
    let query = request.query(without: ["offset", "f"], adding: others)
    return Link(
      relation: relation, address: "\(address)/collections/\(collection.id)/items\(query)",
      mediaType: format.mediaType)
  }
}

/// When the data of a generation were first asked for: from then on an answer holds. The moment of the request
/// itself would make every answer another one, which no client could keep.
private final class GenerationTime: Sendable {
  private let last = Mutex<(generation: Int64, text: String)>((.min, ""))

  func time(of generation: Int64) -> String {
    last.withLock { last in
      if last.generation != generation {
        let now = Instant(secondsSince1970: Int64(Date().timeIntervalSince1970))
        last = (generation, now.iso8601)
      }
      return last.text
    }
  }
}
