import ArgumentParser
import GeoCore

/// `geoctl backup FILE`: a consistent copy, also while a server runs.
struct BackupCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "backup",
    abstract: "Membuat cadangan workspace, juga saat server berjalan / Backs the workspace up.")

  @Argument(help: "Berkas cadangan yang dibuat.", completion: .file(extensions: ["gpkg"]))
  var file: String

  @Flag(name: .long, help: "Salin juga kunci log audit / copy the key of the audit log as well.")
  var withKey = false

  @OptionGroup var global: GlobalOptions

  func run() throws {
    let path = try global.workspacePath()
    try note(path)
    try Workspace.backUp(path, to: file, withKey: withKey)
    if global.json {
      let key = withKey ? JSONText.string(file + ".key") : "null"
      return Console.say(#"{"backup":\#(JSONText.string(file)),"key":\#(key)}"#)
    }
    global.report(global.text("Cadangan: \(file)", "Backup: \(file)"))
    if withKey { global.report(keySentence) }
  }

  private var keySentence: String {
    global.text(
      "\(file).key adalah kunci log audit: siapa yang memegang kunci dan cadangan dapat menulis ulang "
        + "log tanpa ketahuan, maka simpan keduanya terpisah.",
      "\(file).key is the key of the audit log: whoever holds it and the backup can rewrite the log "
        + "unnoticed, so keep the two apart.")
  }

  /// Whoever copies the file reads all of it. A file that cannot be written now, or whose log has lost
  /// its key, is copied all the same: that is when a copy is needed most.
  private func note(_ path: String) throws {
    do {
      try global.withWorkspace(.readWrite) { workspace in
        try workspace.write(noting: GlobalOptions.event("backup", detail: file)) { _, _ in }
      }
    } catch let error as AuditKeyError {
      complain("\(error)")
    } catch let error as WorkspaceError {
      switch error {
      case .readOnly, .olderSchema, .locked: complain("\(error)")
      default: throw error
      }
    }
  }

  private func complain(_ reason: String) {
    Console.complain(
      global.text(
        "cadangan ini tidak tercatat dalam log audit: \(reason)",
        "this backup is not noted in the audit log: \(reason)"))
  }
}

/// `geoctl restore FILE`: puts a backup in the place of a workspace.
struct RestoreCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "restore",
    abstract: "Memulihkan workspace dari cadangan / Restores a workspace from a backup.",
    discussion: "Hentikan server lebih dahulu / stop the server first.")

  @Argument(help: "Berkas cadangan.", completion: .file(extensions: ["gpkg"]))
  var file: String

  @Flag(name: .long, help: "Ganti workspace yang ada; yang lama disimpan / keep the old one.")
  var replace = false

  @OptionGroup var global: GlobalOptions

  func run() throws {
    let path = try global.workspacePath()
    let kept = try Workspace.restore(file, to: path, replacing: replace)
    if global.json {
      let old = kept.map(JSONText.string) ?? "null"
      return Console.say(#"{"workspace":\#(JSONText.string(path)),"before":\#(old)}"#)
    }
    global.report(global.text("Dipulihkan: \(path)", "Restored: \(path)"))
    if let kept {
      global.report(
        global.text("Workspace sebelumnya: \(kept)", "The workspace before: \(kept)"))
    }
    guard !AuditKeyFile(besideWorkspace: path).exists else { return }
    global.report(
      global.text(
        "Letakkan kunci log audit di \(path).key agar log dapat diperiksa dan ditambah.",
        "Put the key of the audit log at \(path).key, so that the log can be checked and added to.")
    )
  }
}
