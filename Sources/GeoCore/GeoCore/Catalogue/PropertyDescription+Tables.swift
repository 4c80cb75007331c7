import GeoStore
import Places

/// The attributes of areas.
extension PropertyDescription {
  static let code = PropertyDescription(
    "code", LocalizedText("Kode wilayah", "Code of the area"), .text)
  static let name = PropertyDescription("name", LocalizedText("Nama", "Name"), .text)
  static let status = choice(
    "status", LocalizedText("Status dalam program", "Status in the programme"),
    of: ProgrammeStatus.self)
  static let boundaryStatus = choice(
    "boundary_status", LocalizedText("Status batas", "How settled the border is"),
    of: BoundaryStatus.self)
  static let level = choice(
    "level", LocalizedText("Tingkat wilayah", "Level of the area"), of: AdministrativeLevel.self)

  /// What tiles of boundaries tell of an area.
  static let ofAreas = [boundaryStatus, code, name, status]

  /// What is told of a district, regency or province.
  static let ofUpperAreas: [PropertyDescription] = [
    code, name,
    .init("area_km2", LocalizedText("Luas dalam km²", "Size in km²"), .number),
  ]

  /// What is told of a village.
  static let ofVillages: [PropertyDescription] =
    ofUpperAreas + [
      .init("district", LocalizedText("Kecamatan", "Name of the district"), .text),
      .init("regency", LocalizedText("Kabupaten atau kota", "Name of the regency"), .text),
      .init("province", LocalizedText("Provinsi", "Name of the province"), .text),
      boundaryStatus, status,
      .init("phase", LocalizedText("Fase program", "Phase of the programme"), .text),
      .init("since", LocalizedText("Status sejak", "First day of the status"), .day),
      .init("residents", LocalizedText("Penduduk", "Residents"), .wholeNumber),
    ]

  /// What tiles of coverage tell of an area.
  static let ofCoverage: [PropertyDescription] = [
    .init("active", LocalizedText("Desa aktif", "Villages that are active"), .wholeNumber),
    boundaryStatus, .init("class", LocalizedText("Kelas", "Class"), .text), code,
    .init("days", LocalizedText("Hari sejak kegiatan", "Days since the last session"), .number),
    .init("distance_km", LocalizedText("Jarak layanan", "Distance to service"), .number),
    .init("last_activity", LocalizedText("Kegiatan terakhir", "Last session"), .day), level,
    .init("minutes", LocalizedText("Waktu tempuh", "Minutes to service"), .number), name,
    .init("phase", LocalizedText("Fase", "Phase"), .text),
    .init("since", LocalizedText("Sejak", "Since"), .day), status,
    .init("villages", LocalizedText("Desa", "Villages"), .wholeNumber),
  ]

  /// What tiles of hotspots tell of an area.
  static let ofHotspots: [PropertyDescription] = [
    boundaryStatus, .init("class", LocalizedText("Kelas", "Class"), .text), code, name,
    .init("p", LocalizedText("Peluang kebetulan", "Probability by chance"), .number),
    .init("q", LocalizedText("Tingkat penemuan palsu", "False discovery rate"), .number), status,
    .init("value", LocalizedText("Nilai", "Value"), .number),
    .init("z", LocalizedText("Simpangan baku", "Standard deviations"), .number),
  ]

  /// What tiles tell of a cluster.
  static let ofClusters: [PropertyDescription] = [
    boundaryStatus,
    .init("cases", LocalizedText("Laporan dalam gugus", "Reports in the cluster"), .wholeNumber),
    .init("class", LocalizedText("Kelas", "Class"), .text), code,
    .init("count", LocalizedText("Laporan", "Reports"), .wholeNumber),
    .init("expected", LocalizedText("Yang diharapkan", "Reports expected"), .number),
    .init("from", LocalizedText("Dari", "From"), .text), name,
    .init("p", LocalizedText("Peluang kebetulan", "Probability by chance"), .number),
    .init("rank", LocalizedText("Urutan", "Rank"), .wholeNumber),
    .init("ratio", LocalizedText("Kelipatan", "Times as many"), .number), status,
    .init("to", LocalizedText("Sampai", "To"), .text),
  ]

