import GeoCore
import HTTPTypes

/// The description of the interface as a page, for people: no script, nothing from elsewhere.
struct APIPage {
  let document: OpenAPIDocument

  /// Its own style sheet, and nothing else.
  static let contentPolicy =
    "default-src 'none'; style-src 'self'; base-uri 'none'; frame-ancestors 'none'; form-action 'none'"

  var html: String {
    let groups = Dictionary(grouping: document.operations, by: \.document.tag)
    let sections = ["OGC", "Peta", "Desa", "Tabel", "Akun", "Operasi", "Halaman"].map { tag in
      "<section><h2>\(tag)</h2>\((groups[tag] ?? []).map(Self.entry).joined())</section>"
    }
    return """
      <!DOCTYPE html>
      <html lang="id"><head><meta charset="utf-8"><title>PetaBinaan – API</title>
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <link rel="stylesheet" href="/viewer/api.css"></head><body>
      <h1>PetaBinaan – API</h1>
      <p>Uraian yang sama untuk program: <a href="/api">/api</a> (OpenAPI 3.0).
      <span lang="en">The same for programs: <a href="/api">/api</a> (OpenAPI 3.0).</span></p>
      <main>\(sections.joined(separator: "\n"))</main></body></html>

      """
  }

  private static func entry(_ operation: OpenAPIDocument.Operation) -> String {
    let parameters = operation.document.parameters + operation.address.parameters
    let table =
      parameters.isEmpty ? "" : "<table><tbody>\(parameters.map(row).joined())</tbody></table>"
    return """
      <details><summary><code>\(operation.route.method.rawValue) \(escape(operation.address.path))\
      </code> \(escape(operation.summary.indonesian)) \
      <span lang="en">\(escape(operation.summary.english))</span></summary>\(table)</details>

      """
  }

  private static func row(_ parameter: ParameterDescription) -> String {
    let standard = parameter.defaultValue.map { " = \(escape($0))" } ?? ""
    return """
      <tr><th scope="row"><code>\(escape(parameter.name))\(standard)</code></th>\
      <td>\(escape(parameter.title.indonesian)) \
      <span lang="en">\(escape(parameter.title.english))</span> \
      <code>\(escape(parameter.name))=\(escape(parameter.example))</code></td></tr>
      """
  }

  private static func escape(_ text: String) -> String {
    text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
      .replacing("\"", with: "&quot;")
  }
}
