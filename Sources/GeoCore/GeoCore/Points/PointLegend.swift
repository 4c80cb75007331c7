public import DisclosureControl
import GeoPrimitives
import GeoStore
public import MapRendering
import SpatialIndexing

extension DatasetSnapshot {
  /// The legend of tiles of points with the same parameters.
  /// - Throws: `DisclosureRefusal` when the role sees nothing of them, or a purpose is missing.
  public func pointLegend(
    of query: PointQuery, language: DisplayLanguage, for disclosure: Disclosure
  ) throws -> Legend {
    let points = try admitted(query, for: disclosure)
    let words = PointWords(language: language)
    var legend = Legend(
      language: language, title: words.title(of: query.layer),
      classes: words.classes(of: query.layer, for: points.audience).reversed())
    legend.group = Legend.Group(
      symbol: Self.exampleGroup(of: query.layer, for: points.audience),
      label: words.group(of: query.layer, for: points.audience))
    legend.note = words.note(on: query.layer)
    legend.zone = zone
    legend.count = try pointSet(of: points).grouping.count
    switch query {
    case .tips(let filter): legend.period = filter.interval
    case .activities(let filter): legend.period = filter.interval
    case .accommodations, .servicePoints, .offices: break
    }
    return legend
  }

  private static func exampleGroup(
    of layer: PointLayer, for audience: PointAudience
  ) -> GroupSymbol {
    let parts: [GroupSymbol.Part] =
      switch layer {
      case .accommodations where audience.told == .nowhere:
        [GroupSymbol.Part(color: AccommodationPoints.untoldSymbol.color, count: 12)]
      case .accommodations:
        [(ReportingState.no, 3), (.unknown, 2), (.yes, 7)].map {
          GroupSymbol.Part(color: $0.symbol.color, count: $1)
        }
      case .servicePoints: [GroupSymbol.Part(color: ServicePointKind.color, count: 12)]
      case .offices: [GroupSymbol.Part(color: OfficePoints.symbol.color, count: 12)]
      case .activities: [GroupSymbol.Part(color: ActivityPoints.color, count: 12)]
      case .tips: [GroupSymbol.Part(color: TipPoints.color, count: 12)]
      }
    return GroupSymbol(count: 12, greatest: 24, parts: parts)
  }
}

/// The words of legends of points, in one language.
struct PointWords {
  let language: DisplayLanguage

  private func choose(_ indonesian: String, _ english: String) -> String {
    language == .indonesian ? indonesian : english
  }

  func title(of layer: PointLayer) -> String {
    switch layer {
    case .accommodations: choose("Akomodasi", "Accommodations")
    case .servicePoints: choose("Titik Layanan", "Service points")
    case .offices: choose("Kantor Imigrasi", "Immigration offices")
    case .activities: choose("Kegiatan", "Activities")
    case .tips: choose("Laporan", "Reports")
    }
  }

  /// The looks of single points, as they stand in the legend from the top.
  func classes(of layer: PointLayer, for audience: PointAudience) -> [Legend.Class] {
    switch layer {
    case .accommodations: accommodations(audience)
    case .servicePoints: ServicePointKind.allCases.map { entry($0.symbol, name(of: $0)) }
    case .offices:
      [entry(OfficePoints.symbol, choose("Kantor imigrasi", "Immigration office"))]
    case .activities:
      ActivityKind.allCases.map { entry($0.symbol, name(of: $0)) } + [
        entry(
          PointSymbol(.circle, ActivityPoints.color, isHollow: true),
          choose("Hanya desanya yang diketahui", "Only the village is known"))
      ]
    case .tips:
      [
        entry(
          PointSymbol(.circle, TipPoints.color),
          choose("Diketahui sampai RT, jalan atau titik", "Known to the RT, street or point")),
        entry(
          PointSymbol(.circle, TipPoints.color, isHollow: true),
          choose("Diketahui sampai dusun atau desa", "Known to the hamlet or village")),
      ]
    }
  }

  /// The states where they are told, and the look of accommodations whose state is not.
  private func accommodations(_ audience: PointAudience) -> [Legend.Class] {
    let states = ReportingState.allCases.map { entry($0.symbol, name(of: $0)) }
    let label =
      audience.told == .nowhere
      ? choose("Akomodasi", "Accommodation")
      : choose("Di luar wilayah: status tidak ditampilkan", "Outside the area: state not shown")
    let untold = entry(AccommodationPoints.untoldSymbol, label)
    switch audience.told {
    case .everywhere: return states
    case .nowhere: return [untold]
    default: return states + [untold]
    }
  }

  private func entry(_ symbol: PointSymbol, _ label: String) -> Legend.Class {
    Legend.Class(symbol: symbol, label: label)
  }

  func group(of layer: PointLayer, for audience: PointAudience) -> String {
    guard layer == .accommodations, audience.told != .nowhere else {
      return choose("Kelompok; luas menurut jumlah", "Group; area by number")
    }
    return choose("Kelompok; cincin: bagian tiap status", "Group; ring: share of each state")
  }

  func note(on layer: PointLayer) -> String? {
    guard layer == .tips else { return nil }
    return choose(
      "Laporan yang hanya diketahui kecamatan atau kabupatennya tidak digambar.",
      "Reports known to the district or regency only are not drawn.")
  }

  private func name(of state: ReportingState) -> String {
    switch state {
    case .yes: choose("Melapor", "Reports")
    case .no: choose("Tidak melapor", "Does not report")
    case .unknown: choose("Belum diketahui", "Not known")
    }
  }

  func name(of kind: ServicePointKind) -> String {
    switch kind {
    case .immigrationOffice: choose("Kantor imigrasi", "Immigration office")
    case .checkpoint: choose("Tempat pemeriksaan imigrasi (TPI)", "Immigration checkpoint (TPI)")
    case .lentera: "Lentera"
    case .serviceUnit: choose("Unit layanan", "Service unit")
    case .mobileStop: choose("Layanan keliling", "Mobile service")
    }
  }

  func name(of kind: ActivityKind) -> String {
    switch kind {
    case .edukasi: choose("Edukasi", "Education")
    case .layanan: choose("Layanan", "Service")
    case .rapat: choose("Rapat", "Meeting")
    case .kunjungan: choose("Kunjungan", "Visit")
    }
  }
}
