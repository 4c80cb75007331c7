import GeoCore

extension RouteDocuments {
  /// What offices record, and a village's reports by month.
  static let officeWork: [String: RouteDocument] = [
    "GET /villages/{code}/months": RouteDocument(
      "Laporan desa per bulan", "Reports of a village by month", tag: "Desa",
      "/villages/{code}/months", VillageRoutes.monthParameters, statuses: [404, 422]),
    "POST /activities": taking(
      RouteDocument(
        "Mencatat kegiatan", "Records a session", tag: "Tabel", "/activities",
        statuses: [404, 413, 415]), session, success: 201),
    "DELETE /activities/{id}": without(
      RouteDocument(
        "Menghapus kegiatan", "Takes a session back", tag: "Tabel", "/activities/{id}", answers: [],
        statuses: [404]), success: 204),
    "PUT /villages/{code}/programme": taking(
      RouteDocument(
        "Mencatat tahap program", "Records a stage of the programme", tag: "Desa",
        "/villages/{code}/programme", statuses: [404, 413, 415]), stage),
    "DELETE /villages/{code}/programme": without(
      RouteDocument(
        "Menghapus tahap program", "Takes a stage of the programme back", tag: "Desa",
        "/villages/{code}/programme", ProgrammeRoutes.stageParameters, answers: [],
        statuses: [404]), success: 204),
  ]

  private static let day: JSONValue = ["type": "string", "format": "date"]
  private static let line: JSONValue = ["type": "string", "maxLength": 120]

  private static let session: JSONValue = .object([
    ("type", "object"), ("required", ["kind", "date"]),
    (
      "properties",
      [
        "code": text, "lon": ["type": "number", "minimum": 94, "maximum": 142],
        "lat": ["type": "number", "minimum": -12, "maximum": 7], "kind": oneOf(ActivityKind.self),
        "date": day,
        "participants": ["type": "integer", "minimum": 0, "maximum": 100_000],
      ]
    ),
  ])

  private static let stage: JSONValue = .object([
    ("type", "object"), ("required", ["status", "since"]),
    (
      "properties",
      [
        "status": oneOf(ProgrammeStatus.self), "since": day, "until": day, "phase": line,
        "decree": line, "office": line, "post": line,
      ]
    ),
  ])
}
