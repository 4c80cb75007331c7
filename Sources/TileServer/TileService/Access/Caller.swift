import GeoCore
import HTTPTypes
import Hummingbird
import Logging

/// On whose behalf a request is answered.
struct Caller: Sendable {
  /// Who; anonymous without a token.
  var principal = Principal.anonymous
  /// The digest of the account's token; `nil` for the anonymous.
  var account: Digest256?
  /// The digest of the session's secret, when the caller is signed in by a cookie.
  var session: Digest256?
  /// Whether the request bore a cookie of a session that has ended.
  var hasEndedSession = false
  /// What single tips are asked for.
  var purpose: Purpose?
  /// Where the request comes from.
  var address = ClientAddress(text: "unknown")

  /// What may be shown.
  var disclosure: Disclosure { Disclosure(principal, purpose: purpose) }

  /// Whether no token was shown.
  var isAnonymous: Bool { account == nil }
}

/// What goes along with a request on its way through the service.
struct ServiceRequestContext: RequestContext {
  var coreContext: CoreRequestContextStorage
  /// The address at the other end of the connection; `nil` when the system does not tell.
  var peer: String?
  /// What is noted of the request for the log and the metrics.
  let record = RequestRecord()
  /// On whose behalf; nobody known until the middleware has looked.
  var caller = Caller()

  /// A logger whose lines bear the name of the request. It is made when there is something to say: few
  /// requests have a line.
  var namedLogger: Logger {
    var logger = logger
    logger[metadataKey: "request"] = .string(record.notes.name)
    // The server's own name for it, which nobody outside is told.
    logger[metadataKey: "hb.request.id"] = nil
    return logger
  }

  init(source: ApplicationRequestContextSource) {
    coreContext = .init(source: source)
    peer = source.channel.remoteAddress?.ipAddress
  }
}

/// Where a request comes from, as far as limits are concerned.
struct ClientAddress: Hashable, Sendable {
  /// The address as text.
  let text: String

  init(text: String) { self.text = text }

  /// The address of a client, by the headers of its request.
  ///
  /// Behind a proxy it is the last entry of `X-Forwarded-For`: the one that the proxy has seen itself,
  /// while those before it are whatever the client has written.
  init(of headers: HTTPFields, peer: String?, exposure: Exposure) {
    let peer = peer ?? "unknown"
    guard exposure == .proxy, let forwarded = headers[values: .forwardedFor].last,
      let last = forwarded.split(separator: ",").last
    else {
      self.init(text: peer)
      return
    }
    let entry = last.filter { $0 != " " && $0 != "\t" }
    self.init(text: Self.isAddress(entry) ? entry.lowercased() : peer)
  }

  /// Whether the client runs on this machine.
  var isLoopback: Bool { LoopbackName.isHost(text) || text == "::ffff:127.0.0.1" }

  /// Whether a request comes from a program of this machine that asks by itself, and not by way of a proxy
  /// on it: a proxy says whom it asks for.
  func isLocalProgram(_ request: Request) -> Bool {
    isLoopback && request.headers[.forwardedFor] == nil
  }

  /// What shares a bucket of permits: the address, or the network of 64 bits that one subscriber of
  /// IPv6 has all of.
  var bucket: String {
    guard text.contains(":") else { return text }
    return text.split(separator: ":", omittingEmptySubsequences: false).prefix(4)
      .joined(separator: ":")
  }

  private static func isAddress(_ text: String) -> Bool {
    !text.isEmpty && text.utf8.count <= 45
      && text.utf8.allSatisfy {
        (48...57).contains($0) || (97...102).contains($0) || (65...70).contains($0) || $0 == 46
          || $0 == 58
      }
  }
}
