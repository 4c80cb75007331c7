import GeoCore
import HTTPTypes

/// The cookie that a signed-in browser sends.
enum SessionCookie {
  private static let attributes = "Path=/; HttpOnly; SameSite=Strict"

  /// The value of `Set-Cookie` for a session that has begun. The browser forgets it when it is closed.
  static func text(for secret: AccessToken, isEncrypted: Bool) -> String {
    "\(Credentials.cookieName)=\(secret.revealed()); \(attributes)\(isEncrypted ? "; Secure" : "")"
  }

  /// The value of `Set-Cookie` that makes a browser forget.
  static let cleared = "\(Credentials.cookieName)=; \(attributes); Max-Age=0"
}
