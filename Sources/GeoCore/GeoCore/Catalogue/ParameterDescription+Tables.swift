import Places

/// The parameters of tables, profiles and lists.
extension ParameterDescription {
  // MARK: Tables

  /// What a table has a line for.
  public static let tableLevel = ParameterDescription(
    "by", LocalizedText("Satu baris untuk setiap", "What there is a line for"),
    .choice(of: AdministrativeLevel.self), example: "district")

  /// What a table is written as.
  public static let tableFormat = ParameterDescription(
    "f", LocalizedText("Format", "Format"), .choice(of: TableText.Format.self),
    default: TableText.Format.json.rawValue, example: "csv")

  /// What a report is written as.
  public static let reportFormat = ParameterDescription(
    "f", LocalizedText("Format", "Format"), .choice(["json", "csv", "pdf"]), default: "json",
    example: "csv")

  static let smoothing = ParameterDescription(
    "smoothing",
    LocalizedText(
      "Ke rata-rata mana angka desa ditarik", "Towards which mean the rate of a village is drawn"),
    .choice(of: VillageTableOptions.Smoothing.self),
    default: VillageTableOptions.Smoothing.global.rawValue, example: "local")

  static let measure = ParameterDescription(
    "measure",
    LocalizedText("Urutan tabel; tanpa ini menurut kode", "Order of the table; by code if absent"),
    .choice(of: VillageTableOptions.Measure.self), example: "count")

  static let tolerance = ParameterDescription(
    "tolerance",
    LocalizedText(
      "Kemungkinan geser batas indikatif, dalam meter",
      "How far indicative borders may be off, in metres"),
    .number(VillageTableOptions.toleranceRange), default: "50", example: "100")

  static let comparedDay = ParameterDescription(
    "compare", LocalizedText("Dibandingkan dengan hari ini", "The earlier day to compare with"),
    .day, example: "2026-01-31")

  /// The area that is looked at.
  public static let within = ParameterDescription(
    "within", LocalizedText("Kode wilayah; tanpa ini semua", "Code of an area; all if absent"),
    .code, example: "99.01")

  static let farMinutes = ParameterDescription(
    "far_minutes",
    LocalizedText(
      "Mulai dari berapa menit desa dianggap jauh", "From how many minutes on a village is far"),
    .number(CoverageQuery.minutesRange), default: "120", example: "90")

  static let reportArea = ParameterDescription(
    "area", LocalizedText("Kode wilayah; ini atau office", "Code of the area; this or office"),
    .code, example: "99.01")

  static let reportOffice = ParameterDescription(
    "office", LocalizedText("Kantor imigrasi; ini atau area", "Office; this or area"), .text(),
    example: "KANIM-PERAGA")

  static let reportMonth = ParameterDescription(
    "month", LocalizedText("Bulan", "Month"), .month, example: "2026-05"
  ).required

  static let silentMonths = ParameterDescription(
    "silent_months",
    LocalizedText(
      "Laporan terakhir sekian bulan lalu atau lebih",
      "Last report so many months ago or more"),
    .wholeNumber(AccommodationSelection.silentMonthsRange), example: "3")

  // MARK: Statistics

  static let analysisLevel = ParameterDescription(
    "by", LocalizedText("Wilayah yang dibandingkan", "The areas that are compared"),
    .choice(of: AdministrativeLevel.self), example: "district")

  static let analysisMeasure = ParameterDescription(
    "measure", LocalizedText("Yang dibandingkan", "What is compared"),
    .choice(of: HotspotQuery.Measure.self), default: HotspotQuery.Measure.count.rawValue,
    example: "rate")

  /// Which areas count as near.
  public static let weights = ParameterDescription(
    "weights",
    LocalizedText(
      "Tetangga: queen, knn:8, atau distance:5000 (meter)",
      "Neighbours: queen, knn:8, or distance:5000 (metres)"),
    .text(pattern: "^(queen|knn:[0-9]{1,3}|distance:[0-9]{3,6}([.][0-9]+)?)$"), default: "queen",
    example: "knn:8")

  static let permutations = ParameterDescription(
    "permutations",
    LocalizedText("Jumlah pengacakan", "Permutations or simulations"),
    .wholeNumber(HotspotQuery.permutationRange), default: "999", example: "199")

  static let seed = ParameterDescription(
    "seed", LocalizedText("Benih pengacakan", "Seed of the permutations"),
    .wholeNumber(HotspotQuery.seedRange), default: "1", example: "7")

  static let alpha = ParameterDescription(
    "alpha",
    LocalizedText(
      "Tingkat penemuan palsu yang masih ditampilkan", "False discovery rate that is still shown"),
    .choice(of: HotspotParameters.Alpha.self), default: HotspotParameters.Alpha.tenth.rawValue,
    example: "0.05")

  static let clusterMethod = ParameterDescription(
    "method",
    LocalizedText(
      "Cara: letak laporan, atau pemindaian ruang-waktu atas wilayah",
      "By the places of reports, or by scanning areas in space and time"),
    .choice(of: ClusterParameters.Method.self), example: "scan")

  static let clusterRadius = ParameterDescription(
    "radius", LocalizedText("Jarak tetangga dalam meter", "How near neighbours are, in metres"),
    .number(ClusterQuery.radiusRange), default: "500", example: "300")

  static let clusterMinimum = ParameterDescription(
    "min_points",
    LocalizedText(
      "Jumlah laporan paling sedikit di sekitar inti",
      "How many reports have to be near one of the inside"),
    .wholeNumber(ClusterQuery.minimumRange), default: "5", example: "4")

  static let noticeState = ParameterDescription(
    "state",
    LocalizedText(
      "Yang berlaku atau yang sudah berakhir; tanpa ini semua",
      "Those that hold or those that have ended; all if absent"),
    .choice(of: NoticeSelection.State.self), example: "active")

  // MARK: Parts of lists

  /// How many entries of a list.
  public static func limit(_ range: ClosedRange<Int>, default: Int) -> ParameterDescription {
    ParameterDescription(
      "limit", LocalizedText("Jumlah paling banyak", "How many at most"), .wholeNumber(range),
      default: "\(`default`)", example: "\(min(10, range.upperBound))")
  }

  /// The greatest offset into a list.
  public static let offsetRange = 0...10_000_000

  /// How many entries of a list are passed over.
  public static let offset = ParameterDescription(
    "offset", LocalizedText("Jumlah yang dilewati", "How many to pass over"),
    .wholeNumber(offsetRange), default: "0", example: "100")

  // MARK: Villages

  /// Whose code a path has.
  public static let scheme = ParameterDescription(
    "scheme",
    LocalizedText(
      "Skema kode; tanpa ini Kemendagri, lalu BPS",
      "Scheme of the code; Kemendagri, then BPS, if absent"),
    .choice(of: CodeScheme.self), example: "kemendagri")

  /// The day that an answer is for.
  public static let day = ParameterDescription(
    "asof", LocalizedText("Untuk hari ini; tanpa ini hari ini", "For this day; today if absent"),
    .day, example: "2026-06-30")

  /// The place around which villages are looked for.
  public static let near = ParameterDescription(
    "near", LocalizedText("Bujur,lintang dalam derajat", "Longitude,latitude in degrees"),
    .numbers(count: 2...2), example: "104.25,-9.3")
}
