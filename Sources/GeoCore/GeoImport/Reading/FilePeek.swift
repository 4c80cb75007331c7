import Glibc

/// Small looks into files.
enum FilePeek {
  /// The first bytes, as many as there are.
  static func bytes(of path: String, count: Int) -> [UInt8]? {
    let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    var buffer = [UInt8](repeating: 0, count: count)
    let got = unsafe buffer.withUnsafeMutableBytes {
      unsafe read(descriptor, $0.baseAddress, count)
    }
    return got >= 0 ? Array(buffer.prefix(got)) : nil
  }

  /// The length in bytes.
  static func length(of path: String) -> Int? {
    var status = stat()
    guard unsafe stat(path, &status) == 0 else { return nil }
    return Int(status.st_size)
  }
}
