import GeoCore
import HTTPTypes
import Hummingbird
import Synchronization

/// The latest answers with tiles that everybody may see, whole, as they went out: asked for again in the same
/// words, they cost one look into a table in place of routing, reading the address and asking who it is.
///
/// Only answers to those who show no credentials are kept, so that nothing depends on who asks. An answer is
/// right for one revision of the data and one state of the settings.
final class QuickTiles: Sendable {
  /// The words of a request that decide what it is answered with.
  struct Key: Hashable {
    let authority: String
    let path: String
    let acceptsGzip: Bool
  }

  /// What an answer is right for.
  struct Moment: Equatable {
    let revision: Int
    let rules: Int
  }

  /// An answer as it went out.
  struct Answer {
    let moment: Moment
    let response: Response
    let notes: RequestRecord.Notes
  }

  /// Two halves in place of a list by age, as in `TileCache`.
  private struct Halves {
    var young: [Key: Answer] = [:]
    var old: [Key: Answer] = [:]
  }

  /// The bodies are those of the tile cache, so an answer takes some kilobytes at most.
  private static let halfCapacity = 2048

  private let halves = Mutex(Halves())

  /// The answer to a request in the same words, if it is still right.
  func answer(_ key: Key, _ moment: Moment) -> Answer? {
    halves.withLock { halves in
      if let answer = halves.young[key] { return answer.moment == moment ? answer : nil }
      guard let answer = halves.old.removeValue(forKey: key), answer.moment == moment else {
        return nil
      }
      Self.keep(answer, key, &halves)
      return answer
    }
  }

  /// Keeps an answer.
  func keep(_ answer: Answer, for key: Key) {
    halves.withLock { Self.keep(answer, key, &$0) }
  }

  /// Forgets all answers.
  func clear() { halves.withLock { $0 = Halves() } }

  private static func keep(_ answer: Answer, _ key: Key, _ halves: inout Halves) {
    if halves.young.count >= halfCapacity, halves.young[key] == nil {
      halves.old = halves.young
      halves.young = [:]
    }
    halves.young[key] = answer
  }
}

/// Stands before the router and answers from `QuickTiles` what it can.
struct QuickResponder<Next: HTTPResponder>: HTTPResponder
where Next.Context == ServiceRequestContext {
  let next: Next
  let service: ServiceContext

  func respond(to request: Request, context: ServiceRequestContext) async throws -> Response {
    guard let key = QuickTiles.Key(request), !service.operations.state.isDraining else {
      return try await next.respond(to: request, context: context)
    }
    let moment = service.moment
    if let answer = service.tiles.quick.answer(key, moment), isPlain(request, context) {
      return send(answer, to: request)
    }
    let response = try await next.respond(to: request, context: context)
    if isKept(response, context), moment == service.moment {
      var nameless = response
      nameless.headers[.requestIdentifier] = nil
      service.tiles.quick.keep(
        .init(moment: moment, response: nameless, notes: context.record.notes), for: key)
    }
    return response
  }

  private func send(_ answer: QuickTiles.Answer, to request: Request) -> Response {
    let start = ContinuousClock.now
    var response = answer.response
    // Nothing is logged of it, so a name is of use to those alone who have given one.
    if request.headers.contains(where: { $0.name == .requestIdentifier }) {
      response.headers[.requestIdentifier] = RequestIdentifier.of(request)
    }
    let (seconds, attoseconds) = (ContinuousClock.now - start).components
    service.operations.metrics.answered(
      answer.notes, path: request.head.path ?? "", status: response.status.code,
      bytes: response.body.contentLength ?? 0,
      nanoseconds: seconds &* 1_000_000_000 &+ attoseconds / 1_000_000_000)
    return response
  }

  /// Whether nothing is to be done for the request but to answer it. It is counted as any other; whoever asks too
  /// often is told so by the middleware.
  private func isPlain(_ request: Request, _ context: ServiceRequestContext) -> Bool {
    guard !service.operations.rules.current.logsRequests else { return false }
    let address = ClientAddress(
      of: request, peer: context.peer, exposure: service.access.exposure)
    return service.access.take(Caller(address: address)) == nil
  }

  /// Whether everybody would get the same answer from the memory.
  private func isKept(_ response: Response, _ context: ServiceRequestContext) -> Bool {
    response.status == .ok && context.record.notes.cache == .hit
      && response.headers[.cacheControl] == Representation.Caching.shared.rawValue
  }
}

extension QuickTiles.Key {
  /// The words of a request for a tile; `nil` for one of another kind, and for one with a header that its answer
  /// may depend on.
  init?(_ request: Request) {
    guard request.method == .get, let path = request.head.path, path.hasPrefix("/tiles/"),
      let authority = request.head.authority
    else { return nil }
    var acceptsGzip = false
    for field in request.headers {
      switch field.name {
      case .acceptEncoding: acceptsGzip = request.accepts(encoding: "gzip")
      case .accept, .acceptLanguage, .requestIdentifier, .userAgent, .connection, .referer, .dnt,
        .forwardedFor,
        .forwardedProtocol, .fetchSite, .fetchMode, .fetchDestination, .cacheControl, .pragma,
        .priority:
        break
      default: return nil
      }
    }
    self.init(authority: authority, path: path, acceptsGzip: acceptsGzip)
  }
}

extension ServiceContext {
  /// What an answer that is made now is right for.
  var moment: QuickTiles.Moment {
    QuickTiles.Moment(revision: holder.revision, rules: operations.rules.version)
  }
}

extension HTTPField.Name {
  fileprivate static let dnt = custom("DNT")
  fileprivate static let pragma = custom("Pragma")
  fileprivate static let priority = custom("Priority")
  /// What a browser is going to do with an answer.
  fileprivate static let fetchDestination = custom("Sec-Fetch-Dest")
}
