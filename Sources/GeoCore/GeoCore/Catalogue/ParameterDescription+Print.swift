import MapRendering

/// The parameters of printed maps.
extension ParameterDescription {
  static let mapBox = ParameterDescription(
    "bbox",
    LocalizedText(
      "Kotak barat,selatan,timur,utara dalam derajat; ini atau code, tanpa keduanya seluruh data",
      "Box west,south,east,north in degrees; this or code, all data without either"),
    .numbers(count: 4...4), example: "104,-9.6,104.6,-9.1")

  static let mapArea = ParameterDescription(
    "code",
    LocalizedText("Kode wilayah yang dipetakan", "Code of the area that is mapped"), .code,
    example: "99.01")

  static let paperSize = ParameterDescription(
    "size", LocalizedText("Ukuran kertas", "Paper size"), .choice(of: PaperSize.self),
    default: PaperSize.a4.rawValue, example: "A3")

  static let paperOrientation = ParameterDescription(
    "orientation",
    LocalizedText(
      "Arah kertas; tanpa ini yang menampilkan wilayah lebih besar",
      "How the paper is held; the way that shows the ground larger if absent"),
    .choice(of: PaperOrientation.self), example: "landscape")

  static let sheetTitle = ParameterDescription(
    "title", LocalizedText("Judul peta", "Title of the map"), .text(), example: "Peta Rapat")

  static let resolution = ParameterDescription(
    "dpi",
    LocalizedText(
      "Titik per inci untuk PNG; A1 sampai 152, A3 sampai 305",
      "Dots an inch of a PNG; at most 152 for A1, 305 for A3"),
    .wholeNumber(Paper.resolutions), default: "\(Paper.usualResolution)", example: "100")
}
