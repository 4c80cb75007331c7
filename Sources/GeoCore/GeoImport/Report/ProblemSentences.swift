/// The sentences of all problems in both languages, in one place.
///
/// `{value}` and `{field}` stand for the problem's own; `{0}`, `{1}` … for its arguments.
enum ProblemSentences {
  static func sentence(for problem: ImportProblem, in language: Language) -> String {
    let both = templates(for: problem.code)
    return filled(language == .id ? both.id : both.en, with: problem)
  }

  private static func filled(_ template: String, with problem: ImportProblem) -> String {
    var result = ""
    var rest = template[...]
    while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
      result += rest[..<open]
      result += argument(named: rest[rest.index(after: open)..<close], of: problem)
      rest = rest[rest.index(after: close)...]
    }
    return result + rest
  }

  private static func argument(named name: Substring, of problem: ImportProblem) -> String {
    switch name {
    case "value": return problem.value ?? ""
    case "field": return problem.field ?? ""
    default:
      guard let index = Int(name), problem.arguments.indices.contains(index) else { return "" }
      return problem.arguments[index]
    }
  }

  private typealias Templates = (id: String, en: String)

  private static func templates(for code: ProblemCode) -> Templates {
    fileTemplates(for: code) ?? columnTemplates(for: code) ?? valueTemplates(for: code)
      ?? codeTemplates(for: code) ?? tipTemplates(for: code) ?? placeTemplates(for: code) ?? (
        code.rawValue, code.rawValue
      )
  }

  private static func tipTemplates(for code: ProblemCode) -> Templates? {
    switch code {
    case .columnsLeftOut:
      (
        "kolom sistem tidak dibaca karena dapat memuat data pribadi: {0}",
        "system columns were left out, since they may be personal: {0}"
      )
    case .textMasked:
      (
        "laporan {value}: data pribadi disamarkan ({0})",
        "tip {value}: personal data was masked ({0})"
      )
    case .tipRepeated:
      (
        "laporan {value} sama dengan {0}; disimpan sebagai duplikat",
        "tip {value} is the same report as {0}; kept as a duplicate"
      )
    case .placeDoubtful:
      (
        "tempat laporan {value} meragukan ({0} calon); lihat geoctl review",
        "the place of tip {value} is doubtful ({0} candidates); see geoctl review"
      )
    default: nil
    }
  }

  private static func fileTemplates(for code: ProblemCode) -> Templates? {
    switch code {
    case .fileMissing:
      ("berkas tidak ada atau tidak boleh dibaca", "there is no such file, or it may not be read")
    case .fileEmpty: ("berkas kosong (0 byte)", "the file is empty (0 bytes)")
    case .fileUnreadable:
      ("berkas tidak dapat dibaca: {0}", "the file cannot be read: {0}")
    case .fileUnsupported:
      (
        "jenis berkas tidak dikenal; yang diterima: Shapefile, GeoPackage, GeoJSON, GeoJSON baris, CSV",
        "unknown kind of file; accepted are Shapefile, GeoPackage, GeoJSON, GeoJSON lines and CSV"
      )
    case .fileCompressed:
      (
        "berkas termampatkan ({0}); buka dahulu dengan {1}",
        "compressed ({0}); unpack it first: {1}"
      )
    case .fileTruncated:
      (
        "{0} terpotong: {1} byte, seharusnya {2}; salin ulang berkasnya",
        "{0} is cut off: {1} bytes instead of {2}; copy the file again"
      )
    case .fileNotText:
      (
        "bukan teks UTF-8 atau Latin-1 (mungkin UTF-16 atau biner); simpan sebagai CSV UTF-8",
        "not UTF-8 or Latin-1 text (UTF-16 or binary?); save it as CSV UTF-8"
      )
    case .fileMissingPart:
      (
        "bagian {0} dari Shapefile tidak ada; salin .shp, .shx dan .dbf bersama-sama",
        "the {0} part of the Shapefile is missing; copy .shp, .shx and .dbf together"
      )
    case .fileWithoutRows:
      ("berkas tidak berisi satu baris data pun", "the file holds no row of data")
    case .encodingAssumed:
      (
        "teks bukan UTF-8 dan dibaca sebagai Latin-1; periksa huruf beraksen",
        "the text is not UTF-8 and was read as Latin-1; check accented letters"
      )
    case .layerNone: ("tidak ada lapisan di dalam berkas", "the file holds no layer")
    case .layerUnknown:
      ("lapisan \"{value}\" tidak ada; yang ada: {0}", "no layer \"{value}\"; there are: {0}")
    case .layerAmbiguous:
      (
        "berkas berisi beberapa lapisan ({0}); pilih satu dengan --layer",
        "the file holds several layers ({0}); choose one with --layer"
      )
    case .readerNote: ("catatan pembaca berkas: {0}", "the reader notes: {0}")
    case .crsUnknown:
      (
        "sistem referensi tidak diketahui dan koordinat ({0}) bukan derajat; sebutkan dengan --crs EPSG:n",
        "no reference system, and the coordinates ({0}) are not degrees; name it with --crs EPSG:n"
      )
    case .crsInvalid:
      (
        "\"{value}\" bukan sistem referensi yang dikenal ({0}); tulis sebagai EPSG:n",
        "\"{value}\" is not a known reference system ({0}); write it as EPSG:n"
      )
    case .crsAssumed:
      (
        "tanpa sistem referensi; koordinatnya masuk akal sebagai derajat dan dibaca sebagai EPSG:4326",
        "no reference system; the coordinates are plausible degrees and were read as EPSG:4326"
      )
    case .crsFailed:
      (
        "koordinat ({0}) tidak dapat diubah dari {1} ke WGS 84; periksa --crs",
        "the coordinates ({0}) cannot be transformed from {1} to WGS 84; check --crs"
      )
    case .outlineKept:
      (
        "{0} batas wilayah hasil gabungan desa dipertahankan; hanya namanya diperbarui",
        "{0} outlines dissolved from villages were kept; only their names were updated"
      )
    case .listCut: ("{0} masalah lain tidak didaftar", "{0} more problems are not listed")
    default: nil
    }
  }

  private static func columnTemplates(for code: ProblemCode) -> Templates? {
    switch code {
    case .columnMissing:
      (
        "kolom wajib {0} tidak ada (nama yang dikenal: {1}; kolom berkas: {2}); pakai --field {0}=KOLOM",
        "the required column {0} is missing (known names: {1}; columns found: {2}); use --field {0}=COLUMN"
      )
    case .columnUnknown:
      (
        "kolom ini tidak dikenal dan mungkin bersifat pribadi; hapus, atau abaikan dengan --ignore {field}",
        "this column is unknown and may be personal; delete it, or leave it out with --ignore {field}"
      )
    case .columnPersonal:
      (
        "kolom ini tampak berisi data pribadi, yang tidak disimpan; hapus, atau abaikan dengan --ignore {field}",
        "this column looks personal, and such data are not held; delete it, or leave it out with --ignore {field}"
      )
    case .columnNotFound:
      (
        "kolom {value} yang disebut dalam --field atau --ignore tidak ada; kolom berkas: {0}",
        "the column {value} named in --field or --ignore is not there; columns found: {0}"
      )
    case .columnRepeated:
      ("dua kolom bernama sama; ganti nama salah satunya", "two columns have this name; rename one")
    case .fieldUnknown:
      ("tabel ini tidak mengenal {value}; yang dikenal: {0}", "no field {value}; known are: {0}")
    default: nil
    }
  }

  private static func valueTemplates(for code: ProblemCode) -> Templates? {
    switch code {
    case .rowFieldCount:
      (
        "baris berisi {0} nilai, judul {1}; periksa tanda pemisah dan tanda kutip",
        "the row has {0} values, the header {1}; check separators and quotation marks"
      )
    case .rowOpenQuote:
      (
        "tanda kutip dibuka tetapi tidak ditutup, atau ada huruf sesudah penutupnya",
        "a quotation mark is opened and not closed, or followed by other characters"
      )
    case .rowTooLong:
      (
        "baris melebihi {0} byte; mungkin tanda kutip tidak ditutup",
        "the row exceeds {0} bytes; perhaps a quotation mark is not closed"
      )
    case .rowDuplicate:
      (
        "{value} sudah ada pada baris {0} berkas ini; setiap baris harus unik",
        "{value} stands in row {0} of this file already; every row must be unique"
      )
    case .rowExists:
      (
        "{value} sudah ada di ruang kerja; pakai --on-duplicate skip atau replace",
        "{value} is in the workspace already; use --on-duplicate skip or replace"
      )
    case .rowRefused: ("ruang kerja menolak baris: {0}", "the workspace refuses the row: {0}")
    case .valueMissing: ("nilai wajib kosong; isilah", "a required value is empty; fill it in")
    case .valueNotNumber: ("\"{value}\" bukan bilangan", "\"{value}\" is not a number")
    case .valueNotWhole: ("\"{value}\" bukan bilangan bulat", "\"{value}\" is not a whole number")
    case .valueOutOfRange:
      ("{value} di luar rentang {0}", "{value} is out of range ({0})")
    case .valueNotDate:
      (
        "\"{value}\" bukan tanggal; tulis 2026-03-09 atau 2026-03-09T08:30+07:00",
        "\"{value}\" is not a date; write 2026-03-09 or 2026-03-09T08:30+07:00"
      )
    case .valueNotMonth:
      ("\"{value}\" bukan bulan; tulis 2026-03", "\"{value}\" is not a month; write 2026-03")
    case .valueUnknown:
      ("\"{value}\" tidak dikenal; yang dikenal: {0}", "\"{value}\" is not known; known are: {0}")
    default: nil
    }
  }

  private static func codeTemplates(for code: ProblemCode) -> Templates? {
    switch code {
    case .codeLength:
      (
        "kode \"{value}\" berisi {0} digit; kode {1} berisi {2} digit",
        "code \"{value}\" has {0} digits; a {1} code has {2}"
      )
    case .codeCharacters:
      (
        "kode \"{value}\" berisi huruf atau tanda lain; hanya digit dan titik",
        "code \"{value}\" holds other characters than digits and dots"
      )
    case .codeLevel:
      (
        "kode \"{value}\" adalah kode {0}, bukan {1}",
        "code \"{value}\" is the code of a {0}, not of a {1}"
      )
    case .codeTwoNames:
      (
        "kode {value} dipakai untuk \"{0}\" (baris {1}) dan \"{2}\"; perbaiki salah satunya",
        "code {value} stands for \"{0}\" (row {1}) and for \"{2}\"; correct one of them"
      )
    case .codeMerged:
      (
        "bagian lain dari {value} \"{0}\" (baris {1}); keduanya digabung",
        "another part of {value} \"{0}\" (row {1}); both were merged"
      )
    case .nameUnmatched:
      (
        "\"{value}\" tidak ditemukan di wilayah {0}; tambahkan kode",
        "\"{value}\" is not among the names of {0}; add its code"
      )
    case .nameDoubtful:
      (
        "\"{value}\" mungkin {0}; perbaiki nama atau tambahkan kode",
        "\"{value}\" may be {0}; correct the name or add the code"
      )
    case .nameAmbiguous:
      (
        "\"{value}\" cocok dengan beberapa desa ({0}); tambahkan kode atau nama kecamatan",
        "\"{value}\" fits several villages ({0}); add the code or the district"
      )
    case .lineageShares:
      (
        "bagian dari {value} pada {0} berjumlah {1}, lebih dari 1; perbaiki area_share atau population_share",
        "the parts of {value} on {0} add up to {1}, more than 1; correct area_share or population_share"
      )
    case .lineageCycle:
      (
        "perubahan tanpa tanggal berputar: {0}; isi kolom date",
        "changes without a day go round in a circle: {0}; fill in the column date"
      )
    case .lineageEndGoesOn:
      (
        "{value} berakhir (end) tetapi baris ini menyebut penerus {0}; kosongkan new atau ganti kind",
        "{value} ends, yet this row names {0} as its successor; leave new empty or change kind"
      )
    case .listWithoutVillages:
      (
        "daftar tidak berisi kode desa {0} (kolom pertama kode, lalu nama)",
        "the list holds no {0} codes of villages (first the code, then the name)"
      )
    case .crosswalkWithoutNames:
      (
        "ruang kerja tidak punya nama kecamatan dan kabupaten; impor admin-areas atau beri --list BERKAS.csv",
        "the workspace has no names of districts and regencies; import admin-areas or give --list FILE.csv"
      )
    case .regencyUnknown:
      (
        "ruang kerja tidak mengenal desa di {value}; impor dahulu daftar kode atau batasnya",
        "the workspace knows no village in {value}; import its codes or borders first"
      )
    default: nil
    }
  }

  private static func placeTemplates(for code: ProblemCode) -> Templates? {
    switch code {
    case .placeMissing:
      (
        "tempat tidak disebut; isi lon dan lat atau place_text",
        "no place is given; fill in lon and lat, or place_text"
      )
    case .placeNotFinite:
      ("koordinat bukan bilangan terhingga", "a coordinate is not a finite number")
    case .placeNotDegrees:
      (
        "koordinat ({0}) bukan derajat; sebutkan sistem referensi dengan --crs EPSG:n",
        "({0}) are not degrees; name the reference system with --crs EPSG:n"
      )
    case .placeOffAfrica:
      (
        "({0}) terletak di laut lepas Afrika, biasanya tanda koordinat kosong",
        "({0}) lies in the sea off Africa, usually a sign of empty coordinates"
      )
    case .placeSwapped:
      (
        "({0}): bujur dan lintang tertukar; urutannya lon, lat",
        "({0}): longitude and latitude are swapped; the order is lon, lat"
      )
    case .placeOutside:
      (
        "({0}) di luar wilayah yang diterima ({1})",
        "({0}) lies outside the accepted extent ({1})"
      )
    case .geometryMissing: ("baris tanpa bentuk geometri", "the row has no geometry")
    case .geometryType:
      ("geometri {0}, seharusnya {1}", "the geometry is a {0} where {1} is needed")
    case .geometryText:
      ("WKT tidak dapat dibaca: {0}", "the WKT cannot be read: {0}")
    case .geometryRepaired:
      ("batas {value} diperbaiki: {0} di ({1})", "the border of {value} was repaired: {0} at ({1})")
    case .geometryCollapsed:
      (
        "batas {value} tidak melingkupi wilayah apa pun",
        "the border of {value} encloses nothing"
      )
    case .geometryUnrepairable:
      ("batas {value} tidak dapat diperbaiki: {0}", "the border of {value} cannot be repaired: {0}")
    case .geometryAntimeridian:
      ("geometri melintasi meridian 180°", "the geometry crosses the 180° meridian")
    case .geometryPolar:
      ("geometri mencapai kutub ({0})", "the geometry reaches the poles ({0})")
    case .coverageOverlap:
      (
        "{0} dan {1} bertumpang tindih {2} m²",
        "{0} and {1} overlap by {2} m²"
      )
    case .coverageGaps:
      ("{0}: {1} celah antardesa, {2} ha", "{0}: {1} gaps between villages, {2} ha")
    case .coverageMoved:
      (
        "{0}: bertambah {1} m², berkurang {2} m² saat batas dirapikan",
        "{0}: gained {1} m² and lost {2} m² as borders were cleaned"
      )
    case .coverageGapLeft:
      ("celah {0} ha di {1} dibiarkan", "a gap of {0} ha at {1} stays")
    case .coverageVanished:
      (
        "{0} tidak memiliki wilayah lagi: batasnya berimpit dengan desa lain; periksa sumbernya",
        "{0} has no ground left: its outline coincides with another's; check the source"
      )
    case .editionEnded:
      (
        "{0} berakhir pada {1}: wilayahnya kini {2}",
        "{0} ended on {1}: its ground is {2} now"
      )
    default: nil
    }
  }
}
