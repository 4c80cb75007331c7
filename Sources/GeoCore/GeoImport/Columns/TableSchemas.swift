extension ImportTable {
  /// The fields of the table, and the names that official files give them: KUGI and RBI generations
  /// of the mapping agency, BPS files, and everyday Indonesian and English.
  var schema: TableSchema {
    switch self {
    case .villages: Self.villageSchema
    case .adminAreas: Self.areaSchema
    case .offices: Self.officeSchema
    case .accommodations: Self.accommodationSchema
    case .guests: Self.guestSchema
    case .tips: Self.tipSchema
    case .servicePoints: Self.servicePointSchema
    case .programme: Self.programmeSchema
    case .activities: Self.activitySchema
    case .population: Self.populationSchema
    case .lineage: Self.lineageSchema
    case .crosswalk: Self.crosswalkSchema
    case .travelTimes: Self.travelTimeSchema
    }
  }

  private static let villageSchema = TableSchema(
    fields: [
      .optional(
        "code", "kode", "KDEPUM", "kode_desa", "kode_kel", "kode_kelurahan", "kode_kemendagri",
        "kode_wilayah", "village_code"),
      .optional("bps_code", "KDEBPS", "IDDESA", "id_desa", "kode_bps"),
      .optional("bps_province", "KDPROV", "PROVNO", "kd_propinsi"),
      .optional("bps_regency", "KDKAB", "KABKOTNO"),
      .optional("bps_district", "KDKEC", "KECNO"),
      .optional("bps_village", "KDDESA", "DESANO"),
      .optional(
        "name", "nama", "WADMKD", "NMDESA", "nm_desa", "nama_desa", "DESA_KELURAHAN", "DESA_KELUR",
        "NAMOBJ", "NamaObjek", "nama_kelurahan", "nama_kel", "Kelurahan", "KEL_DESA", "Desa",
        "village"),
      .optional("boundary_status", "status_batas", "batas"),
      .optional("valid_from", "berlaku_dari"),
      .optional("valid_to", "berlaku_sampai"),
      .optional("decree", "dasar_hukum", "perda", "sk"),
      .optional("district", "WADMKC", "NMKEC", "nama_kec", "nama_kecamatan", "Kecamatan"),
      .optional(
        "regency", "WADMKK", "NMKAB", "nama_kab", "nama_kabupaten", "KAB_KOTA", "Kabupaten", "Kota",
        "kabkota"),
      .optional(
        "province", "WADMPR", "NMPROV", "nama_prov", "nama_provinsi", "Provinsi", "Propinsi"),
      .wkt,
    ],
    holdsPlaces: true, unknownColumns: .ignored)

  private static let areaSchema = TableSchema(
    fields: [
      .required(
        "code", "kode", "kode_wilayah", "KDCPUM", "KDPKAB", "KDPPUM", "kode_kec", "kode_kab",
        "kode_prov"),
      .required(
        "name", "nama", "WADMKC", "WADMKK", "WADMPR", "NAMOBJ", "nama_wilayah", "nama_kec",
        "nama_kab", "nama_prov"),
      .wkt,
    ],
    holdsPlaces: true, unknownColumns: .ignored)

  private static let officeSchema = TableSchema(
    fields: [
      .required("id", "kode_kantor"), .required("name", "nama", "nama_kantor"),
      .required("area", "wilayah_kerja", "wilayah"), .optional("posts", "pimpasa_posts", "formasi"),
      .longitude, .latitude, .wkt,
    ],
    holdsPlaces: true, unknownColumns: .ignored)

  private static let accommodationSchema = TableSchema(
    fields: [
      .required("id"), .required("name", "nama", "nama_penginapan", "nama_hotel"),
      .optional("kind", "jenis", "jenis_penginapan", "type", "tipe"),
      .optional("rooms", "kamar", "jumlah_kamar", "jml_kamar"),
      .optional("reporting", "melapor", "apoa"),
      .optional("last_report", "lapor_terakhir"),
      .longitude, .latitude, .placeText, .wkt,
    ],
    holdsPlaces: true, unknownColumns: .ignored)

  private static let guestSchema = TableSchema(
    fields: [
      .required("accommodation", "accommodation_id", "id_penginapan"),
      .required("month", "bulan"), .required("guests", "jumlah_tamu", "count", "jumlah"),
    ],
    holdsPlaces: false, unknownColumns: .ignored)

  private static let tipSchema = TableSchema(
    fields: [
      .required("id"), .required("occurred_at", "waktu", "tanggal", "time", "datetime"),
      .required("category", "kategori"), .optional("channel", "kanal", "saluran"),
      .optional("origin", "asal"), .longitude, .latitude, .placeText,
      .optional("radius_m", "radius", "radius_meter"), .optional("level", "tingkat", "presisi"),
      .optional("status"), .optional("summary", "ringkasan", "uraian"), .wkt,
    ],
    holdsPlaces: false, unknownColumns: .refused)

  private static let servicePointSchema = TableSchema(
    fields: [
      .required("id"), .required("name", "nama"), .optional("kind", "jenis", "type", "tipe"),
      .longitude, .latitude, .placeText, .wkt,
    ],
    holdsPlaces: true, unknownColumns: .ignored)

  private static let programmeSchema = TableSchema(
    fields: [
      .required("code", "kode", "kode_desa", "KDEPUM"), .required("status"),
      .required("since", "sejak", "mulai", "tanggal_mulai"),
      .optional("until", "sampai", "selesai"),
      .optional("phase", "tahap", "fase"), .optional("decree", "sk", "nomor_sk"),
      .optional("office", "kantor", "office_id"), .optional("post", "pos", "formasi"),
    ],
    holdsPlaces: false, unknownColumns: .ignored)

  private static let activitySchema = TableSchema(
    fields: [
      .required("id"), .required("kind", "jenis"), .required("date", "tanggal"),
      .optional("code", "kode", "kode_desa", "KDEPUM"),
      .optional("participants", "peserta", "jumlah_peserta"), .longitude, .latitude, .wkt,
    ],
    holdsPlaces: false, unknownColumns: .ignored)

  private static let populationSchema = TableSchema(
    fields: [
      .required("code", "kode", "kode_desa", "KDEPUM", "kode_wilayah"),
      .required("residents", "penduduk", "jumlah_penduduk", "population"),
      .optional("as_of", "per_tanggal", "tanggal"),
    ],
    holdsPlaces: true, unknownColumns: .ignored)

  private static let lineageSchema = TableSchema(
    fields: [
      .required("old", "lama", "kode_lama"), .required("new", "baru", "kode_baru"),
      .required("kind", "jenis"), .optional("date", "tanggal"),
      .optional("area_share", "porsi_luas"), .optional("population_share", "porsi_penduduk"),
      .optional("basis", "dasar"),
    ],
    // `old_name` and `new_name` beside the codes are those of villages.
    holdsPlaces: true, unknownColumns: .ignored)

  private static let crosswalkSchema = TableSchema(
    fields: [
      .required("kemendagri", "kode_kemendagri", "KDEPUM", "code", "kode"),
      .required("bps", "kode_bps", "KDEBPS", "IDDESA", "id_desa"),
      .optional("basis", "dasar"), .optional("score", "skor"),
    ],
    holdsPlaces: false, unknownColumns: .ignored)

  private static let travelTimeSchema = TableSchema(
    fields: [
      .required("from", "dari", "asal"), .required("to", "ke", "tujuan", "kode", "kode_desa"),
      .required("minutes", "menit"),
    ],
    holdsPlaces: false, unknownColumns: .ignored)
}
