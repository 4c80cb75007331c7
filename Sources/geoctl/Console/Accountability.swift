import Foundation
import GeoCore

extension GlobalOptions {
  /// Whoever runs the command, as the audit log names them: the owner of the file, under the account of
  /// the operating system.
  static var owner: Principal {
    let name = NSUserName()
    return .owner(named: name.isEmpty ? "uid \(getuid())" : name)
  }

  /// What the audit log is to say about a command.
  static func event(
    _ action: String, detail: String? = nil, rowCount: Int? = nil
  ) -> AuditEvent {
    let command = action.replacing(".", with: " ")
    return AuditEvent(
      by: owner, purpose: "geoctl \(command)", action: action, detail: detail, rowCount: rowCount)
  }

  /// A refusal of what was given on the command line, in the person's language.
  func refusal(_ error: AccessError) -> Failure {
    let indonesian =
      switch error {
      case .emptyArea: "--area tidak berisi kode"
      case .invalidAreaCode(let text):
        "\(AccessError.shown(text)) bukan kode provinsi, kabupaten, kecamatan atau desa (35, 35.07)"
      case .areaMissing(let role): "peran \(role.rawValue) memerlukan --area KODE,…"
      case .unknownRole(let text):
        "tidak ada peran \(AccessError.shown(text)); peran akun: \(AccessError.roles)"
      case .roleWithoutAccount(let role):
        "akun tidak dapat berperan \(role.rawValue); peran akun: \(AccessError.roles)"
      case .invalidName:
        "nama terdiri atas 1–64 karakter tampak, tanpa titik dua dan tanpa spasi di ujungnya"
      case .invalidPurpose: "tujuan terdiri atas 3–200 karakter dalam satu baris"
      case .malformedToken: "ini bukan token"
      }
    return Failure(text(indonesian, "\(error)"), status: ExitStatus.usage)
  }

  /// What is wrong with an audit log, in the person's language.
  func sentence(of finding: AuditFinding) -> String {
    let row = finding.row
    let indonesian =
      switch finding.reason {
      case .changed: "entri \(row) diubah, atau entri sebelumnya diambil"
      case .removed: "entri \(row) dihapus"
      case .inserted: "entri \(row) disisipkan"
      case .reordered: "entri \(row) bukan pada tempatnya"
      case .cutOff: "log terpotong: entri \(row) dan sesudahnya tidak ada"
      case .rewritten: "entri \(row) bukan yang kepalanya disimpan: log ditulis ulang"
      case .otherKey: "mulai entri \(row) tidak satu pun disegel dengan kunci ini"
      }
    return text(indonesian, "\(finding)")
  }
}

/// An account that was just made, with its token: the one moment at which it is shown.
struct IssuedAccount {
  let principal: Principal
  let token: AccessToken

  /// A new account with a new token, added to a workspace and noted in its audit log.
  init(_ principal: Principal, in transaction: WorkspaceTransaction, sealedBy key: AuditKey) throws
  {
    self.principal = principal
    token = AccessToken()
    try transaction.addUser(principal, tokenDigest: token.digest)
    let detail = "\(principal.name) \(principal.role.rawValue) \(principal.area)"
    try transaction.append(
      GlobalOptions.event("user.add", detail: detail, rowCount: 1), sealedBy: key)
  }

  /// The account and its token as a JSON object.
  var json: String {
    "{\(principal.jsonMembers),\"token\":\(JSONText.string(token.revealed()))}"
  }
}

extension Principal {
  /// Name, role and area as members of a JSON object; the area is `null` for everywhere.
  var jsonMembers: String {
    let codes = area.codes.map { "[\($0.map(JSONText.string).joined(separator: ","))]" }
    return """
      "name":\(JSONText.string(name)),"role":\(JSONText.string(role.rawValue)),\
      "area":\(codes ?? "null")
      """
  }
}
