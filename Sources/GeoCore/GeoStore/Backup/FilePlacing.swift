import Glibc

/// Steps with whole files, each of which happens or does not.
///
/// Unsafe only in calls of the C library with strings and buffers that live during the call.
enum FilePlacing {
  /// Whether there is anything at a path, a broken link included.
  static func exists(_ path: String) -> Bool {
    var status = stat()
    return unsafe lstat(path, &status) == 0
  }

  /// Gives a finished file its name, where nothing has that name.
  static func place(_ draft: String, at path: String) throws(BackupError) {
    try syncFile(draft)
    // Linking fails where a file of the name exists, which renaming would replace.
    if unsafe link(draft, path) == 0 {
      unlink(draft)
    } else {
      guard errno != EEXIST, !exists(path) else { throw .exists(path: path) }
      guard unsafe rename(draft, path) == 0 else { throw unwritable(path) }
    }
    syncFolder(of: path)
  }

  /// Gives a finished file its name in place of the file that has it, and who may read that.
  static func replace(_ path: String, by draft: String) throws(BackupError) {
    var status = stat()
    guard unsafe stat(path, &status) == 0, unsafe chmod(draft, status.st_mode & 0o777) == 0 else {
      throw unwritable(path)
    }
    try syncFile(draft)
    guard unsafe rename(draft, path) == 0 else { throw unwritable(path) }
    syncFolder(of: path)
  }

  /// Gives a file a second name, where nothing has that name.
  static func keep(_ path: String, as other: String) throws(BackupError) {
    guard unsafe link(path, other) == 0 else {
      throw errno == EEXIST ? .exists(path: other) : unwritable(other)
    }
  }

  /// Gives a file another name, if it is there.
  static func moveIfPresent(_ path: String, to other: String) throws(BackupError) {
    guard exists(path) else { return }
    guard unsafe rename(path, other) == 0 else { throw unwritable(other) }
  }

  /// Removes a file, if it is there.
  static func unlink(_ path: String) { _ = unsafe Glibc.unlink(path) }

  /// Copies a small file to a new one that its owner alone may read.
  static func copySecret(_ path: String, to target: String) throws(BackupError) {
    let bytes = try readAll(path)
    let file = unsafe open(target, O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, 0o600)
    guard file >= 0 else { throw errno == EEXIST ? .exists(path: target) : unwritable(target) }
    defer { close(file) }
    let count = unsafe bytes.withUnsafeBytes { unsafe write(file, $0.baseAddress, $0.count) }
    guard count == bytes.count, fchmod(file, 0o600) == 0, fsync(file) == 0 else {
      let failure = unwritable(target)
      unlink(target)
      throw failure
    }
  }

  /// The content of a file of up to 4 KiB.
  static func readAll(_ path: String) throws(BackupError) -> [UInt8] {
    let file = unsafe open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { throw .unsound(path: path, detail: reason) }
    defer { close(file) }
    var bytes = [UInt8](repeating: 0, count: 4096)
    let count = unsafe bytes.withUnsafeMutableBytes { unsafe read(file, $0.baseAddress, $0.count) }
    guard count >= 0 else { throw .unsound(path: path, detail: reason) }
    return Array(bytes.prefix(count))
  }

  private static func syncFile(_ path: String) throws(BackupError) {
    let file = unsafe open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { throw unwritable(path) }
    defer { close(file) }
    guard fsync(file) == 0 else { throw unwritable(path) }
  }

  private static func syncFolder(of path: String) {
    let folder = path.lastIndex(of: "/").map { String(path[...$0]) } ?? "."
    let file = unsafe open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard file >= 0 else { return }
    fsync(file)
    close(file)
  }

  private static var reason: String { unsafe String(cString: strerror(errno)) }

  private static func unwritable(_ path: String) -> BackupError {
    .unwritable(path: path, reason: reason)
  }
}
