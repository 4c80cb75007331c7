import Glibc

/// The first hundred bytes of a workspace's file.
///
/// Opening a file for writing puts it into write-ahead mode and closing takes it out again; both raise
/// the change counter in these bytes although no content changes. Putting the bytes back makes a
/// refused import leave the file as it was, to the last byte.
///
/// Unsafe only in calls of the C library with buffers that live during the call.
struct FileHeader: Sendable, Equatable {
  private static let length = 100
  /// What a change of the mode touches: the two mode bytes, the change counter, and its copy with the
  /// version of SQLite.
  private static let touched = [18..<20, 24..<28, 92..<100]

  private let bytes: [UInt8]

  /// The header of a file; `nil` when it cannot be read or the file is in write-ahead mode already.
  init?(of path: String) {
    let file = unsafe Glibc.open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { return nil }
    defer { Glibc.close(file) }
    var header = [UInt8](repeating: 0, count: Self.length)
    let count = unsafe header.withUnsafeMutableBytes { unsafe read(file, $0.baseAddress, $0.count) }
    guard count == Self.length, header[18] == 1 else { return nil }
    bytes = header
  }

  /// Puts the header back, provided that nothing but the mode and its counter differs. The caller
  /// holds the file locked.
  func restore(at path: String) {
    guard let now = FileHeader(of: path), differsOnlyInMode(from: now) else { return }
    let file = unsafe Glibc.open(path, O_WRONLY | O_CLOEXEC)
    guard file >= 0 else { return }
    defer { Glibc.close(file) }
    _ = unsafe bytes.withUnsafeBytes { unsafe pwrite(file, $0.baseAddress, $0.count, 0) }
  }

  private func differsOnlyInMode(from other: FileHeader) -> Bool {
    bytes.indices.allSatisfy { index in
      bytes[index] == other.bytes[index] || Self.touched.contains { $0.contains(index) }
    }
  }
}
