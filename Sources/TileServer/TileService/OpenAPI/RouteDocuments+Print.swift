import GeoCore

/// The routes of printed maps and sheets.
extension RouteDocuments {
  static let printed: [String: RouteDocument] = [
    "GET /maps/{document}": perLayer(
      "Peta cetak", "Printed map", answers: SheetFormat.allCases.map(\.mediaType)
    ) {
      .init(
        path: "/maps/\($0.layer.rawValue).{format}",
        parts: [RouteDocument.part("format", oneOf: SheetFormat.allCases.map(\.rawValue))],
        parameters: MapSheetRequest.parameters(of: $0))
    },
    "GET /villages/{code}/sheet.pdf": RouteDocument(
      "Lembar desa", "Sheet of a village", tag: "Desa", "/villages/{code}/sheet.pdf",
      MapSheetRoutes.villageParameters, answers: [SheetFormat.pdf.mediaType], statuses: [404]),
    "GET /areas/{code}/sheet.pdf": RouteDocument(
      summary: LocalizedText("Lembar wilayah", "Sheet of a regency or another area"), tag: "Desa",
      addresses: [
        .init(
          path: "/areas/{code}/sheet.pdf",
          parts: [
            (
              "code", ["type": "string", "pattern": .text(ParameterSchema.codePattern)], "99.01"
            )
          ])
      ], parameters: [.language],
      answers: [(SheetFormat.pdf.mediaType, RouteDocument.schema(of: SheetFormat.pdf.mediaType))],
      statuses: [404]),
  ]
}
