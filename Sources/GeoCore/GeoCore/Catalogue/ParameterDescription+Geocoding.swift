/// The parameters of the geocoder.
extension ParameterDescription {
  static let placeText = ParameterDescription(
    "q", LocalizedText("Alamat atau nama tempat", "An address or the name of a place"),
    .text(), example: "Kel. Kebon Kosong, Kemayoran"
  ).required

  static let longitude = ParameterDescription(
    "lon", LocalizedText("Bujur dalam derajat", "Longitude in degrees"), .number(-180...180),
    example: "104.25"
  ).required

  static let latitude = ParameterDescription(
    "lat", LocalizedText("Lintang dalam derajat", "Latitude in degrees"), .number(-90...90),
    example: "-9.3"
  ).required
}
