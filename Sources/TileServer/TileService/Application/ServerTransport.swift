import Foundation
import HummingbirdCore
import HummingbirdHTTP2
import NIOCore
import NIOSSL

/// How connections are taken: in the clear, or encrypted with HTTP/2 where the client can.
enum ServerTransport {
  /// How long a connection may rest, and how long a request may take to arrive.
  static let patience = Duration.seconds(30)
  /// How many connections may be open; further ones wait to be taken.
  static let connectionLimit = 800

  /// A certificate with its key, as files in PEM.
  struct Certificate: Sendable {
    var chain: String
    var key: String
  }

  /// What takes connections.
  /// - Throws: `ServiceError.unusableCertificate`.
  static func builder(_ certificate: Certificate?) throws -> HTTPServerBuilder {
    let http1 = channel
    guard let certificate else { return .http1(configuration: http1) }
    return try .http2Upgrade(
      tlsConfiguration: try configuration(certificate),
      configuration: .init(
        idleTimeout: patience, gracefulCloseTimeout: .seconds(5), streamConfiguration: http1))
  }

  /// A request whose head or body does not arrive in time is closed, and so is a connection at rest.
  private static var channel: HTTP1Channel.Configuration {
    HTTP1Channel.Configuration(
      additionalChannelHandlers: [RequestDeadline(TimeAmount(patience))],
      idleTimeout: TimeAmount(patience),
      httpDecoderConfiguration: .init(
        maxHeaderFieldSize: 16_384, maxHeaderListSize: 32_768, maxHeaderFieldCount: 100))
  }

  private static func configuration(_ certificate: Certificate) throws -> TLSConfiguration {
    do {
      let chain = try NIOSSLCertificate.fromPEMFile(certificate.chain)
      let key = try NIOSSLPrivateKey(file: certificate.key, format: .pem)
      var configuration = TLSConfiguration.makeServerConfiguration(
        certificateChain: chain.map { .certificate($0) }, privateKey: .privateKey(key))
      configuration.minimumTLSVersion = .tlsv12
      // Said now and not with the first connection: the key may be another certificate's.
      _ = try NIOSSLContext(configuration: configuration)
      return configuration
    } catch {
      throw ServiceError.unusableCertificate(certificate: certificate.chain, key: certificate.key)
    }
  }
}
