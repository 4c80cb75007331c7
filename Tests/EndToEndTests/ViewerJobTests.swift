import Foundation
import Support
import Testing

/// The viewer in a real browser.
@Suite("The viewer in Chromium")
struct ViewerJobTests {
  static let hasPlaywright = Program.pythonHas("playwright")
  static let hasChromium = Program.isThere("chromium")
  static let mapLibre = TestData.packageRoot.appendingPathComponent(".tools/maplibre").path
  static let hasMapLibre = FileManager.default.fileExists(atPath: "\(mapLibre)/maplibre-gl.js")

  @Test(
    "does each person's job from signing in to the download",
    .enabled(
      if: hasPlaywright && hasChromium && hasMapLibre,
      "Playwright, Chromium or MapLibre is not there (set PETABINAAN_TEST_PYTHON; pip install playwright)"
    ),
    arguments: [("1280", "id"), ("768", "en"), ("390", "id")])
  func jobs(width: String, language: String) async throws {
    let demo = try DemoCopy()
    let server = try await RunningServer(demo.path, flags: ["--maplibre", Self.mapLibre])
    let tokens = try JSONEncoder().encode(demo.tokens)
    let outcome = try Program.run(
      Program.python,
      [
        Program.client("viewer_jobs_check.py"), "http://127.0.0.1:\(server.port)", "--widths",
        width,
        "--languages", language,
      ],
      environment: ["PETABINAAN_TOKENS": String(decoding: tokens, as: UTF8.self)], seconds: 300)
    let failed = outcome.output.split(separator: "\n").filter { $0.hasPrefix("FAIL") }
    #expect(outcome.status == 0, "\(failed.joined(separator: "\n")) \(outcome.errors)")
  }
}
