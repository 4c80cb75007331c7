import GeoCore
import HTTPTypes
import NIOCore
import Synchronization

/// The latest answers with tiles that everybody may see, whole, as they went out: asked for again in the same
/// words, they cost one look into a table in place of a task, routing, reading the address and asking who it is.
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
    let head: HTTPResponse
    let body: ByteBuffer
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

extension QuickTiles.Key {
  /// The words of a request for a tile; `nil` for one of another kind, and for one with a header that its answer
  /// may depend on.
  init?(_ request: HTTPRequest) {
    guard request.method == .get, let path = request.path, path.hasPrefix("/tiles/"),
      let authority = request.authority
    else { return nil }
    var acceptsGzip = false
    for field in request.headerFields {
      if field.name == .acceptEncoding {
        acceptsGzip = request.headerFields.accepts(encoding: "gzip")
      } else if !Self.indifferent.contains(field.name) {
        return nil
      }
    }
    self.init(authority: authority, path: path, acceptsGzip: acceptsGzip)
  }

  /// Headers that no answer with a tile depends on: what browsers, proxies and programs say of themselves.
  private static let indifferent = Set<HTTPField.Name>(
    [
      .accept, .acceptLanguage, .userAgent, .connection, .referer, .cacheControl, .priority,
      .requestIdentifier, .forwardedFor, .forwardedProtocol, .fetchSite, .fetchMode,
    ]
      + [
        "DNT", "Pragma", "Sec-Fetch-Dest", "Sec-CH-UA", "Sec-CH-UA-Mobile", "Sec-CH-UA-Platform",
        "Sec-GPC", "X-Real-IP", "Via",
      ].map(HTTPField.Name.custom))
}

extension ServiceContext {
  /// What an answer that is made now is right for.
  var moment: QuickTiles.Moment {
    QuickTiles.Moment(revision: holder.revision, rules: operations.rules.version)
  }
}
