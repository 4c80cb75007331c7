import Foundation

/// What the system says of this process (proc(5)).
enum ProcessFigures {
  /// Memory in use, in bytes.
  static var residentBytes: Double? {
    numbers("/proc/self/statm")?.dropFirst().first.map { $0 * Double(sysconf(Int32(_SC_PAGESIZE))) }
  }

  /// Open files and connections.
  static var openFiles: Double? {
    (try? FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd")).map {
      Double($0.count)
    }
  }

  /// Processor time of the process and the kernel on its behalf, in seconds.
  static var cpuSeconds: Double? {
    // The name of the program, in parentheses, may hold blanks.
    guard let text = text("/proc/self/stat"), let end = text.lastIndex(of: ")") else { return nil }
    let fields = text[text.index(after: end)...].split(separator: " ").map { Double($0) }
    guard fields.count > 12, let user = fields[11], let system = fields[12] else { return nil }
    return (user + system) / Double(sysconf(Int32(_SC_CLK_TCK)))
  }

  private static func numbers(_ path: String) -> [Double]? {
    text(path)?.split(whereSeparator: \.isWhitespace).compactMap { Double($0) }
  }

  private static func text(_ path: String) -> String? {
    FileManager.default.contents(atPath: path).map { String(decoding: $0, as: UTF8.self) }
  }
}
