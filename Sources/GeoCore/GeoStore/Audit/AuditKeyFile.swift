public import DisclosureControl
import Glibc

/// The file beside a workspace that holds the key of its audit log: 32 random bytes, for its owner
/// alone.
///
/// Unsafe only in calls of the C library with buffers that live during the call.
public struct AuditKeyFile: Sendable {
  /// Where the file is: `NAME.gpkg.key`.
  public let path: String

  /// The key file of a workspace.
  public init(besideWorkspace path: String) { self.path = path + ".key" }

  /// Whether there is a file.
  public var exists: Bool { unsafe access(path, F_OK) == 0 }

  /// The key in the file.
  /// - Throws: `AuditKeyError.missing`, `.unreadable`, `.exposed`, `.malformed`.
  public func read() throws(AuditKeyError) -> AuditKey {
    let file = unsafe Glibc.open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard file >= 0 else {
      throw errno == ENOENT || errno == ENOTDIR ? .missing(path: path) : unreadable
    }
    defer { Glibc.close(file) }
    try checkStatus(of: file)
    // One byte more than a key has, so that a longer file is noticed.
    var bytes = [UInt8](repeating: 0, count: AuditKey.byteCount + 1)
    let count = unsafe bytes.withUnsafeMutableBytes { buffer in
      unsafe Glibc.read(file, buffer.baseAddress, buffer.count)
    }
    guard count >= 0 else { throw unreadable }
    guard let key = AuditKey(bytes: Array(bytes.prefix(count))) else {
      throw .malformed(path: path)
    }
    return key
  }

  /// The key in the file, which is made with a new key when there is none. A file that is there is never
  /// written to; of two processes that make one at the same time, one does and both read it.
  /// - Throws: As `read()`, and `AuditKeyError.uncreatable`.
  public func readOrCreate() throws(AuditKeyError) -> AuditKey {
    if !exists { try create() }
    return try read()
  }

  private func checkStatus(of file: Int32) throws(AuditKeyError) {
    var status = stat()
    guard unsafe fstat(file, &status) == 0 else { throw unreadable }
    guard status.st_mode & S_IFMT == S_IFREG else { throw .malformed(path: path) }
    guard status.st_mode & 0o077 == 0 else { throw .exposed(path: path) }
  }

  /// Writes a key to a file of another name and gives it this name when it is whole. Linking fails where
  /// a file of the name exists, which renaming would replace.
  private func create() throws(AuditKeyError) {
    let draft = "\(path).\(getpid()).\(UInt32.random(in: 0 ... .max))"
    let file = unsafe Glibc.open(draft, O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, 0o600)
    guard file >= 0 else { throw uncreatable }
    defer { _ = unsafe unlink(draft) }
    try fill(file)
    guard unsafe link(draft, path) == 0 || errno == EEXIST else { throw uncreatable }
    keepName()
  }

  private func fill(_ file: Int32) throws(AuditKeyError) {
    defer { Glibc.close(file) }
    let bytes = AuditKey().revealed()
    let count = unsafe bytes.withUnsafeBytes { unsafe write(file, $0.baseAddress, $0.count) }
    // A mask of the process may take rights away that the owner needs.
    guard count == bytes.count, fchmod(file, 0o600) == 0, fsync(file) == 0 else {
      throw uncreatable
    }
  }

  /// Brings the folder's entry to the disk, before anything is sealed with the key.
  private func keepName() {
    let folder = path.lastIndex(of: "/").map { String(path[...$0]) } ?? "."
    let file = unsafe Glibc.open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard file >= 0 else { return }
    fsync(file)
    Glibc.close(file)
  }

  private var unreadable: AuditKeyError { .unreadable(path: path, reason: Self.reason) }
  private var uncreatable: AuditKeyError { .uncreatable(path: path, reason: Self.reason) }
  private static var reason: String { unsafe String(cString: strerror(errno)) }
}
