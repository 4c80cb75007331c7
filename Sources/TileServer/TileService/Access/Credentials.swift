import Foundation
import GeoCore
import HTTPTypes
import Hummingbird

/// What a request shows to say on whose behalf it comes.
enum Credentials {
  /// Nothing.
  case none
  /// The token of an account.
  case token(AccessToken)
  /// The secret of a session.
  case session(AccessToken)
  /// Something in `Authorization` that is no token.
  case malformed
  /// A session cookie that is no secret, or more than one.
  case malformedSession

  /// The name of the session cookie.
  static let cookieName = "pb_session"

  /// The credentials of a request. A token goes before a cookie, which browsers send unasked.
  init(of request: Request) {
    if let text = request.headers[.authorization] {
      self = Self.token(in: text).map(Self.token) ?? .malformed
      return
    }
    let cookies = request.headers[values: .cookie].flatMap(Self.sessionCookies)
    switch cookies.count {
    case 0: self = .none
    case 1:
      let secret = try? AccessToken(parsing: cookies[0], as: .session)
      self = secret.map(Self.session) ?? .malformedSession
    default: self = .malformedSession
    }
  }

  /// The token in `Bearer TOKEN`, or the password in `Basic …` (RFC 6750, 7617). The user name of Basic
  /// is not looked at: the token says who it is, and some clients insist on a name.
  private static func token(in text: String) -> AccessToken? {
    // The usual spelling, of nearly every request.
    if text.utf8.starts(with: "Bearer pb_".utf8) {
      return try? AccessToken(parsing: text.dropFirst(7))
    }
    let parts = text.split(separator: " ", omittingEmptySubsequences: true)
    guard parts.count == 2 else { return nil }
    switch parts[0].lowercased() {
    case "bearer": return try? AccessToken(parsing: parts[1])
    case "basic":
      guard let bytes = Data(base64Encoded: String(parts[1])),
        let pair = String(validating: bytes, as: UTF8.self),
        let colon = pair.firstIndex(of: ":")
      else { return nil }
      return try? AccessToken(parsing: pair[pair.index(after: colon)...])
    default: return nil
    }
  }

  private static func sessionCookies(in field: String) -> [Substring] {
    field.split(separator: ";").compactMap { part in
      let pair = part.drop { $0 == " " }
      guard pair.hasPrefix(cookieName + "=") else { return nil }
      return pair.dropFirst(cookieName.utf8.count + 1)
    }
  }
}

/// Finding secrets where they must not be, since addresses end up in logs and histories.
enum SecretText {
  /// Names of parameters under which other services take tokens.
  private static let parameterNames: Set<String> = [
    "token", "access_token", "api_key", "apikey", "password",
  ]

  /// Whether an address, path and query, holds a secret or a parameter meant for one.
  static func isIn(address: String) -> Bool {
    if isIn(address) { return true }
    if let decoded = PercentEncoding.decode(address), isIn(decoded) { return true }
    let query = address.split(separator: "?", maxSplits: 1).dropFirst().first ?? ""
    return query.split(separator: "&").contains { pair in
      let name = pair.split(separator: "=", maxSplits: 1).first.map(String.init) ?? ""
      return parameterNames.contains((PercentEncoding.decode(name) ?? name).lowercased())
    }
  }

  /// Whether a text holds something that looks like one of our secrets: its prefix and forty characters
  /// of its alphabet.
  static func isIn(_ text: String) -> Bool {
    guard text.utf8.count >= 43 else { return false }
    let bytes = Array(text.utf8)
    return AccessToken.Kind.allCases.contains { kind in
      let prefix = Array(kind.rawValue.utf8)
      return bytes.indices.contains { start in
        bytes[start...].starts(with: prefix)
          && bytes[(start + prefix.count)...].prefix(40).count { isDigit($0) } == 40
      }
    }
  }

  private static func isDigit(_ byte: UInt8) -> Bool {
    switch byte {
    case 48...57, 65...90, 97...122, UInt8(ascii: "-"), UInt8(ascii: "_"): true
    default: false
    }
  }
}
