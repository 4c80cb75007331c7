import Glibc

// Ownership: descriptors are opened, used and closed within one function. The bytes of a file that is
// read belong to a `ColumnMemory`; those that are written belong to columns that are kept alive while
// the system reads them.

/// The files behind `IndexFile`, as the system sees them.
enum IndexFileStorage {
  /// The whole of a file, mapped for reading.
  static func map(_ path: String) throws(IndexFileError) -> ColumnMemory {
    let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw errno == ENOENT ? .missing : .unreadable(errno: errno) }
    defer { close(descriptor) }
    var status = stat()
    guard unsafe fstat(descriptor, &status) == 0 else { throw .unreadable(errno: errno) }
    guard status.st_mode & S_IFMT == S_IFREG else { throw .foreign }
    guard status.st_size > 0 else { throw .truncated }
    // All of it is read next, for its checksums; from a disk that is quicker in large pieces.
    _ = posix_fadvise(descriptor, 0, 0, POSIX_FADV_WILLNEED)
    guard let memory = ColumnMemory(mapping: descriptor, byteCount: Int(status.st_size)) else {
      throw .unreadable(errno: errno)
    }
    return memory
  }

  /// Writes the whole blocks of columns, one after another, to a new file that then takes the place of
  /// the one at `path`: whoever opens that sees the old file or the new one, complete.
  /// - Throws: `IndexFileError.unwritable`; the file at `path` is then as it was.
  static func write(
    _ columns: [StoredColumn], to path: String, permissions: UInt32
  ) throws(IndexFileError) {
    var draft = Array(path.utf8CString.dropLast()) + ".XXXXXX".utf8CString
    let descriptor = unsafe mkstemp(&draft)
    guard descriptor >= 0 else { throw .unwritable(errno: errno) }
    defer { close(descriptor) }
    do throws(IndexFileError) {
      for column in columns { try write(column, to: descriptor) }
      guard fchmod(descriptor, permissions) == 0, fsync(descriptor) == 0,
        unsafe rename(draft, path) == 0
      else { throw .unwritable(errno: errno) }
    } catch {
      unsafe unlink(draft)
      throw error
    }
    syncFolder(of: path)
  }

  private static func write(
    _ column: StoredColumn, to descriptor: Int32
  ) throws(IndexFileError) {
    defer { extendLifetime(column.memory) }
    var written = 0
    while written < column.blockBytes {
      let rest = column.blockBytes - written
      let start = unsafe column.memory.start + column.offset + written
      let count = unsafe Glibc.write(descriptor, start, rest)
      guard count > 0 || errno == EINTR else { throw .unwritable(errno: errno) }
      written += max(count, 0)
    }
  }

  /// Makes the new name last. Where the system cannot do it for folders, the file may be missing after
  /// a loss of power; then it is built anew.
  private static func syncFolder(of path: String) {
    let folder = path.lastIndex(of: "/").map { String(path[...$0]) } ?? "."
    let descriptor = unsafe open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { return }
    fsync(descriptor)
    close(descriptor)
  }
}
