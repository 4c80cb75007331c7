import Foundation
import Logging
import Synchronization

/// The form of the log.
public enum LogFormat: String, CaseIterable, Sendable {
  /// Time, level, message, and what belongs to it as `key=value`.
  case text
  /// A JSON object in each line.
  case json
}

/// Where the log goes, and what of it. Level and form may change while the server runs, and then count for
/// every logger at once.
final class LogOutput: Sendable {
  private let level: Mutex<Logger.Level>
  private let format: Mutex<LogFormat>
  private let write: @Sendable (String) -> Void

  /// An output.
  /// - Parameters:
  ///   - level: The least that is logged.
  ///   - format: The form of a line.
  ///   - write: Takes a line with its end; one call a line.
  init(
    _ level: Logger.Level, _ format: LogFormat,
    write: @escaping @Sendable (String) -> Void = LogOutput.toStandardError
  ) {
    self.level = Mutex(level)
    self.format = Mutex(format)
    self.write = write
  }

  /// The least that is logged.
  var currentLevel: Logger.Level { level.withLock { $0 } }

  /// Sets what is logged, and how.
  func set(_ level: Logger.Level, _ format: LogFormat) {
    self.level.withLock { $0 = level }
    self.format.withLock { $0 = format }
  }

  /// A logger whose lines go here.
  func logger(_ label: String) -> Logger {
    Logger(label: label) { _ in LineLogHandler(output: self) }
  }

  /// Writes a line.
  func put(_ line: LogLine) { write(line.text(format.withLock { $0 })) }

  @Sendable static func toStandardError(_ line: String) {
    // A log that cannot be written must not stop the server.
    try? FileHandle.standardError.write(contentsOf: Data(line.utf8))
  }
}

/// Hands what is logged to an output.
struct LineLogHandler: LogHandler {
  let output: LogOutput
  var metadata: Logger.Metadata = [:]

  init(output: LogOutput) { self.output = output }

  /// The level of the output; a logger has none of its own, so that a reload reaches all of them.
  var logLevel: Logger.Level {
    get { output.currentLevel }
    set {}
  }

  subscript(metadataKey key: String) -> Logger.Metadata.Value? {
    get { metadata[key] }
    set { metadata[key] = newValue }
  }

  func log(event: LogEvent) {
    let fields = metadata.merging(event.metadata ?? [:]) { _, given in given }
    output.put(
      LogLine(
        seconds: Date().timeIntervalSince1970, level: event.level,
        message: event.message.description,
        fields: fields.sorted { $0.key < $1.key }.map { ($0.key, $0.value.description) }))
  }
}
