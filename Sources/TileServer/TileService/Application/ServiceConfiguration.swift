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
  /// Megabytes of memory for drawn tiles; 0 keeps none.
  public var cacheMegabytes: Int

  /// A service on loopback with two render threads.
  public init(workspace: String, host: String = "127.0.0.1", port: Int = 8080) {
    self.workspace = workspace
    self.host = host
    self.port = port
    renderThreads = 2
    renderQueue = 256
    cacheMegabytes = 256
  }

  /// Whether only this machine can reach the address.
  public var isLoopback: Bool { LoopbackName.isHost(host) }
}

/// Why the service cannot start.
public enum ServiceError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The address can be reached from elsewhere.
  case notLoopback(host: String)
  /// The address cannot be listened on.
  case addressInUse(host: String, port: Int, reason: String)

  /// One sentence for a person: what, and what to do.
  public var description: String {
    switch self {
    case .notLoopback(let host):
      "the server does not listen on \(host): without accounts everyone there would see every tip; use --host 127.0.0.1"
    case .addressInUse(let host, let port, let reason):
      "the server cannot listen on \(host):\(port) (\(reason)); choose another --port"
    }
  }
}
