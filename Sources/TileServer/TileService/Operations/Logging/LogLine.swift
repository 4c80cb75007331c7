import Foundation
import GeoCore
import Logging

/// One line of the log.
struct LogLine: Sendable {
  /// When, in seconds since 1970.
  let seconds: Double
  let level: Logger.Level
  let message: String
  /// What belongs to it, in the order in which it is written.
  let fields: [(name: String, value: String)]

  /// The line with its end. Whatever the values hold, it is one line.
  func text(_ format: LogFormat) -> String {
    switch format {
    case .text: plain + "\n"
    case .json: json + "\n"
    }
  }

  private var plain: String {
    ([time, level.rawValue, Self.oneLine(message)]
      + fields.map { "\($0.name)=\(Self.quoted($0.value))" }).joined(separator: " ")
  }

  private var json: String {
    let members =
      [("time", time), ("level", level.rawValue), ("message", message)]
      + fields.map { ($0.name, $0.value) }
    return "{"
      + members.map { "\(JSONText.string($0.0)):\(Self.value($0.1))" }.joined(separator: ",") + "}"
  }

  /// A number stays a number.
  private static func value(_ text: String) -> String {
    let isNumber =
      !text.isEmpty && text.utf8.count <= 15 && !text.hasPrefix(".") && !text.hasSuffix(".")
      && (text == "0" || text.hasPrefix("0.") || !text.hasPrefix("0"))
      && text.utf8.allSatisfy { (48...57).contains($0) || $0 == 46 }
      && text.utf8.count { $0 == 46 } <= 1
    return isNumber ? text : JSONText.string(text)
  }

  /// RFC 3339 in UTC, to the millisecond.
  private var time: String {
    let date = Date(timeIntervalSince1970: seconds)
    return date.formatted(Date.ISO8601FormatStyle(includingFractionalSeconds: true))
  }

  private static func quoted(_ text: String) -> String {
    let isPlain =
      !text.isEmpty
      && text.utf8.allSatisfy { $0 > 32 && $0 != 34 && $0 != 61 && $0 != 92 && $0 != 127 }
    return isPlain ? text : JSONText.string(text)
  }

  private static func oneLine(_ text: String) -> String {
    text.utf8.contains { $0 < 32 || $0 == 127 } ? JSONText.string(text) : text
  }
}
