import NIOCore
import NIOSSL
import Synchronization

/// The certificate that new connections are shown. It can be replaced while the server runs; connections
/// that are open keep theirs.
final class CertificateStore: Sendable {
  private struct Loaded: Sendable {
    var chain: [NIOSSLCertificateSource]
    var key: NIOSSLPrivateKeySource
    var configuration: TLSConfiguration
  }

  private let loaded: Mutex<Loaded>

  /// Reads a certificate.
  /// - Throws: `ServiceError.unusableCertificate`.
  init(_ certificate: ServerTransport.Certificate) throws {
    loaded = Mutex(try Self.load(certificate))
  }

  /// What is agreed with clients. Each connection is shown the certificate that is there when it begins.
  var configuration: TLSConfiguration {
    var configuration = loaded.withLock { $0.configuration }
    configuration.sslContextCallback = { [self] _, promise in promise.succeed(current) }
    return configuration
  }

  /// Reads a certificate, and shows it from now on when it can be used.
  /// - Throws: `ServiceError.unusableCertificate`; the one before then stays.
  func replace(with certificate: ServerTransport.Certificate) throws {
    let new = try Self.load(certificate)
    loaded.withLock { $0 = new }
  }

  private var current: NIOSSLContextConfigurationOverride {
    loaded.withLock { loaded in
      var change = NIOSSLContextConfigurationOverride()
      change.certificateChain = loaded.chain
      change.privateKey = loaded.key
      return change
    }
  }

  private static func load(_ certificate: ServerTransport.Certificate) throws -> Loaded {
    do {
      let chain = try NIOSSLCertificate.fromPEMFile(certificate.chain)
        .map { NIOSSLCertificateSource.certificate($0) }
      let key = NIOSSLPrivateKeySource.privateKey(
        try NIOSSLPrivateKey(file: certificate.key, format: .pem))
      var configuration = TLSConfiguration.makeServerConfiguration(
        certificateChain: chain, privateKey: key)
      configuration.minimumTLSVersion = .tlsv12
      // Said now and not with the first connection: the key may be another certificate's.
      _ = try NIOSSLContext(configuration: configuration)
      return Loaded(chain: chain, key: key, configuration: configuration)
    } catch {
      throw ServiceError.unusableCertificate(certificate: certificate.chain, key: certificate.key)
    }
  }
}
