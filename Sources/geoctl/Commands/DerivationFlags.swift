import ArgumentParser
import GeoCore
import GeoImport

/// From what lineage or a crosswalk is derived where no file tells.
struct DerivationFlags: ParsableArguments {
  @Option(
    name: .long, parsing: .upToNextOption,
    help: "Dua daftar kode (kode,nama): lama dan baru.", completion: .file())
  var fromLists: [String] = []

  @Option(name: .long, help: "Hari pertama daftar yang baru.")
  var date: String?

  @Option(
    name: .long, parsing: .upToNextOption,
    help: "Daftar BPS, satu berkas atau satu per tingkat.", completion: .file())
  var derive: [String] = []

  @Option(
    name: .long, help: "Daftar Kemendagri, jika nama tidak ada di workspace.", completion: .file())
  var list: String?

  /// Whether the flags go with the table and the file.
  func validate(for table: ImportTable, file: String?) throws {
    let isDerived = !fromLists.isEmpty || !derive.isEmpty
    guard (file != nil) != isDerived else {
      throw ValidationError("sebutkan berkas, atau --from-lists, atau --derive / name a file")
    }
    if !fromLists.isEmpty, table != .lineage || fromLists.count != 2 || date == nil {
      throw ValidationError("import lineage --from-lists OLD.csv NEW.csv --date YYYY-MM-DD")
    }
    if !derive.isEmpty, table != .crosswalk {
      throw ValidationError("import crosswalk --derive BPS.csv …")
    }
  }
}

/// Derives lineage or a crosswalk from lists.
struct Deriver {
  let flags: DerivationFlags
  let isDryRun: Bool
  let report: String?
  let global: GlobalOptions

  func run(_ table: ImportTable) throws {
    do {
      if table == .lineage { try lineage() } else { try crosswalk() }
    } catch let error as CodeListError {
      throw Failure(error.message(in: global.lang))
    }
  }

  private func lineage() throws {
    let day = try GlobalOptions.date(flags.date ?? "", option: "--date")
    let lineage = try LineageDerivation.fromLists(
      old: flags.fromLists[0], new: flags.fromLists[1], on: day)
    try global.withWorkspace(isDryRun ? .readOnly : .readWrite) { workspace in
      try DerivedLineageText(lineage, global).finish(
        in: workspace, isDryRun: isDryRun, output: report)
    }
  }

  private func crosswalk() throws {
    try global.withWorkspace(isDryRun ? .readOnly : .readWrite) { workspace in
      let found = try workspace.read { reader in
        try CrosswalkFinder.derived(bps: flags.derive, list: flags.list, in: reader)
      }
      if let report { try found.writeCSV(to: report) }
      if !isDryRun {
        _ = try workspace.write { try CrosswalkFinder.write(found.pairs, into: $0) }
      }
      tell(found)
    }
  }

  private func tell(_ found: CrosswalkDerivation) {
    let rules = found.counts.sorted { $0.key < $1.key }
    guard !global.json else {
      let counts = rules.map { "\(JSONText.string($0.key)):\($0.value)" }
      return Console.say(
        """
        {"pairs":\(found.pairs.count),"rules":{\(counts.joined(separator: ","))},\
        "unmatched_kemendagri":\(found.unmatchedKemendagri.count),\
        "unmatched_bps":\(found.unmatchedBPS.count),"dry_run":\(isDryRun)}
        """)
    }
    let number = { (value: Int) in global.displayLanguage.number(Double(value), decimals: 0) }
    let parts =
      [(global.text("pasangan", "pairs"), found.pairs.count)] + rules.map { ($0.key, $0.value) } + [
        (
          global.text("kemendagri tanpa pasangan", "kemendagri without"),
          found.unmatchedKemendagri.count
        ),
        (global.text("BPS tanpa pasangan", "BPS without"), found.unmatchedBPS.count),
      ]
    let prefix = isDryRun ? global.text("(uji) ", "(dry run) ") : ""
    global.report(prefix + parts.map { "\($0.0) \(number($0.1))" }.joined(separator: ", "))
  }
}
