import CDeflate

/// A libdeflate compressor.
///
/// Ownership: the handle is made here, never leaves, and is freed when the value ends its life. A
/// value is not shared between threads: each call makes its own, which is part of the times that
/// `PNGEncoder.level` tells of.
@safe
struct Deflater: ~Copyable {
  private let handle: OpaquePointer

  /// A compressor of a level of 0 (store) … 12 (slowest).
  /// - Throws: `RenderingError.outOfMemory`.
  init(level: Int32) throws(RenderingError) {
    guard let handle = unsafe libdeflate_alloc_compressor(level) else { throw .outOfMemory }
    unsafe self.handle = handle
  }

  deinit { unsafe libdeflate_free_compressor(handle) }

  /// The bytes as a zlib stream (RFC 1950).
  borrowing func zlib(_ bytes: [UInt8]) throws(RenderingError) -> [UInt8] {
    let handle = unsafe handle
    return try unsafe Self.compressed(
      bytes, bound: libdeflate_zlib_compress_bound(handle, bytes.count)
    ) { input, output in
      unsafe libdeflate_zlib_compress(
        handle, input.baseAddress, input.count, output.baseAddress, output.count)
    }
  }

  /// The bytes as a gzip stream (RFC 1952), without a name and a time.
  borrowing func gzip(_ bytes: [UInt8]) throws(RenderingError) -> [UInt8] {
    let handle = unsafe handle
    return try unsafe Self.compressed(
      bytes, bound: libdeflate_gzip_compress_bound(handle, bytes.count)
    ) { input, output in
      unsafe libdeflate_gzip_compress(
        handle, input.baseAddress, input.count, output.baseAddress, output.count)
    }
  }

  /// The CRC-32 of bytes, continued from `start`.
  static func crc32(_ bytes: [UInt8], from start: UInt32 = 0) -> UInt32 {
    unsafe bytes.withUnsafeBytes { buffer in
      unsafe libdeflate_crc32(start, buffer.baseAddress, buffer.count)
    }
  }

  /// Runs a compressor over a buffer that holds whatever it may write; the pointers live no longer
  /// than the call.
  private static func compressed(
    _ bytes: [UInt8], bound: Int,
    by compress: (UnsafeRawBufferPointer, UnsafeMutableBufferPointer<UInt8>) -> Int
  ) throws(RenderingError) -> [UInt8] {
    let result = unsafe bytes.withUnsafeBytes { input in
      unsafe [UInt8](unsafeUninitializedCapacity: bound) { output, count in
        count = unsafe compress(input, output)
      }
    }
    guard !result.isEmpty else { throw .outOfMemory }
    return result
  }
}

/// Gzip, as HTTP sends it.
public enum Gzip {
  /// The bytes as a gzip stream: the same bytes give the same stream.
  /// - Throws: `RenderingError.outOfMemory`.
  public static func compress(_ bytes: [UInt8]) throws(RenderingError) -> [UInt8] {
    let stream = try Deflater(level: 6).gzip(bytes)
    return Array(stream[...])
  }
}
