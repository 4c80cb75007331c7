import CGDAL

/// What GDAL says while a file is open: gathered instead of printed.
///
/// Safety: GDAL keeps a bare pointer to this object from `init` to `close()` on a stack of handlers
/// that belongs to the thread; whoever makes one keeps it alive meanwhile and calls `close()` on the
/// same thread, last opened first closed.
@safe
final class GDALMessages {
  private(set) var warnings: [String] = []
  private(set) var failures: [String] = []
  private static let capacity = 20

  /// Begins to listen, on this thread.
  init() {
    let target = unsafe Unmanaged.passUnretained(self).toOpaque()
    unsafe CPLPushErrorHandlerEx(
      { severity, _, text in
        guard let text = unsafe text, let target = unsafe CPLGetErrorHandlerUserData() else { return }
        let messages = unsafe Unmanaged<GDALMessages>.fromOpaque(target).takeUnretainedValue()
        messages.note(unsafe String(cString: text), severity: severity)
      }, target)
  }

  /// Stops listening.
  func close() { CPLPopErrorHandler() }

  /// The failures since the last call, which forgets them.
  func takeFailures() -> [String] {
    let taken = failures
    failures = []
    return taken
  }

  private func note(_ text: String, severity: CPLErr) {
    let isFailure = severity == CE_Failure || severity == CE_Fatal
    if isFailure, failures.count < Self.capacity { failures.append(text) }
    if severity == CE_Warning, warnings.count < Self.capacity, !warnings.contains(text) {
      warnings.append(text)
    }
  }
}

/// The library, made ready once.
enum GDALLibrary {
  /// Registers the formats and keeps GDAL off the network and away from side files.
  static let isReady: Bool = {
    GDALAllRegister()
    unsafe CPLSetConfigOption("GDAL_HTTP_MAX_RETRY", "0")
    unsafe CPLSetConfigOption("GDAL_DISABLE_READDIR_ON_OPEN", "NO")
    return true
  }()
}
