/// How much memory this process holds, as Linux counts it.
enum ProcessMemory {
  /// Bytes of physical memory in use at the moment (`VmRSS`).
  static func residentBytes() throws -> Int { try bytes(of: "VmRSS:") }

  /// The most bytes that were in use at any moment (`VmHWM`).
  static func peakBytes() throws -> Int { try bytes(of: "VmHWM:") }

  private static func bytes(of field: String) throws -> Int {
    let text = String(decoding: try BinaryFile.bytes(at: "/proc/self/status"), as: UTF8.self)
    let line = text.split(separator: "\n").first { $0.hasPrefix(field) }
    let kilobytes = line.flatMap { Int($0.split(separator: " ").dropFirst().first ?? "") }
    guard let kilobytes else { throw BenchError("/proc/self/status has no \(field)") }
    return kilobytes * 1024
  }
}
