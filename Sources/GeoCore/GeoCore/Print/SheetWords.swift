import GeoPrimitives
import GeoStore
import MapRendering
import Places

/// The words of printed maps.
struct SheetWords {
  let language: DisplayLanguage

  func choose(_ indonesian: String, _ english: String) -> String {
    language == .indonesian ? indonesian : english
  }

  func count(_ number: Int) -> String { language.number(Double(number), decimals: 0) }

  var overline: String {
    choose("DESA BINAAN IMIGRASI", "IMMIGRATION-ASSISTED VILLAGES")
  }

  /// What a map is called, from what its legend is called.
  func title(_ legend: Legend) -> String {
    guard language == .indonesian, !legend.title.hasPrefix("Peta") else { return legend.title }
    return "Peta " + legend.title
  }

  /// What a border is called, by its class in drawings.
  func border(_ className: String) -> String? {
    switch className {
    case "border-province": choose("Batas provinsi", "Province")
    case "border-regency": choose("Batas kabupaten/kota", "Regency or city")
    case "border-district": choose("Batas kecamatan", "District")
    case "border-village": choose("Batas desa/kelurahan", "Village")
    case "border-province-dashed":
      choose("Batas provinsi, indikatif atau sengketa", "Province, indicative or disputed")
    case "border-regency-dashed":
      choose("Batas kabupaten/kota, indikatif atau sengketa", "Regency, indicative or disputed")
    case "border-district-dashed":
      choose("Batas kecamatan, indikatif atau sengketa", "District, indicative or disputed")
    case "border-village-dashed":
      choose("Batas desa, indikatif atau sengketa", "Village, indicative or disputed")
    case "border-outer": choose("Garis pantai atau tepi data", "Coast, or the end of the data")
    default: nil
    }
  }

  var outside: String { choose("Laut atau di luar data", "Sea, or outside the data") }

  func reference(_ fit: SheetFit, step: GraticuleStep) -> SheetNote {
    let latitude = GraticuleStep.latitude(
      seconds: Int((fit.center.latitude * 60).rounded()) * 60, language)
    return SheetNote(
      choose("PROYEKSI DAN DATUM", "PROJECTION AND DATUM"),
      [
        .init(
          choose(
            "Proyeksi Mercator, skala benar di \(latitude)",
            "Mercator projection, scale true at \(latitude)")),
        .init(
          choose(
            "Koordinat geografis, selang \(step.label)",
            "Geographic coordinates every \(step.label)")),
        .init(
          choose(
            "Datum WGS 84 (setara SRGI2013 pada skala ini)",
            "Datum WGS 84 (the same as SRGI2013 at this scale)")),
      ])
  }
}
