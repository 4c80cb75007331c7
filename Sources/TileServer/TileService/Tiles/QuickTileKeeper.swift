import HTTPTypes
import Hummingbird
import NIOCore

/// Stands before the router and keeps for `QuickTiles` the answers that may be sent again as they are.
struct QuickTileKeeper<Next: HTTPResponder>: HTTPResponder
where Next.Context == ServiceRequestContext {
  let next: Next
  let service: ServiceContext

  func respond(to request: Request, context: ServiceRequestContext) async throws -> Response {
    guard let key = QuickTiles.Key(request.head), !service.operations.state.isDraining else {
      return try await next.respond(to: request, context: context)
    }
    let moment = service.moment
    let response = try await next.respond(to: request, context: context)
    guard isKept(response, context), moment == service.moment else { return response }
    var head = response.head
    head.headerFields[.requestIdentifier] = nil
    service.tiles.quick.keep(
      .init(
        moment: moment, head: head, body: try await bytes(of: response),
        notes: context.record.notes),
      for: key)
    return response
  }

  /// Whether everybody would get the same answer from the memory.
  private func isKept(_ response: Response, _ context: ServiceRequestContext) -> Bool {
    response.status == .ok && context.record.notes.cache == .hit
      && response.headers[.cacheControl] == Representation.Caching.shared.rawValue
  }

  /// The bytes of a body; they are shared, not copied.
  private func bytes(of response: Response) async throws -> ByteBuffer {
    let body = CollectedBody()
    try await response.body.write(CollectingWriter(body: body))
    return body.bytes
  }
}

/// What has been written of a body.
private final class CollectedBody {
  var bytes = ByteBuffer()
}

/// Writes a body into memory. A body of one piece is not copied.
private struct CollectingWriter: ResponseBodyWriter {
  let body: CollectedBody

  mutating func write(_ buffer: ByteBuffer) async throws {
    if body.bytes.readableBytes == 0 {
      body.bytes = buffer
    } else {
      body.bytes.writeImmutableBuffer(buffer)
    }
  }

  consuming func finish(_ trailingHeaders: HTTPFields?) async throws {}
}
