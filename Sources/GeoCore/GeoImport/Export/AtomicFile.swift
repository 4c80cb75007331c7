import Glibc

/// A file that appears under its name only when it is whole: it is written beside, made durable, and
/// renamed.
///
/// Safety: owns the descriptor from `init` to `finish()` or `deinit`, which removes what was begun.
struct AtomicFile: ~Copyable {
  private let path: String
  private let draft: String
  private var descriptor: Int32
  private var buffer: [UInt8] = []
  private static let bufferSize = 1 << 18

  /// Begins a file.
  /// - Throws: `ExportError.unwritable`.
  init(path: String) throws(ExportError) {
    self.path = path
    draft = "\(path).part-\(getpid())"
    descriptor = unsafe open(draft, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { throw Self.failure(path) }
    buffer.reserveCapacity(Self.bufferSize)
  }

  deinit {
    guard descriptor >= 0 else { return }
    close(descriptor)
    unsafe unlink(draft)
  }

  /// Adds text.
  mutating func write(_ text: String) throws(ExportError) {
    buffer.append(contentsOf: text.utf8)
    if buffer.count >= Self.bufferSize { try flush() }
  }

  /// Puts the file in its place.
  consuming func finish() throws(ExportError) {
    try flush()
    guard fsync(descriptor) == 0 else { throw Self.failure(path) }
    close(descriptor)
    descriptor = -1
    guard unsafe rename(draft, path) == 0 else {
      let failure = Self.failure(path)
      unsafe unlink(draft)
      throw failure
    }
  }

  private mutating func flush() throws(ExportError) {
    var start = 0
    while start < buffer.count {
      let written = unsafe buffer.withUnsafeBytes { bytes in
        unsafe Glibc.write(
          descriptor, bytes.baseAddress.map { unsafe $0 + start }, bytes.count - start)
      }
      guard written > 0 else { throw Self.failure(path) }
      start += written
    }
    buffer.removeAll(keepingCapacity: true)
  }

  private static func failure(_ path: String) -> ExportError {
    .unwritable(path: path, reason: unsafe String(cString: strerror(errno)))
  }
}
