import CGDAL

/// What GDAL says during calls: gathered instead of printed.
///
/// Safety: GDAL keeps a bare pointer to this object on a stack of handlers that belongs to the thread;
/// `listen` puts it there and takes it off again around one call, on whatever thread that runs.
@safe
final class GDALMessages {
  private(set) var warnings: [String] = []
  private var failures: [String] = []
  private static let capacity = 20

  /// Runs calls of GDAL and keeps what they say.
  func listen<Result: ~Copyable>(_ body: () -> Result) -> Result {
    let target = unsafe Unmanaged.passUnretained(self).toOpaque()
    unsafe CPLPushErrorHandlerEx(
      { severity, _, text in
        guard let text = unsafe text, let target = unsafe CPLGetErrorHandlerUserData() else {
          return
        }
        let messages = unsafe Unmanaged<GDALMessages>.fromOpaque(target).takeUnretainedValue()
        messages.note(unsafe String(cString: text), severity: severity)
      }, target)
    defer { CPLPopErrorHandler() }
    return body()
  }

  /// The first failure since the last call; all are forgotten.
  func takeFailure() -> String? {
    let first = failures.first
    failures = []
    return first
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
  /// Registers the formats.
  static let isReady: Bool = {
    GDALAllRegister()
    return true
  }()
}
