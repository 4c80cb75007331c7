import CGDAL

/// The bytes of a file, read a megabyte at a time; packed `.gz` files are unpacked on the way.
///
/// Safety: owns the file handle from `init` to `deinit`; GDAL writes into `buffer` only for the
/// length of a call.
@safe
struct ByteStream: ~Copyable {
  private let file: UnsafeMutablePointer<VSILFILE>
  private var buffer = [UInt8](repeating: 0, count: 1 << 20)
  private var position = 0
  private var filled = 0

  /// Opens a file.
  /// - Throws: `file.missing`.
  init(path: String) throws(ImportProblem) {
    _ = GDALLibrary.isReady
    guard let file = unsafe VSIFOpenL(FileKind.virtualPath(of: path), "rb") else {
      throw ImportProblem(.fileMissing)
    }
    unsafe self.file = file
  }

  deinit { _ = unsafe VSIFCloseL(file) }

  /// The next byte, left in place; `nil` at the end.
  @inline(__always)
  mutating func peek() -> UInt8? {
    if position == filled, !refill() { return nil }
    return buffer[position]
  }

  /// Steps over the byte that `peek` showed.
  @inline(__always)
  mutating func skip() { position += 1 }

  /// Hands the bytes before the next one that ends a cell to `row`; at most what is buffered.
  @inline(__always)
  mutating func takePlainRun(until separator: UInt8, into row: inout SourceRow) {
    let start = position
    var end = start
    while end < filled {
      let byte = buffer[end]
      if byte == separator || byte == 10 || byte == 13 { break }
      end += 1
    }
    position = end
    row.append(buffer[start..<end])
  }

  /// Hands the bytes before the next quotation mark to `row`, counting line ends on the way.
  @inline(__always)
  mutating func takeQuotedRun(into row: inout SourceRow) -> Int {
    let start = position
    var end = start
    var lineEnds = 0
    while end < filled {
      let byte = buffer[end]
      if byte == UInt8(ascii: "\"") { break }
      if byte == 10 { lineEnds += 1 }
      end += 1
    }
    position = end
    row.append(buffer[start..<end])
    return lineEnds
  }

  /// The first bytes, without stepping over them.
  mutating func head(_ count: Int) -> ArraySlice<UInt8> {
    if position == filled { _ = refill() }
    return buffer[position..<min(filled, position + count)]
  }

  private mutating func refill() -> Bool {
    position = 0
    filled = unsafe buffer.withUnsafeMutableBytes { bytes in
      unsafe VSIFReadL(bytes.baseAddress, 1, bytes.count, file)
    }
    return filled > 0
  }
}
