import HummingbirdCore
import HummingbirdHTTP2
import NIOCore
import NIOSSL

/// How connections are taken: in the clear, or encrypted with HTTP/2 where the client can.
struct ServerTransport: Sendable {
  /// A certificate with its key, as files in PEM.
  struct Certificate: Sendable {
    var chain: String
    var key: String
  }

  /// The certificate that new connections are shown; `nil` for a service in the clear.
  let certificate: CertificateStore?
  private let requestTimeout: Duration
  private let idleTimeout: Duration

  /// A transport.
  /// - Throws: `ServiceError` for a certificate that cannot be used.
  init(_ configuration: ServiceConfiguration) throws {
    certificate = try configuration.transportCertificate().map(CertificateStore.init)
    requestTimeout = .seconds(configuration.requestTimeout)
    idleTimeout = .seconds(configuration.idleTimeout)
  }

  /// What takes connections.
  func builder(service: ServiceContext) throws -> HTTPServerBuilder {
    let http1 = channel(service)
    guard let certificate else { return .http1(configuration: http1) }
    return try .http2Upgrade(
      tlsConfiguration: certificate.configuration,
      configuration: .init(
        idleTimeout: idleTimeout, gracefulCloseTimeout: .seconds(5), streamConfiguration: http1))
  }

  /// A request whose head or body does not arrive in time is closed, and so are an answer that is not
  /// taken and a connection at rest.
  private func channel(_ service: ServiceContext) -> HTTP1Channel.Configuration {
    let requestLimit = TimeAmount(requestTimeout)
    let idle = idleTimeout
    let answerLimit = TimeAmount(requestTimeout * 4)
    return HTTP1Channel.Configuration(
      additionalChannelHandlers: [
        ProtocolErrors(), RequestDeadline(requestLimit), ResponseDeadline(answerLimit),
        ContinueAnswer(rules: service.operations.rules),
        QuickTileHandler(service, idleTimeout: idle),
      ],
      idleTimeout: TimeAmount(idleTimeout),
      httpDecoderConfiguration: .init(
        maxHeaderFieldSize: 16_384, maxHeaderListSize: 32_768, maxHeaderFieldCount: 100))
  }
}
