import CGEOS

/// A GEOS context: every geometry and every call of one batch of work goes through it.
///
/// It is neither copied nor shared between tasks; making one costs well under a microsecond, so a
/// task makes its own. Geometries made in it keep what they need of it alive, whatever the order in
/// which they go.
public struct GEOSContext: ~Copyable {
  let storage: ContextStorage

  /// A context of its own.
  /// - Throws: `GEOSError.failed` when GEOS has no memory left.
  public init() throws(GEOSError) {
    guard let storage = ContextStorage() else {
      throw .failed(operation: "GEOS_init_r", message: "out of memory")
    }
    self.storage = storage
  }

  /// The version of the library, such as `3.11.1-CAPI-1.17.1`.
  public static var libraryVersion: String {
    guard let text = unsafe GEOSversion() else { return "" }
    return unsafe String(cString: text)
  }
}

/// Safety: owns the GEOS handle and the buffer into which GEOS writes its last message, from `init`
/// to `deinit`; every `GEOSArea` holds a reference, so that the handle outlives its geometries. The
/// class is not `Sendable`: a context stays with the task that made it.
@safe
final class ContextStorage {
  let handle: OpaquePointer
  private let message: UnsafeMutablePointer<CChar>
  private static let messageCapacity = 1024

  init?() {
    guard let handle = unsafe GEOS_init_r() else { return nil }
    unsafe self.handle = handle
    unsafe message = .allocate(capacity: Self.messageCapacity)
    unsafe message.initialize(repeating: 0, count: Self.messageCapacity)
    _ = unsafe GEOSContext_setErrorMessageHandler_r(
      handle,
      { text, target in
        guard let text = unsafe text, let target = unsafe target else { return }
        let buffer = unsafe target.assumingMemoryBound(to: CChar.self)
        unsafe ContextStorage.copy(text, to: buffer)
      }, message)
  }

  deinit {
    unsafe GEOS_finish_r(handle)
    unsafe message.deallocate()
  }

  /// The failure of a call, with what GEOS last said.
  func failure(of operation: String) -> GEOSError {
    let text = unsafe String(cString: message)
    return .failed(operation: operation, message: text.isEmpty ? "no reason given" : text)
  }

  private static func copy(
    _ text: UnsafePointer<CChar>, to buffer: UnsafeMutablePointer<CChar>
  ) {
    var length = 0
    while length < messageCapacity - 1, unsafe text[length] != 0 {
      unsafe buffer[length] = unsafe text[length]
      length += 1
    }
    unsafe buffer[length] = 0
  }
}
