import Glibc

/// What can be told of a workspace's file before SQLite opens it, and the making of a new one.
///
/// Unsafe only in calls of the C library with buffers that live during the call.
enum WorkspaceFile {
  /// Makes an empty file where there is none.
  /// - Throws: `WorkspaceError.exists`, or `.unreadable` when the folder does not take it.
  static func createEmpty(at path: String, mode: mode_t = 0o644) throws(WorkspaceError) {
    let file = unsafe Glibc.open(path, O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, mode)
    guard file >= 0 else {
      throw errno == EEXIST ? .exists(path: path) : unreadable(path)
    }
    Glibc.close(file)
  }

  /// Checks that the file is there, can be read and begins like a GeoPackage.
  static func checkHeader(at path: String) throws(WorkspaceError) {
    var status = stat()
    guard unsafe stat(path, &status) == 0 else {
      throw errno == ENOENT || errno == ENOTDIR ? .missing(path: path) : unreadable(path)
    }
    guard status.st_mode & S_IFMT == S_IFREG else { throw .notGeoPackage(path: path) }
    let header = try readHeader(at: path)
    guard header.count == 100, header.starts(with: Array("SQLite format 3\0".utf8)) else {
      throw .notGeoPackage(path: path)
    }
    guard number(header, at: 68) == UInt32(GeoPackageMetadata.applicationID) else {
      throw .notGeoPackage(path: path)
    }
    try checkLength(Int(status.st_size), header, path)
  }

  /// Whether a write-ahead log with content lies beside the file.
  static func hasLog(at path: String) -> Bool {
    var status = stat()
    return unsafe stat(path + "-wal", &status) == 0 && status.st_size > 0
  }

  /// Removes a file and what SQLite lays beside it.
  static func remove(at path: String) {
    for suffix in ["", "-wal", "-shm", "-journal"] { unsafe unlink(path + suffix) }
  }

  /// A file that was cut off has fewer pages than its header counts. With a log beside it the count
  /// may run ahead, and while the two change counters differ it means nothing.
  private static func checkLength(
    _ length: Int, _ header: [UInt8], _ path: String
  ) throws(WorkspaceError) {
    guard !hasLog(at: path), number(header, at: 24) == number(header, at: 92) else { return }
    let stored = Int(header[16]) << 8 | Int(header[17])
    let pageSize = stored == 1 ? 65_536 : stored
    let expected = Int(number(header, at: 28)) * pageSize
    guard length >= expected else {
      throw .damaged(path: path, detail: "\(length) bytes where there should be \(expected)")
    }
  }

  private static func readHeader(at path: String) throws(WorkspaceError) -> [UInt8] {
    let file = unsafe Glibc.open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { throw unreadable(path) }
    defer { Glibc.close(file) }
    var header = [UInt8](repeating: 0, count: 100)
    let count = unsafe header.withUnsafeMutableBytes { bytes in
      unsafe Glibc.read(file, bytes.baseAddress, bytes.count)
    }
    guard count >= 0 else { throw unreadable(path) }
    return Array(header.prefix(count))
  }

  private static func number(_ bytes: [UInt8], at start: Int) -> UInt32 {
    bytes[start..<(start + 4)].reduce(0) { $0 << 8 | UInt32($1) }
  }

  private static func unreadable(_ path: String) -> WorkspaceError {
    .unreadable(path: path, reason: unsafe String(cString: strerror(errno)))
  }
}
