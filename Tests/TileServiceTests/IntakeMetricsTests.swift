import DemoSupport
import GeoCore
import HTTPTypes
import Support
import Testing

@testable import TileService

@Suite("Figures of the intake")
struct IntakeMetricsTests {
  private static func post(
    _ service: ServiceUnderTest, _ summary: String, key: String,
    place: String = "\"lon\":104.5,\"lat\":-9.5"
  ) async throws -> Int {
    let body = """
      {"occurred_at":"2026-03-09T10:15:00+07:00","category":"tppo",\(place),"summary":"\(summary)"}
      """
    return try await service(
      "/tips", .post, as: .public, headers: [.idempotencyKey: key], body: body
    )
    .status
  }

  private static func figures(_ service: ServiceUnderTest) async throws -> [String: String] {
    let text = try await service("/metrics", as: .admin).text
    var figures: [String: String] = [:]
    for line in text.split(separator: "\n") where line.hasPrefix("petabinaan_intake") {
      let parts = line.split(separator: " ")
      if parts.count == 2 { figures[String(parts[0].dropFirst(18))] = String(parts[1]) }
    }
    return figures
  }

  @Test("tell what came in, what was repeated, masked, the same, or doubtful, and how long it took")
  func counts() async throws {
    let small = try SmallWorkspace()
    defer { withExtendedLifetime(small) {} }
    let service = try ServiceUnderTest(small.workspace)
    let first = "Perekrutan di rumah kosong"
    #expect(try await Self.post(service, first, key: "a") == 201)
    #expect(try await Self.post(service, first, key: "a") == 201)
    #expect(try await Self.post(service, first, key: "b") == 201)
    #expect(try await Self.post(service, "Hubungi 0812-3456-7890 saja", key: "c") == 201)
    let words = "\"place_text\":\"entah di mana\""
    #expect(try await Self.post(service, "Sebuah tempat tak jelas", key: "d", place: words) == 202)
    #expect(try await Self.post(service, "Isi lain sama sekali", key: "a") == 409)
    let figures = try await Self.figures(service)
    #expect(figures["accepted_total"] == "4" && figures["repeated_total"] == "1")
    #expect(figures["duplicates_total"] == "1" && figures["masked_total"] == "1")
    #expect(figures["review_total"] == "1" && figures["queue_waiting"] == "0")
    #expect((figures["commit_duration_seconds_count"].flatMap { Int($0) } ?? 0) >= 5)
  }

  @Test("Old receipts are forgotten also while no tips come")
  func receipts() async throws {
    let small = try SmallWorkspace()
    let service = try ServiceUnderTest(small.workspace)
    let now = IntakeQueue.now()
    let keys = ["old", "young"].map { Digest256(sha256: Array($0.utf8)) }
    try small.workspace.write { transaction in
      for (key, age) in zip(keys, [8, 6]) {
        let moment = Instant(secondsSince1970: now.secondsSince1970 - Int64(age) * 86_400)
        try transaction.keep(
          IntakeReceipt(tip: "t", isInReview: false, body: key), for: key, at: moment)
      }
    }
    await service.intake.forgetOldReceipts(at: now)
    let kept = try small.workspace.write { transaction in
      try keys.map { try transaction.receipt(for: $0) != nil }
    }
    #expect(kept == [false, true])
  }
}
