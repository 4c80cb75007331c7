import Glibc

// Ownership: a `ColumnMemory` is the only owner of its bytes. It is made with them, hands their
// address to columns that keep it alive, and gives them back in `deinit`, when the last column is
// gone. From the moment a column exists nobody writes to the bytes.

/// The bytes behind one or many columns: taken from the heap, or mapped from a file.
@safe @usableFromInline
final class ColumnMemory: @unchecked Sendable {
  /// How the bytes are given back.
  private enum Source {
    case heap
    case mapping
  }

  /// The first byte.
  let start: UnsafeMutableRawPointer
  /// How many bytes there are.
  let byteCount: Int

  /// Memory of the heap comes in blocks of so many bytes; what a column does not fill stays zero.
  static let blockSize = 64

  /// The least multiple of the block size that holds so many bytes.
  static func wholeBlocks(_ byteCount: Int) -> Int {
    (byteCount + blockSize - 1) / blockSize * blockSize
  }

  private let source: Source

  /// So many bytes of the heap, in whole blocks, all zero.
  /// - Complexity: O(1) for more than some hundred kilobytes: the system clears a page when it is
  ///   touched.
  init(zeros length: Int) {
    byteCount = Self.wholeBlocks(max(length, 1))
    guard let bytes = unsafe calloc(byteCount, 1) else {
      preconditionFailure("no memory left for \(byteCount) bytes")
    }
    unsafe start = bytes
    source = .heap
    adviseHugePages()
  }

  /// The whole of an open file, mapped for reading. The descriptor may be closed afterwards.
  ///
  /// The file must not be shortened while it is mapped: reading beyond its end ends the program. Who
  /// replaces it writes another and renames it.
  /// - Returns: `nil` when the system does not map it.
  init?(mapping descriptor: Int32, byteCount: Int) {
    guard byteCount > 0,
      let bytes = unsafe mmap(nil, byteCount, PROT_READ, MAP_PRIVATE, descriptor, 0),
      unsafe bytes != UnsafeMutableRawPointer(bitPattern: -1)
    else { return nil }
    unsafe start = bytes
    self.byteCount = byteCount
    source = .mapping
  }

  deinit {
    switch source {
    case .heap: unsafe free(start)
    case .mapping: unsafe munmap(start, byteCount)
    }
  }

  /// Asks for pages of 2 MiB: with 4 KiB pages, writing to thousands of places in turn spends its
  /// time in the translation of addresses.
  private func adviseHugePages() {
    let page = 4096
    guard byteCount >= 4 << 20 else { return }
    let skipped = unsafe (page - Int(bitPattern: start) % page) % page
    _ = unsafe madvise(start + skipped, (byteCount - skipped) / page * page, MADV_HUGEPAGE)
  }
}
