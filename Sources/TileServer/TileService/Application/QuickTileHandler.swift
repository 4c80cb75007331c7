import Foundation
import GeoCore
import HTTPTypes
import NIOCore
import NIOHTTPTypes

/// Answers from `QuickTiles` on the event loop of the connection, before a request becomes a task: what it cannot
/// answer goes on to the router as if nothing had been.
///
/// Answers keep the order of their requests: nothing is answered here while a request that went on is under way,
/// nor while the client does not take what it is sent, which the way of tasks waits for.
final class QuickTileHandler: ChannelDuplexHandler, RemovableChannelHandler {
  typealias InboundIn = HTTPRequestPart
  typealias InboundOut = HTTPRequestPart
  typealias OutboundIn = HTTPResponsePart
  typealias OutboundOut = HTTPResponsePart

  /// What the service calls itself in its answers.
  static let serverName = "PetaBinaan"

  private let service: ServiceContext
  /// What watches for connections at rest sees only requests that go on, so one has to now and then.
  private let restLimit: Duration
  private var lastForwarded = ContinuousClock.now
  /// Requests that went on and are not answered.
  private var unanswered = 0
  /// A request that would be answered here, if it ends with its head.
  private var held: (head: HTTPRequest, key: QuickTiles.Key)?
  private var peer: ClientAddress?
  private var date = (seconds: UInt32(0), text: "")
  private var hasWritten = false

  /// A handler for one connection.
  init(_ service: ServiceContext, idleTimeout: Duration) {
    self.service = service
    restLimit = idleTimeout / 2
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    switch unwrapInboundIn(data) {
    case .head(let head):
      forward(context)
      if unanswered == 0, let key = QuickTiles.Key(head) {
        held = (head, key)
        return
      }
      unanswered += 1
      lastForwarded = .now
    case .body: forward(context)
    case .end:
      if let (head, key) = held, answer(head, key, context) {
        held = nil
        return
      }
      forward(context)
    }
    context.fireChannelRead(data)
  }

  func channelReadComplete(context: ChannelHandlerContext) {
    if hasWritten {
      hasWritten = false
      context.flush()
    }
    context.fireChannelReadComplete()
  }

  func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
    if case .end = unwrapOutboundIn(data) {
      unanswered -= 1
      lastForwarded = .now
    }
    context.write(data, promise: promise)
  }

  /// Lets a held request go on.
  private func forward(_ context: ChannelHandlerContext) {
    guard let (head, _) = held else { return }
    held = nil
    unanswered += 1
    lastForwarded = .now
    context.fireChannelRead(wrapInboundOut(.head(head)))
  }

  /// Answers a request, if it can be.
  private func answer(
    _ request: HTTPRequest, _ key: QuickTiles.Key, _ context: ChannelHandlerContext
  ) -> Bool {
    let start = ContinuousClock.now
    guard context.channel.isWritable, start - lastForwarded < restLimit,
      let answer = service.tiles.quick.answer(key, service.moment), isPlain(request, context)
    else { return false }
    var head = answer.head
    head.headerFields.append(HTTPField(name: .date, value: dateText()))
    head.headerFields.append(HTTPField(name: .server, value: Self.serverName))
    // Nothing is logged of it, so a name is of use to those alone who have given one.
    if request.headerFields.contains(.requestIdentifier) {
      head.headerFields[.requestIdentifier] = RequestIdentifier.of(request.headerFields)
    }
    context.write(wrapOutboundOut(.head(head)), promise: nil)
    context.write(wrapOutboundOut(.body(answer.body)), promise: nil)
    context.write(wrapOutboundOut(.end(nil)), promise: nil)
    hasWritten = true
    note(answer, key, since: start)
    return true
  }

  private func note(
    _ answer: QuickTiles.Answer, _ key: QuickTiles.Key, since start: ContinuousClock.Instant
  ) {
    let (seconds, attoseconds) = (ContinuousClock.now - start).components
    service.operations.metrics.answered(
      answer.notes, path: key.path, status: answer.head.status.code,
      bytes: answer.body.readableBytes,
      nanoseconds: seconds &* 1_000_000_000 &+ attoseconds / 1_000_000_000)
  }

  /// Whether nothing is to be done for the request but to answer it. It is counted as any other; whoever asks too
  /// often is told so by the middleware.
  private func isPlain(_ request: HTTPRequest, _ context: ChannelHandlerContext) -> Bool {
    let connection = request.headerFields[.connection]
    guard connection == nil || connection?.lowercased() == "keep-alive" else { return false }
    guard !service.operations.state.isDraining, !service.operations.rules.current.logsRequests
    else { return false }
    return service.access.take(Caller(address: address(of: request, context))) == nil
  }

  /// Where a request comes from; on one connection always the same, but behind a proxy.
  private func address(
    of request: HTTPRequest, _ context: ChannelHandlerContext
  ) -> ClientAddress {
    if service.access.exposure != .proxy, let peer { return peer }
    let address = ClientAddress(
      of: request.headerFields, peer: context.channel.remoteAddress?.ipAddress,
      exposure: service.access.exposure)
    peer = address
    return address
  }

  /// The time as a header has it; it is written anew once a second.
  private func dateText() -> String {
    let seconds = UInt32(clamping: Int64(Date().timeIntervalSince1970))
    if seconds != date.seconds || date.text.isEmpty {
      date = (seconds, HTTPDate.text(secondsSince1970: seconds))
    }
    return date.text
  }
}
