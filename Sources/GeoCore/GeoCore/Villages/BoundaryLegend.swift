public import MapRendering

extension Legend {
  /// The legend of boundary tiles: what the lines mean.
  public static func boundaries(language: DisplayLanguage) -> Legend {
    let isIndonesian = language == .indonesian
    return Legend(
      language: language, title: isIndonesian ? "Batas Wilayah" : "Boundaries",
      classes: [
        Class(
          lower: nil, upper: nil, color: RGBA(0x4A5160),
          label: isIndonesian
            ? "Provinsi, kabupaten/kota, kecamatan" : "Province, regency, district"),
        Class(
          lower: nil, upper: nil, color: RGBA(0x9AA0AB),
          label: isIndonesian
            ? "Desa/kelurahan (putus-putus: indikatif atau sengketa)"
            : "Village (dashed: indicative or disputed)"),
      ])
  }
}
