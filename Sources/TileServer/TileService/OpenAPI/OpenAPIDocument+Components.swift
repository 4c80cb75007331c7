import GeoCore
import HTTPTypes
import Hummingbird

/// What the operations share.
extension OpenAPIDocument {
  static let components: JSONValue = [
    "schemas": ["Problem": problem, "GeoJSON": geoJSON],
    // QGIS looks for the size of its pages under this name, and here alone.
    "parameters": ["Purpose": purpose, "limit": ParameterDescription.pageSize.json],
    "responses": .object(statuses.map { ("\($0.code)", response($0.code, $0.text)) }),
    "securitySchemes": [
      "bearer": ["type": "http", "scheme": "bearer"],
      "basic": [
        "type": "http", "scheme": "basic",
        "description": "Token sebagai sandi / The token as the password",
      ],
      "session": ["type": "apiKey", "in": "cookie", "name": .text(Credentials.cookieName)],
    ],
  ]

  private static let problem: JSONValue = [
    "type": "object", "description": "RFC 9457", "required": ["type", "title", "status", "detail"],
    "properties": [
      "type": ["type": "string", "format": "uri"], "title": ["type": "string"],
      "status": ["type": "integer", "minimum": 400, "maximum": 599],
      "detail": ["type": "string"],
    ],
  ]

  private static let geoJSON: JSONValue = [
    "type": "object", "description": "RFC 7946", "required": ["type"],
    "properties": ["type": ["type": "string", "enum": ["FeatureCollection", "Feature"]]],
  ]

  private static let purpose: JSONValue = [
    "name": .text(HTTPField.Name.purpose.rawName), "in": "header", "required": false,
    "description": "Untuk apa, dari petugas / What for, of officers",
    "schema": ["type": "string", "minLength": 3, "maxLength": 200],
    "example": "pemeriksaan laporan minggu ini",
  ]

  private static let statuses: [(code: Int, text: String)] = [
    (204, "Ubin kosong / Empty tile"), (304, "Tidak berubah / Not modified"),
    (400, "Permintaan salah; disebut apa / Bad request; it says what"),
    (401, "Masuk dahulu / Sign in first"), (403, "Tidak diizinkan / Not allowed"),
    (404, "Tidak ada / Not there"), (406, "Format tidak ada / No such format"),
    (409, "Tidak cocok dengan keadaan / Does not fit the state"),
    (413, "Terlalu besar / Too large"), (415, "Jenis isi salah / Wrong type of body"),
    (422, "Tidak dapat dihitung dari data / Cannot be told of these data"),
    (429, "Terlalu sering / Too often"), (501, "Tidak ada operasi itu / No such operation"),
    (503, "Coba lagi nanti / Try again later"),
  ]

  /// What an answer of a status is to a route whose standard has exceptions of its own, of a media type.
  static func response(_ code: Int, orException mediaType: String) -> JSONValue {
    let text = statuses.first { $0.code == code }?.text ?? ""
    return [
      "description": .text(text),
      "content": [
        mediaType: ["schema": ["type": "string"]],
        "application/problem+json": ["schema": ["$ref": "#/components/schemas/Problem"]],
      ],
    ]
  }

  private static func response(_ code: Int, _ text: String) -> JSONValue {
    guard code >= 400 else { return ["description": .text(text)] }
    return [
      "description": .text(text),
      "content": [
        "application/problem+json": ["schema": ["$ref": "#/components/schemas/Problem"]]
      ],
    ]
  }
}
