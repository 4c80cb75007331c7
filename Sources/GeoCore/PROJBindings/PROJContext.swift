import CPROJ

/// A PROJ context: silent, and never on the network.
///
/// Safety: owns the handle from `init` to `deinit`; every PROJ object holds a reference to the
/// context in which it was made, so that the handle outlives it. The class is not `Sendable`: a
/// context stays with the task that made it.
@safe
final class PROJContext {
  let handle: OpaquePointer

  init() throws(PROJError) {
    guard let handle = unsafe proj_context_create() else { throw .outOfMemory }
    unsafe self.handle = handle
    _ = unsafe proj_log_level(handle, PJ_LOG_NONE)
    _ = unsafe proj_context_set_enable_network(handle, 0)
  }

  deinit { _ = unsafe proj_context_destroy(handle) }

  /// What PROJ has to say about its last failure.
  var lastReason: String {
    let code = unsafe proj_context_errno(handle)
    guard code != 0, let text = unsafe proj_context_errno_string(handle, code) else {
      return "no reason given"
    }
    return unsafe String(cString: text)
  }
}

/// A PROJ object: a reference system or an operation.
///
/// Safety: owns the pointer from `init` to `deinit` and keeps its context alive meanwhile.
@safe
struct PROJObject: ~Copyable {
  let pointer: OpaquePointer
  let context: PROJContext

  init?(owning pointer: OpaquePointer?, in context: PROJContext) {
    guard let pointer = unsafe pointer else { return nil }
    unsafe self.pointer = pointer
    self.context = context
  }

  deinit { _ = unsafe proj_destroy(pointer) }
}
