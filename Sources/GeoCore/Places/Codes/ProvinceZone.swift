public import GeoPrimitives

/// The time zone in which a place of Indonesia keeps its clocks (Keppres 41/1987, amended).
public enum ProvinceZone {
  /// The zone of the province that a Kemendagri or BPS code begins with.
  ///
  /// WITA: Bali, Nusa Tenggara, Kalimantan Selatan, Timur and Utara, Sulawesi. WIT: Maluku and
  /// Papua. WIB: the rest.
  public static func offset(ofCode code: String) -> TimeZoneOffset {
    switch code.prefix(2) {
    case "51", "52", "53", "63", "64", "65", "71", "72", "73", "74", "75", "76": .wita
    case "81", "82", "91", "92", "93", "94", "95", "96", "97": .wit
    default: .wib
    }
  }

  /// The likely zone of a place whose province is unknown, by its longitude alone.
  public static func offset(ofLongitude longitude: Double) -> TimeZoneOffset {
    if longitude < 114.5 { return .wib }
    return longitude < 125.5 ? .wita : .wit
  }
}
