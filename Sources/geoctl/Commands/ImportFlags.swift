public import ArgumentParser
public import GeoCore
public import GeoImport

/// How a file is to be imported, as flags.
struct ImportFlags: ParsableArguments {
  @Option(name: .long, help: "Sistem koordinat berkas, mis. EPSG:23834.")
  var crs: String?

  @Option(name: .long, help: "Lapisan berkas yang berisi beberapa lapisan.")
  var layer: String?

  @Option(name: .long, help: "Kolom: kita=MEREKA, mis. code=KODE_DESA. Boleh berulang.")
  var field: [String] = []

  @Option(name: .long, help: "Kolom yang diabaikan, dipisah koma. Boleh berulang.")
  var ignore: [String] = []

  @Option(name: .long, help: "Skema kode: kemendagri atau bps.")
  var scheme: CodeScheme?

  @Option(name: .long, help: "Tanggal berlaku batas, mis. 2026-01-01.")
  var asOf: String?

  @Option(name: .long, help: "Kunci yang sudah ada: error, skip, atau replace.")
  var onDuplicate: DuplicatePolicy?

  @Flag(name: .long, help: "Biarkan batas desa seperti di berkas, tanpa dirapikan.")
  var noClean = false

  @Flag(name: .long, help: "Lewati baris yang salah dan laporkan.")
  var skipBadRows = false

  @Flag(name: .long, help: "Periksa saja, tidak menulis apa pun.")
  var dryRun = false

  @Option(name: .long, help: "Cocokkan desa tanpa kode dengan nama dalam kabupaten/kota ini.")
  var codeByName: String?

  @Option(name: .long, help: "Wilayah yang diterima: barat,selatan,timur,utara (derajat).")
  var extent: String?

  @Flag(name: .long, help: "Tips: cari tempat dari teks; yang meragukan menunggu di geoctl review.")
  var geocode = false

  @Option(
    name: .long, help: "Dengan --geocode: berkas CSV yang meragukan (bawaan: FILE.review.csv).")
  var review: String?

  @Option(name: .long, help: "Tulis semua catatan ke berkas CSV.")
  var report: String?

  func options() throws -> ImportOptions {
    var options = ImportOptions()
    options.crs = crs
    options.layer = layer
    options.fields = try fields()
    options.ignoredColumns = ignore.flatMap { $0.split(separator: ",").map(String.init) }
    options.scheme = scheme
    options.asOf = try asOf.map(Self.date)
    options.onDuplicate = onDuplicate
    options.cleansBorders = !noClean
    options.skipsBadRows = skipBadRows
    options.isDryRun = dryRun
    options.codeByName = codeByName
    options.now = GlobalOptions.now()
    if let extent { options.extent = try Self.envelope(extent, flag: "--extent") }
    return options
  }

  private func fields() throws -> [String: String] {
    var fields: [String: String] = [:]
    for pair in field {
      let parts = pair.split(separator: "=", maxSplits: 1).map(String.init)
      guard parts.count == 2 else {
        throw ValidationError("--field \(pair): kita=MEREKA diharapkan / ours=THEIRS is expected")
      }
      fields[parts[0]] = parts[1]
    }
    return fields
  }

  private static func date(_ text: String) throws -> CivilDate {
    guard let date = CivilDate(text) else {
      throw ValidationError("--as-of \(text): YYYY-MM-DD")
    }
    return date
  }

  /// A box of degrees from `west,south,east,north`.
  static func envelope(_ text: String, flag: String) throws -> Envelope {
    let numbers = text.split(separator: ",").compactMap { Double($0) }
    guard numbers.count == 4, numbers[0] < numbers[2], numbers[1] < numbers[3] else {
      throw ValidationError("\(flag) \(text): W,S,E,N")
    }
    return Envelope(minX: numbers[0], minY: numbers[1], maxX: numbers[2], maxY: numbers[3])
  }
}

extension CodeScheme: ExpressibleByArgument {}
extension DuplicatePolicy: ExpressibleByArgument {}
extension ImportTable: ExpressibleByArgument {}
