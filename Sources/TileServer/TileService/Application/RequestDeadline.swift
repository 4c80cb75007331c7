import NIOCore
import NIOHTTPTypes

/// Closes a connection whose request has not arrived whole within a time from its head: a client that
/// sends a byte now and then would otherwise hold the connection for as long as it likes.
final class RequestDeadline: ChannelInboundHandler, RemovableChannelHandler {
  typealias InboundIn = HTTPRequestPart
  typealias InboundOut = HTTPRequestPart

  private let limit: TimeAmount
  private var deadline: Scheduled<Void>?
  private var isArriving = false

  /// A deadline for each request of a connection.
  init(_ limit: TimeAmount) { self.limit = limit }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    switch unwrapInboundIn(data) {
    case .head:
      cancel()
      isArriving = true
    case .body: break
    case .end:
      cancel()
      isArriving = false
    }
    context.fireChannelRead(data)
  }

  /// Most requests come whole at once, and need no deadline.
  func channelReadComplete(context: ChannelHandlerContext) {
    if isArriving, deadline == nil {
      let bound = NIOLoopBound(context, eventLoop: context.eventLoop)
      deadline = context.eventLoop.scheduleTask(in: limit) { bound.value.close(promise: nil) }
    }
    context.fireChannelReadComplete()
  }

  func channelInactive(context: ChannelHandlerContext) {
    cancel()
    context.fireChannelInactive()
  }

  func handlerRemoved(context: ChannelHandlerContext) { cancel() }

  private func cancel() {
    deadline?.cancel()
    deadline = nil
  }
}
