import HTTPTypes
import NIOCore
import NIOHTTP1
import NIOHTTPTypes

/// Answers what is no request of HTTP/1.1 with the status that says why, and closes the connection. An
/// error after a request has been handed on is left to whoever answers that.
final class ProtocolErrors: ChannelDuplexHandler, RemovableChannelHandler {
  typealias InboundIn = HTTPRequestPart
  typealias InboundOut = HTTPRequestPart
  typealias OutboundIn = HTTPResponsePart
  typealias OutboundOut = HTTPResponsePart

  /// A client that is still sending must not have its connection reset before it has read the answer.
  private static let linger = TimeAmount.seconds(2)

  /// Requests that were handed on and not answered.
  private var unanswered = 0
  private var isClosing = false
  private let requestLine = RequestLineWatch()

  func handlerAdded(context: ChannelHandlerContext) {
    // Bytes are bytes only before the decoder of HTTP/1; a stream of HTTP/2 has none.
    let pipeline = context.pipeline.syncOperations
    guard
      let decoder = try? pipeline.handler(type: ByteToMessageHandler<HTTPRequestDecoder>.self)
    else { return }
    try? pipeline.addHandler(requestLine, position: .before(decoder))
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    guard !isClosing else { return }
    if case .head = unwrapInboundIn(data) {
      unanswered += 1
      requestLine.begin()
    }
    context.fireChannelRead(data)
  }

  func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
    if case .end = unwrapOutboundIn(data) { unanswered -= 1 }
    context.write(data, promise: promise)
  }

  func errorCaught(context: ChannelHandlerContext, error: any Error) {
    guard let error = error as? HTTPParserError, unanswered == 0 else {
      return context.fireErrorCaught(error)
    }
    guard !isClosing else { return }
    isClosing = true
    let isAddress = error == .headerOverflow && !requestLine.hasEnded
    answer(isAddress ? .addressTooLong : Self.problem(error), context)
  }

  private func answer(_ problem: ProblemDetails, _ context: ChannelHandlerContext) {
    let text = problem.text
    let head = HTTPResponse(
      status: problem.status,
      headerFields: [
        .contentType: "application/problem+json", .contentLength: "\(text.utf8.count)",
        .connection: "close", .cacheControl: "no-store", .xContentTypeOptions: "nosniff",
      ])
    context.write(wrapOutboundOut(.head(head)), promise: nil)
    context.write(wrapOutboundOut(.body(ByteBuffer(string: text))), promise: nil)
    context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: nil)
    let bound = NIOLoopBound(context, eventLoop: context.eventLoop)
    context.close(mode: .output, promise: nil)
    context.eventLoop.scheduleTask(in: Self.linger) { bound.value.close(promise: nil) }
  }

  private static func problem(_ error: HTTPParserError) -> ProblemDetails {
    switch error {
    case .headerOverflow:
      ProblemDetails(
        status: .requestHeaderFieldsTooLarge, code: "headers-too-large",
        detail: "the address and each header may have 16 kB, all headers 32 kB and 100 lines")
    case .invalidMethod:
      ProblemDetails(
        status: .notImplemented, code: "unknown-method", detail: "this is no method of HTTP")
    case .invalidVersion:
      ProblemDetails(
        status: .init(code: 505, reasonPhrase: "HTTP Version Not Supported"),
        code: "http-version", detail: "this server speaks HTTP/1.1, and HTTP/2 over TLS")
    default:
      ProblemDetails(
        status: .badRequest, code: "malformed-request",
        detail: "this is not a request of HTTP/1.1 (\(error))")
    }
  }
}
