import GeoCore
public import Logging

/// How the service is to run.
public struct ServiceConfiguration: Sendable {
  /// The workspace file.
  public var workspace: String
  /// The address to listen on.
  public var host: String
  /// The port; 0 lets the system choose.
  public var port: Int
  /// The folder with `maplibre-gl.js` and `maplibre-gl.css`; the viewer says so when it is missing.
  public var mapLibre: String?
  /// Threads that draw.
  public var renderThreads: Int
  /// Requests that may wait for a thread before further ones are turned away with 503.
  public var renderQueue: Int
  /// Megabytes of memory for drawn tiles; 0 keeps none, also not on the disk.
  public var cacheMegabytes: Int
  /// Megabytes on the disk for drawn tiles; 0 keeps none there.
  public var storedMegabytes: Int

  /// The certificate, with those that vouch for it, as a file in PEM; `nil` for a service in the clear.
  public var certificate: String?
  /// The certificate's private key, as a file in PEM.
  public var privateKey: String?
  /// Whether a proxy before the service encrypts, and says by `X-Forwarded-For` who asks.
  public var isBehindProxy: Bool
  /// Requests that a caller may make a second, four times as many in a burst; 0 for any number.
  public var rateLimit: Int
  /// Tips that an address without an account may send a minute; 0 for any number.
  public var tipLimit: Int
  /// Bytes that the body of a request may have; single routes may take fewer.
  public var bodyLimit: Int
  /// Connections that may be open at a time, as far as the system allows so many files.
  public var connectionLimit: Int
  /// Seconds within which a request must have arrived whole.
  public var requestTimeout: Int
  /// Seconds that a connection may rest between requests.
  public var idleTimeout: Int
  /// Seconds that requests under way have to end once the service is told to stop.
  public var drainSeconds: Int

  /// Origins of other pages that may read answers, or `*`.
  public var corsOrigins: [String]
  /// The names of the layers that are seen without signing in.
  public var publicLayers: [String]
  /// Whether each request is logged.
  public var logsRequests: Bool
  /// The least that is logged.
  public var logLevel: Logger.Level
  /// The form of the log.
  public var logFormat: LogFormat

  /// A service on loopback with two render threads.
  public init(workspace: String, host: String = "127.0.0.1", port: Int = 8080) {
    self.workspace = workspace
    self.host = host
    self.port = port
    renderThreads = 2
    renderQueue = 256
    cacheMegabytes = 256
    storedMegabytes = 1024
    isBehindProxy = false
    rateLimit = 100
    tipLimit = 10
    bodyLimit = 65_536
    connectionLimit = 16_384
    requestTimeout = 30
    idleTimeout = 75
    drainSeconds = 7
    corsOrigins = []
    publicLayers = PublicLayers.possible.map(\.rawValue)
    logsRequests = false
    logLevel = .info
    logFormat = .text
  }

  /// Whether only this machine can reach the address.
  public var isLoopback: Bool { LoopbackName.isHost(host) }

  /// How the service is reached.
  var exposure: Exposure {
    if isBehindProxy { return .proxy }
    return certificate == nil ? .loopback : .tls
  }

  /// The certificate with its key, if the service encrypts.
  /// - Throws: `ServiceError.halfCertificate` for one without the other.
  func transportCertificate() throws -> ServerTransport.Certificate? {
    switch (certificate, privateKey) {
    case (nil, nil): return nil
    case (let chain?, let key?):
      guard !isBehindProxy else { throw ServiceError.certificateBehindProxy }
      return ServerTransport.Certificate(chain: chain, key: key)
    default: throw ServiceError.halfCertificate
    }
  }
}

/// Why the service cannot start.
public enum ServiceError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The address can be reached from elsewhere.
  case notLoopback(host: String)
  /// A certificate without a key, or a key without a certificate.
  case halfCertificate
  /// A certificate although a proxy encrypts.
  case certificateBehindProxy
  /// The certificate or its key cannot be read, or they do not belong together.
  case unusableCertificate(certificate: String, key: String)
  /// The address cannot be listened on.
  case addressInUse(host: String, port: Int, reason: String)

  /// One sentence for a person: what, and what to do.
  public var description: String {
    switch self {
    case .notLoopback(let host):
      "the server does not listen on \(host) in the clear, where tokens could be read on the way; name a certificate with --tls-cert and --tls-key, or say --behind-proxy if a proxy encrypts, or use --host 127.0.0.1"
    case .halfCertificate:
      "--tls-cert and --tls-key belong together; name both files"
    case .certificateBehindProxy:
      "--behind-proxy says that a proxy encrypts; leave out --tls-cert and --tls-key, or --behind-proxy"
    case .unusableCertificate(let certificate, let key):
      "\(certificate) and \(key) are not a certificate and its private key in PEM that can be read"
    case .addressInUse(let host, let port, let reason):
      "the server cannot listen on \(host):\(port) (\(reason)); choose another --port"
    }
  }
}
