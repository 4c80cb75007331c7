import GeoCore

/// The table of routes as they are described: one entry for each route of the service, by method and path.
enum RouteDocuments {
  /// All entries. Tests hold them against the routes that there are.
  static let all: [String: RouteDocument] = pages.merging(maps) { first, _ in first }
    .merging(tables) { first, _ in first }.merging(standards) { first, _ in first }
    .merging(webMaps) { first, _ in first }.merging(planning) { first, _ in first }
    .merging(review) { first, _ in first }.merging(printed) { first, _ in first }
    .merging(officeWork) { first, _ in first }

  private static let html = "text/html; charset=utf-8"

  // MARK: Pages, sessions and health

  private static let pages: [String: RouteDocument] = [
    "GET /": RouteDocument(
      "Peta, atau halaman awal antarmuka", "Viewer, or the interface's landing page",
      tag: "Halaman", "/", [.format(["html", "json"])], answers: [html, MediaType.json],
      statuses: [406]),
    "GET /signin": RouteDocument(
      "Halaman masuk", "Page for signing in", tag: "Halaman", "/signin", answers: [html]),
    "GET /viewer/{file}": RouteDocument(
      "Berkas peta", "Files of the viewer", tag: "Halaman", "/viewer/{file}",
      answers: [
        "text/javascript; charset=utf-8", "text/css; charset=utf-8", "image/svg+xml", html,
        MediaType.json, "application/octet-stream",
      ], statuses: [404]),
    "GET /vendor/{file}": RouteDocument(
      "Pustaka peta", "Library of the viewer", tag: "Halaman", "/vendor/{file}",
      answers: ["text/javascript; charset=utf-8", "text/css; charset=utf-8"], statuses: [404]),
    "GET /session": RouteDocument(
      "Siapa yang masuk", "Who is signed in", tag: "Akun", "/session"),
    "POST /session": taking(
      RouteDocument(
        "Masuk dengan kode atau token", "Signs in by a code or a token", tag: "Akun", "/session",
        statuses: [413, 415]),
      ["type": "object", "properties": ["code": text, "token": text]], success: 201),
    "DELETE /session": without(
      RouteDocument("Keluar", "Signs out", tag: "Akun", "/session", answers: []), success: 204),
    "PUT /session/purpose": taking(
      RouteDocument(
        "Menyatakan tujuan", "States the purpose", tag: "Akun", "/session/purpose",
        statuses: [409, 413, 415]),
      object(["purpose": ["type": "string", "minLength": 3, "maxLength": 200]])),
    "GET /signout": without(
      RouteDocument(
        "Keluar lewat tautan", "Signs out by a link", tag: "Akun", "/signout", answers: []),
      success: 303),
    "GET /health/live": RouteDocument(
      "Apakah layanan hidup", "Whether the service lives", tag: "Operasi", "/health/live"),
    "GET /health/ready": RouteDocument(
      "Apakah data sudah siap", "Whether the data are there", tag: "Operasi", "/health/ready"),
    "GET /audit": RouteDocument(
      "Catatan audit", "The audit log", tag: "Operasi", "/audit", AuditRoutes.parameters),
    "GET /metrics": RouteDocument(
      "Angka layanan untuk Prometheus", "Figures of the service for Prometheus", tag: "Operasi",
      "/metrics", answers: [MetricsText.mediaType]),
    "GET /cache": RouteDocument("Ubin tersimpan", "Tiles that are kept", tag: "Operasi", "/cache"),
    "POST /cache/clear": taking(
      RouteDocument(
        "Menghapus ubin tersimpan", "Drops tiles that are kept", tag: "Operasi", "/cache/clear",
        statuses: [413, 415]),
      ["type": "object", "properties": ["layer": oneOf(TileLayer.self)]]),
    "POST /cache/seed": taking(
      RouteDocument(
        "Menyiapkan ubin", "Draws tiles ahead", tag: "Operasi", "/cache/seed",
        statuses: [404, 409, 413, 415]), seeding, success: 202),
    "DELETE /cache/seed": RouteDocument(
      "Menghentikan penyiapan ubin", "Stops drawing ahead", tag: "Operasi", "/cache/seed"),
  ]

  // MARK: Maps