  /// What tiles tell of the area around a cluster.
  static let ofHulls: [PropertyDescription] = [
    .init("count", LocalizedText("Laporan", "Reports"), .wholeNumber),
    .init("from", LocalizedText("Dari", "From"), .text),
    .init("rank", LocalizedText("Urutan", "Rank"), .wholeNumber),
    .init("to", LocalizedText("Sampai", "To"), .text),
  ]

  /// What tiles of priorities tell of an area.
  static let ofPriority: [PropertyDescription] = [
    boundaryStatus, .init("chosen", LocalizedText("Dipilih", "Whether it is chosen"), .flag),
    .init(
      "chosen_share", LocalizedText("Bagian pengulangan", "Share of the draws"), .number),
    .init(
      "chosen_villages", LocalizedText("Desa dipilih", "Villages that are chosen"), .wholeNumber),
    .init("class", LocalizedText("Kelas", "Class"), .text), code, level, name,
    .init("rank", LocalizedText("Peringkat", "Rank"), .wholeNumber),
    .init("rank_high", LocalizedText("Peringkat sampai", "Rank up to"), .wholeNumber),
    .init("rank_low", LocalizedText("Peringkat dari", "Rank from"), .wholeNumber),
    .init("score", LocalizedText("Skor", "Score"), .number),
    .init("villages", LocalizedText("Desa", "Villages"), .wholeNumber),
  ]

  /// What tiles tell of a border.
  static let ofBorders = [
    boundaryStatus, level,
    .init("outer", LocalizedText("Tepi luar", "Whether nothing lies beyond"), .flag),
  ]

  /// What tiles tell of a band of density.
  static let ofBands: [PropertyDescription] = [
    .init("band", LocalizedText("Kelas", "Class"), .wholeNumber),
    .init("lower", LocalizedText("Batas bawah per km²", "Lower limit per km²"), .number),
    .init("upper", LocalizedText("Batas atas per km²", "Upper limit per km²"), .number),
  ]
}

/// The attributes of points.
extension PropertyDescription {
  private static let id = PropertyDescription("id", LocalizedText("Pengenal", "Identifier"), .text)

  static let ofAccommodations = [
    id, name,
    choice("kind", LocalizedText("Jenis", "Kind"), of: AccommodationKind.self),
    choice("reporting", LocalizedText("Melapor", "Whether it reports"), of: ReportingState.self),
    .init("last_report", LocalizedText("Laporan terakhir", "Last report"), .day),
    .init("rooms", LocalizedText("Kamar", "Rooms"), .wholeNumber),
  ]

  /// The kind is text: another program may have written one that imports do not know.
  static let ofServicePoints = [id, name, .init("kind", LocalizedText("Jenis", "Kind"), .text)]

  static let ofOffices = [
    id, name, .init("area", LocalizedText("Wilayah kerja", "Area of responsibility"), .text),
  ]

  static let ofActivities = [
    id, choice("kind", LocalizedText("Jenis", "Kind"), of: ActivityKind.self),
    .init("date", LocalizedText("Tanggal", "Day"), .day), precision, code,
    .init("participants", LocalizedText("Peserta", "Participants"), .wholeNumber),
  ]

  static let ofTips = [
    choice("category", LocalizedText("Kategori", "Category"), of: TipCategory.self),
    .init("occurred_at", LocalizedText("Waktu kejadian", "When it occurred"), .moment),
    choice("origin", LocalizedText("Asal", "How it came about"), of: TipOrigin.self),
    choice("status", LocalizedText("Status", "Where it stands in triage"), of: TipStatus.self),
    precision,
    .init("radius_m", LocalizedText("Radius dalam meter", "Radius in metres"), .number),
  ]

  private static let precision = choice(
    "level", LocalizedText("Ketelitian lokasi", "How precisely the place is known"),
    of: PrecisionLevel.self)

  /// What tiles tell of a group of points.
  static let ofGroups: [PropertyDescription] = [
    .init("count", LocalizedText("Jumlah", "How many"), .wholeNumber),
    .init(
      "expansion_zoom", LocalizedText("Zum tempat terpisah", "Zoom at which it comes apart"),
      .wholeNumber),
  ]
}
