import Glibc

// Memory: every unsafe pointer here belongs to an array that is alive for the whole of the call in
// which the pointer is used; none is kept.

/// Files as the operating system has them: bytes, and numbers in the machine's own order
/// (little-endian on every machine that this runs on; NumPy reads them with `fromfile`).
enum BinaryFile {
  /// The whole file.
  static func bytes(at path: String) throws -> [UInt8] { try numbers(UInt8.self, at: path) }

  /// The first `count` numbers of a file; all that there are when `count` is `nil`.
  static func numbers<Number: BitwiseCopyable & ExpressibleByIntegerLiteral>(
    _ type: Number.Type, at path: String, count: Int? = nil
  ) throws -> [Number] {
    let descriptor = unsafe open(path, O_RDONLY)
    guard descriptor >= 0 else { throw BenchError("\(path) cannot be opened") }
    defer { close(descriptor) }
    guard let count else { return try rest(type, of: descriptor, path) }
    var numbers = [Number](repeating: 0, count: count)
    let read = unsafe numbers.withUnsafeMutableBytes { unsafe fill($0, from: descriptor) }
    guard read == count * MemoryLayout<Number>.stride else { throw BenchError("\(path) is short") }
    return numbers
  }

  /// Writes numbers to a file of that name, in place of one that is there.
  static func write<Number: BitwiseCopyable>(_ numbers: [Number], to path: String) throws {
    let temporary = path + ".part"
    let descriptor = unsafe open(temporary, O_WRONLY | O_CREAT | O_TRUNC, 0o644)
    guard descriptor >= 0 else { throw BenchError("\(temporary) cannot be made") }
    let isWhole = unsafe numbers.withUnsafeBytes { unsafe drain($0, into: descriptor) }
    guard close(descriptor) == 0, isWhole, unsafe rename(temporary, path) == 0 else {
      throw BenchError("\(path) cannot be written")
    }
  }

  /// Whether a file of that name can be read.
  static func exists(_ path: String) -> Bool { unsafe access(path, R_OK) == 0 }

  /// The length of a file in bytes.
  static func size(_ path: String) throws -> Int {
    try opened(path) { Int(lseek($0, 0, SEEK_END)) }
  }

  /// Asks the system to keep nothing of a file in memory.
  static func forget(_ path: String) throws {
    try opened(path) { descriptor in
      fdatasync(descriptor)
      posix_fadvise(descriptor, 0, 0, POSIX_FADV_DONTNEED)
    }
  }

  /// Deletes a file, if it is there.
  static func remove(_ path: String) { _ = unsafe unlink(path) }

  @discardableResult
  private static func opened<Result>(_ path: String, _ body: (Int32) -> Result) throws -> Result {
    let descriptor = unsafe open(path, O_RDONLY)
    guard descriptor >= 0 else { throw BenchError("\(path) cannot be opened") }
    defer { close(descriptor) }
    return body(descriptor)
  }

  private static func rest<Number: BitwiseCopyable & ExpressibleByIntegerLiteral>(
    _ type: Number.Type, of descriptor: Int32, _ path: String
  ) throws -> [Number] {
    let chunkCount = (1 << 20) / MemoryLayout<Number>.stride
    var numbers: [Number] = []
    var chunk = [Number](repeating: 0, count: chunkCount)
    while true {
      let read = unsafe chunk.withUnsafeMutableBytes { unsafe fill($0, from: descriptor) }
      guard read >= 0 else { throw BenchError("\(path) cannot be read") }
      numbers += chunk[..<(read / MemoryLayout<Number>.stride)]
      if read < chunkCount * MemoryLayout<Number>.stride { return numbers }
    }
  }

  /// Reads until the buffer is full or the file ends; −1 on an error.
  private static func fill(_ buffer: UnsafeMutableRawBufferPointer, from descriptor: Int32) -> Int {
    var filled = 0
    while filled < buffer.count {
      let part = unsafe Glibc.read(
        descriptor, buffer.baseAddress?.advanced(by: filled), buffer.count - filled)
      if part < 0 { return -1 }
      if part == 0 { break }
      filled += part
    }
    return filled
  }

  private static func drain(_ buffer: UnsafeRawBufferPointer, into descriptor: Int32) -> Bool {
    var written = 0
    while written < buffer.count {
      let part = unsafe Glibc.write(
        descriptor, buffer.baseAddress?.advanced(by: written), buffer.count - written)
      if part <= 0 { return false }
      written += part
    }
    return true
  }
}