  private static let maps: [String: RouteDocument] = [
    "GET /tiles/{layer}/{z}/{x}/{rest}": perLayer("Ubin", "Tile") { entry in
      let path = "/tiles/\(entry.layer.rawValue)/{z}/{x}/{y}.{format}"
      return .init(
        path: path,
        parts: RouteDocument.parts(of: path)
          + [RouteDocument.part("format", oneOf: entry.formats.map(\.rawValue))],
        parameters: entry.parameters)
    },
    "GET /tiles/{layer}": perLayer("TileJSON", "TileJSON", answers: [MediaType.json]) {
      .init(path: "/tiles/\($0.layer.rawValue).json", parameters: $0.parameters)
    },
    "GET /legends/{document}": perLayer(
      "Legenda", "Legend", answers: ["image/svg+xml", "image/png", MediaType.json]
    ) {
      .init(
        path: "/legends/\($0.layer.rawValue).{format}",
        parts: [RouteDocument.part("format", oneOf: ["svg", "png", "json"])],
        parameters: $0.parameters + [.language])
    },
    "GET /styles/{document}": RouteDocument(
      "Gaya MapLibre", "MapLibre style", tag: "Peta", "/styles/petabinaan.json"),
    "GET /villages/{code}/{picture}": RouteDocument(
      summary: LocalizedText("Peta kepadatan desa", "A village's own heatmap"), tag: "Peta",
      addresses: [
        .init(
          path: "/villages/{code}/heat.{format}",
          parts: RouteDocument.parts(of: "/villages/{code}/")
            + [RouteDocument.part("format", oneOf: ["png", "svg"])])
      ], parameters: VillageRoutes.pictureParameters,
      answers: ["image/png", "image/svg+xml"].map { ($0, RouteDocument.schema(of: $0)) },
      statuses: [404]),
  ]

  // MARK: Tables and changes

  private static let tables: [String: RouteDocument] = [
    "GET /villages/{code}": RouteDocument(
      "Profil desa", "Profile of a village", tag: "Desa", "/villages/{code}",
      VillageRoutes.profileParameters, statuses: [404]),
    "GET /villages/{code}/lineage": RouteDocument(
      "Riwayat kode desa", "What the code of a village was and became", tag: "Desa",
      "/villages/{code}/lineage", VillageRoutes.lineageParameters, statuses: [404]),
    "GET /villages": RouteDocument(
      "Desa di sekitar tempat", "Villages around a place", tag: "Desa", "/villages",
      VillageRoutes.listParameters),
    "GET /geocode": RouteDocument(
      "Mencari tempat dari alamat", "Finds places from an address", tag: "Desa", "/geocode",
      PlaceRequest.described),
    "GET /reverse": RouteDocument(
      "Desa di suatu titik", "The village around a place", tag: "Desa", "/reverse",
      ReverseRequest.described),
    "GET /analysis/density": table(
      "Tabel kepadatan", "Table of a density", "/analysis/density",
      AnalysisRoutes.densityParameters),
    "GET /analysis/coverage": table(
      "Tabel cakupan", "Table of coverage", "/analysis/coverage",
      AnalysisRoutes.coverageParameters),
    "GET /analysis/hotspots": table(
      "Hotspot Gi*", "Hotspots (Gi*)", "/analysis/hotspots", StatisticsRoutes.hotspotParameters,
      statuses: [422]),
    "GET /analysis/clusters": table(
      "Gugus laporan yang berdekatan", "Clusters of reports that lie close together",
      "/analysis/clusters", StatisticsRoutes.clusterParameters),
    "GET /analysis/scan": table(
      "Gugus dalam ruang dan waktu", "Clusters in space and time", "/analysis/scan",
      StatisticsRoutes.scanParameters, statuses: [422]),
    "GET /analysis/trends": table(
      "Kecenderungan bulanan", "Trends by month", "/analysis/trends",
      StatisticsRoutes.trendParameters, statuses: [422]),
    "GET /feeds/alerts.geojson": feed(.geojson, "GeoJSON"),
    "GET /feeds/alerts.atom": feed(.atom, "Atom"),
    "GET /feeds/alerts.cap": feed(.cap, "CAP 1.2"),
    "GET /feeds/alerts/{notice}": RouteDocument(
      "Satu pemberitahuan (CAP 1.2)", "One notice (CAP 1.2)", tag: "Tabel",
      "/feeds/alerts/{notice}", answers: [FeedRoutes.Format.cap.mediaType], statuses: [404]),
    "GET /reports/monthly": RouteDocument(
      "Laporan bulanan", "Monthly report", tag: "Tabel", "/reports/monthly",
      ReportRoutes.parameters,
      answers: [MediaType.json, MediaType.csv, SheetFormat.pdf.mediaType]),
    "GET /accommodations": table(
      "Akomodasi dan pelaporannya", "Accommodations and their reporting", "/accommodations",
      AccommodationRoutes.parameters),
    "PUT /accommodations/{id}/reporting": taking(
      RouteDocument(
        "Mengubah status pelaporan", "Sets whether an accommodation reports", tag: "Tabel",
        "/accommodations/{id}/reporting", statuses: [404, 413, 415]),
      .object([
        ("type", "object"), ("required", ["reporting"]),
        (
          "properties",
          [
            "reporting": oneOf(ReportingState.self),
            "last_report": ["type": "string", "format": "date"],
          ]
        ),
      ])),
    "POST /tips": intake,
    "PATCH /tips/{id}": taking(
      RouteDocument(
        "Triase laporan", "Triage of a report", tag: "Tabel", "/tips/{id}",
        statuses: [404, 413, 415]), object(["status": oneOf(TipStatus.self)])),
  ]

