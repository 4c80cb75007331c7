import CDeflate

/// A libdeflate decompressor.
///
/// Ownership: the handle is made here, never leaves, and is freed when the value ends its life.
@safe
struct Inflater: ~Copyable {
  private let handle: OpaquePointer

  /// - Throws: `RenderingError.outOfMemory`.
  init() throws(RenderingError) {
    guard let handle = unsafe libdeflate_alloc_decompressor() else { throw .outOfMemory }
    unsafe self.handle = handle
  }

  deinit { unsafe libdeflate_free_decompressor(handle) }

  /// What a gzip stream of one member holds; `nil` for one that is damaged, or longer than it says.
  borrowing func gunzip(_ stream: [UInt8], byteCount: Int) -> [UInt8]? {
    let handle = unsafe handle
    var isWhole = false
    let bytes = unsafe stream.withUnsafeBytes { input in
      unsafe [UInt8](unsafeUninitializedCapacity: byteCount) { output, count in
        let result = unsafe libdeflate_gzip_decompress(
          handle, input.baseAddress, input.count, output.baseAddress, byteCount, &count)
        isWhole = result == LIBDEFLATE_SUCCESS && count == byteCount
        // What was not written is not read either.
        if !isWhole { count = 0 }
      }
    }
    return isWhole ? bytes : nil
  }
}

extension Gzip {
  /// Whether bytes begin as a gzip stream does.
  public static func isStream(_ bytes: [UInt8]) -> Bool { bytes.starts(with: [0x1F, 0x8B, 8]) }

  /// The bytes of a gzip stream of one member; `nil` for a damaged one, or one of more than a gigabyte.
  public static func decompress(_ stream: [UInt8]) -> [UInt8]? {
    // The stream ends with the length of what it holds (RFC 1952, 2.3.1).
    guard stream.count >= 18, let inflater = try? Inflater() else { return nil }
    let length = stream.suffix(4).reversed().reduce(0) { $0 << 8 | Int($1) }
    guard length <= 1 << 30 else { return nil }
    return inflater.gunzip(stream, byteCount: length)
  }
}
