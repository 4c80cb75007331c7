import HTTPTypes
import Synchronization

/// The name of a request in the log and in its answer.
enum RequestIdentifier {
  /// What came with the process: names of two processes differ.
  private static let process = String(UInt64.random(in: 0...UInt64.max), radix: 36)
  private static let count = Atomic<UInt64>(0)

  /// The name that the client or a proxy has given in `X-Request-Id`, if it is one, else a new one.
  static func of(_ headers: HTTPFields) -> String {
    if let given = headers[.requestIdentifier], isSane(given) { return given }
    return next()
  }

  /// A new name.
  static func next() -> String {
    let number = count.wrappingAdd(1, ordering: .relaxed).newValue
    return "\(process)-\(String(number, radix: 36))"
  }

  /// Whether a text can stand in a log as it is: up to 64 letters, digits and `.`, `_`, `-`, and no token
  /// that somebody has put into the wrong field.
  static func isSane(_ text: String) -> Bool {
    (1...64).contains(text.utf8.count)
      && text.utf8.allSatisfy { byte in
        switch byte {
        case 48...57, 65...90, 97...122: true
        default: byte == 45 || byte == 46 || byte == 95
        }
      } && !SecretText.isIn(text)
  }
}

extension HTTPField.Name {
  /// The name of a request.
  static let requestIdentifier = custom("X-Request-Id")
}