  /// A tip. Which of its fields go together, `docs/intake.md` says.
  private static let intake: RouteDocument = {
    var document = RouteDocument(
      "Mengirim laporan", "Sends a report", tag: "Laporan", "/tips", statuses: [409, 413, 415])
    document.otherSuccesses = [202]
    return taking(document, tip, success: 201)
  }()

  private static let tip: JSONValue = .object([
    ("type", "object"), ("required", ["occurred_at", "category"]), ("additionalProperties", false),
    (
      "properties",
      [
        "occurred_at": ["type": "string", "maxLength": 40], "category": oneOf(TipCategory.self),
        "place_text": ["type": "string", "maxLength": 500],
        "lon": ["type": "number", "minimum": 94, "maximum": 142],
        "lat": ["type": "number", "minimum": -12, "maximum": 7],
        "channel": ["type": "string", "maxLength": 40], "origin": oneOf(TipOrigin.self),
        "radius_m": ["type": "number", "minimum": 0, "maximum": 500_000],
        "summary": ["type": "string", "maxLength": 2000],
      ]
    ),
  ])

  // MARK: Helpers

  private static let seeding: JSONValue = .object([
    ("type", "object"), ("required", ["layer", "zoom"]),
    (
      "properties",
      [
        "layer": oneOf(TileLayer.self), "zoom": text, "bbox": text, "code": text,
        "formats": ["type": "array", "items": oneOf(TileFormat.self)], "parameters": text,
        "as": text,
      ]
    ),
  ])

  static let text: JSONValue = ["type": "string"]

  static func oneOf<Choice: RawRepresentable<String> & CaseIterable>(
    _ type: Choice.Type
  ) -> JSONValue {
    ["type": "string", "enum": .texts(type.allCases.map(\.rawValue))]
  }

  static func object(_ members: KeyValuePairs<String, JSONValue>) -> JSONValue {
    [
      "type": "object", "required": .texts(members.map(\.key)),
      "properties": .object(members.map { ($0.key, $0.value) }),
    ]
  }

  static func taking(
    _ document: RouteDocument, _ body: JSONValue, success: Int = 200
  ) -> RouteDocument {
    var copy = without(document, success: success)
    copy.body = body
    return copy
  }

  static func without(_ document: RouteDocument, success: Int) -> RouteDocument {
    var copy = document
    copy.success = success
    return copy
  }

  private static func feed(_ format: FeedRoutes.Format, _ name: String) -> RouteDocument {
    RouteDocument(
      "Pemberitahuan wilayah (\(name))", "Area notices (\(name))", tag: "Tabel",
      "/feeds/alerts.\(format.rawValue)", FeedRoutes.parameters, answers: [format.mediaType])
  }

  private static func table(
    _ indonesian: String, _ english: String, _ path: String, _ parameters: [ParameterDescription],
    statuses: [Int] = []
  ) -> RouteDocument {
    var document = RouteDocument(
      indonesian, english, tag: "Tabel", path, parameters,
      answers: [MediaType.geoJSON, MediaType.csv], statuses: statuses)
    let list: JSONValue = ["oneOf": [["type": "array"], ["type": "object"]]]
    document.answers.append((MediaType.json, list))
    return document
  }

  static func perLayer(
    _ indonesian: String, _ english: String, answers: [String]? = nil,
    _ address: (LayerDescription) -> RouteDocument.Address
  ) -> RouteDocument {
    let media = answers ?? TileFormat.allCases.map(\.mediaType)
    return RouteDocument(
      summary: LocalizedText(indonesian, english), tag: "Peta",
      addresses: LayerDescription.all.map { entry in
        var one = address(entry)
        (one.label, one.title) = (entry.layer.rawValue, entry.title)
        return one
      }, answers: media.map { ($0, RouteDocument.schema(of: $0)) },
      statuses: [404] + (answers == nil ? [204] : []))
  }
}
