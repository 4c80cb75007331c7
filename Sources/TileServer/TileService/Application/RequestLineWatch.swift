import NIOCore

/// Knows whether the first line of a request has arrived whole, which tells an address that is too long
/// from headers that are too large. It looks at bytes up to the first end of a line.
final class RequestLineWatch: ChannelInboundHandler, RemovableChannelHandler {
  typealias InboundIn = ByteBuffer
  typealias InboundOut = ByteBuffer

  /// Whether the line has ended.
  private(set) var hasEnded = false

  /// The next request begins.
  func begin() { hasEnded = false }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    if !hasEnded {
      hasEnded = unwrapInboundIn(data).readableBytesView.contains(UInt8(ascii: "\n"))
    }
    context.fireChannelRead(data)
  }
}
