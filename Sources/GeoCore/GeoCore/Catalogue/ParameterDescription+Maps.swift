import DensityEstimation
import DisclosureControl
import GeoStore
import MapRendering
import Places

/// The parameters of maps.
extension ParameterDescription {
  // MARK: Areas

  static let level = ParameterDescription(
    "level",
    LocalizedText(
      "Tingkat wilayah; tanpa ini yang sesuai dengan zum",
      "Level of the areas; the one that fits the zoom if absent"),
    .choice(of: AdministrativeLevel.self), example: "village")

  static let savedPlan = ParameterDescription(
    "plan", LocalizedText("Rencana tersimpan", "A plan that was kept"),
    .text(pattern: "^[A-Za-z0-9._-]{1,64}$"), example: "rapat-2026")

  static let coverageMeasure = ParameterDescription(
    "by", LocalizedText("Apa yang ditampilkan", "What is shown"),
    .choice(of: CoverageMeasure.self), default: CoverageMeasure.status.rawValue,
    example: "distance")

  static let coverageDay = ParameterDescription(
    "asof",
    LocalizedText("Keadaan pada hari ini; tanpa ini hari ini", "As of this day; today if absent"),
    .day, example: "2026-06-30")

  // MARK: Density

  static let source = ParameterDescription(
    "source", LocalizedText("Apa yang dihitung", "What is counted"), .choice(of: HeatSource.self),
    default: HeatSource.tips.rawValue, example: "accommodations")

  static let bandwidth = ParameterDescription(
    "bandwidth",
    LocalizedText(
      "Lebar pita kernel dalam meter, atau cara mencarinya; mitra mulai dari 2000",
      "Bandwidth of the kernel in metres, or how it is found; partners begin at 2000"),
    .number(50...100_000, orOneOf: HeatParameters.bandwidthRules.keys.sorted()), default: "1000",
    example: "2000")

  static let kernel = ParameterDescription(
    "kernel", LocalizedText("Bentuk kernel", "Shape of the kernel"),
    .choice(of: DensityKernel.self), default: DensityKernel.quartic.rawValue, example: "quartic")

  static let isAdaptive = ParameterDescription(
    "adaptive",
    LocalizedText(
      "Lebar pita menyempit di tempat yang padat", "Bandwidth narrows where points are dense"),
    .flag, default: "false", example: "true")

  static let edge = ParameterDescription(
    "edge", LocalizedText("Koreksi di tepi daratan", "Correction at coasts"),
    .choice(of: EdgeMode.self), default: EdgeMode.none.rawValue, example: "land")

  static let isExact = ParameterDescription(
    "exact",
    LocalizedText("Setiap titik dihitung sendiri", "Every point is visited on its own"), .flag,
    default: "false", example: "true")

  static let ramp = ParameterDescription(
    "ramp", LocalizedText("Skala warna", "Colour ramp"), .choice(of: ColorRamp.self),
    default: ColorRamp.viridis.rawValue, example: "magma")

  static let breaks = ParameterDescription(
    "breaks",
    LocalizedText(
      "Batas kelas per km², menaik; tanpa ini menurut desa",
      "Class limits per km², ascending; found from the villages if absent"),
    .numbers(count: 1...ClassBreaks.maximumCount), example: "1,2,5")

  // MARK: Which tips

  /// The span of time.
  public static let datetime = ParameterDescription(
    "datetime",
    LocalizedText(
      "Rentang waktu setengah terbuka; tanggal dibaca di zona waktu data",
      "Half-open span of time; bare dates are read in the time zone of the data"),
    .interval, default: "../..", example: "2026-01-01/2026-04-01")

  /// The categories of reports.
  public static let category = ParameterDescription(
    "category", LocalizedText("Kategori laporan; tanpa ini semua", "Categories; all if absent"),
    .choices(of: TipCategory.self), example: "tppo,pmi")

  static let channel = ParameterDescription(
    "channel", LocalizedText("Saluran laporan; tanpa ini semua", "Channels; all if absent"),
    .text(pattern: "^[^,]+(,[^,]+)*$"), example: "hotline,web")

  static let origin = ParameterDescription(
    "origin", LocalizedText("Asal laporan", "How reports came about"),
    .choices(of: TipOrigin.self), default: TipOrigin.publicReport.rawValue,
    example: "public_report,patrol")

  static let minimumPrecision = ParameterDescription(
    "min_precision",
    LocalizedText(
      "Ketelitian lokasi terendah; tanpa ini desa",
      "Coarsest precision of places that takes part; village if absent"),
    .choice(of: PrecisionLevel.self), example: "dusun")

  // MARK: Which points

  static let reporting = ParameterDescription(
    "reporting",
    LocalizedText("Status pelaporan; tanpa ini semua", "Whether they report; any if absent"),
    .choices(of: ReportingState.self), example: "no,unknown")

  static let accommodationKind = ParameterDescription(
    "kind", LocalizedText("Jenis akomodasi; tanpa ini semua", "Kinds of house; all if absent"),
    .choices(of: AccommodationKind.self), example: "hotel,villa")

  static let serviceKind = ParameterDescription(
    "kind",
    LocalizedText("Jenis titik layanan; tanpa ini semua", "Kinds of service point; all if absent"),
    .choices(of: ServicePointKind.self), example: "tpi")

  static let activityKind = ParameterDescription(
    "kind", LocalizedText("Jenis kegiatan; tanpa ini semua", "Kinds of session; all if absent"),
    .choices(of: ActivityKind.self), example: "edukasi")

  // MARK: Legends

  /// The language of legends.
  public static let language = ParameterDescription(
    "lang", LocalizedText("Bahasa", "Language"), .choice(of: DisplayLanguage.self),
    default: DisplayLanguage.indonesian.rawValue, example: "en")
}
