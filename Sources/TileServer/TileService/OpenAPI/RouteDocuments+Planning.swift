import GeoCore

/// The routes of plans.
extension RouteDocuments {
  static let planning: [String: RouteDocument] = [
    "GET /processes": RouteDocument("Proses", "Processes", tag: "OGC", "/processes"),
    "GET /processes/{process}": described(
      RouteDocument(
        "Keterangan proses", "Description of a process", tag: "OGC", "/processes/{process}",
        statuses: [404])),
    "POST /processes/{process}/execution": execution,
    "GET /jobs": RouteDocument("Pekerjaan saya", "Your jobs", tag: "OGC", "/jobs"),
    "GET /jobs/{job}": described(
      RouteDocument(
        "Status pekerjaan", "Status of a job", tag: "OGC", "/jobs/{job}", statuses: [404])),
    "GET /jobs/{job}/results": described(
      RouteDocument(
        "Hasil pekerjaan", "Results of a job", tag: "OGC", "/jobs/{job}/results",
        answers: [MediaType.json, MediaType.csv, MediaType.geoJSON], statuses: [404, 422])),
    "DELETE /jobs/{job}": described(
      RouteDocument(
        "Membatalkan pekerjaan", "Dismisses a job", tag: "OGC", "/jobs/{job}", statuses: [404])),
    "GET /plans": RouteDocument(
      "Rencana tersimpan", "Plans that were kept", tag: "Tabel", "/plans"),
    "GET /plans/{name}": described(
      RouteDocument(
        "Satu rencana tersimpan", "A plan that was kept", tag: "Tabel", "/plans/{name}",
        statuses: [404])),
  ]

  private static let execution: RouteDocument = {
    var document = described(
      RouteDocument(
        "Memilih desa binaan berikutnya", "Chooses the next villages", tag: "OGC",
        "/processes/{process}/execution",
        answers: [MediaType.json, MediaType.csv, MediaType.geoJSON], statuses: [404, 413, 415, 422])
    )
    document.otherSuccesses = [201]
    let inputs = PlanScenario.keys.map { ($0, SelectVillages.schemas[$0] ?? ["type": "string"]) }
    document.body = .object([
      ("type", "object"), ("required", ["inputs"]),
      (
        "properties",
        [
          "inputs": [
            "type": "object", "required": ["slots"], "properties": .object(inputs),
          ],
          "outputs": ["type": "object"],
          "response": ["type": "string", "enum": ["raw", "document"]],
          "lang": ["type": "string", "enum": ["id", "en"]],
        ]
      ),
    ])
    return document
  }()

  /// The parts of the path that other routes do not have.
  private static func described(_ document: RouteDocument) -> RouteDocument {
    let known: [(name: String, schema: JSONValue, example: JSONValue)] = [
      RouteDocument.part("process", oneOf: [SelectVillages.id]),
      ("job", ["type": "string"], "0b5d3c1e-1111-4222-8333-944455556666"),
      ("name", ["type": "string"], "rapat-2026"),
    ]
    return RouteDocument(
      summary: document.summary, tag: document.tag,
      addresses: document.addresses.map { address in
        var address = address
        address.parts = known.filter { address.path.contains("{\($0.name)}") }
        return address
      }, answers: document.answers, statuses: document.statuses)
  }
}
