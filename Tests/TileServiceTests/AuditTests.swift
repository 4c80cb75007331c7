import DemoSupport
import Foundation
import GeoCore
import HTTPTypes
import Logging
import Support
import Testing

@testable import TileService

@Suite("The service's audit log")
struct AuditTests {
  private static let path = "/legends/heat.json?breaks=1,2&bandwidth=2000"

  @Test("has an entry for every answer made from single tips, and for no other")
  func entries() async throws {
    let service = try ServiceUnderTest(try DemoWorkspace.open())
    let tag = try #require(try await service(Self.path, purpose: "patroli").tag)
    _ = try await service(Self.path, purpose: "patroli", headers: [.ifNoneMatch: tag])
    _ = try await service(Self.path, .head, purpose: "lain")
    // Refused, mistaken or made from something else.
    _ = try await service(Self.path, purpose: nil)
    _ = try await service("/legends/heat.json?breaks=x")
    _ = try await service("/tiles/heat/0/0/0.png?source=guests&breaks=1")
    _ = try await service("/tiles/villages.json")
    _ = try await service(Self.path, as: .admin)
    _ = try await service("/villages/99.01.01.9999")
    await service.access.audit.flush()
    #expect(service.log.events.map(\.purpose) == ["patroli", "patroli", "lain"])
    let event = try #require(service.log.events.first)
    #expect(event.actor == "officer" && event.role == .officer && event.action == "http.read")
    #expect(event.detail == "GET \(Self.path)" && event.rowCount == nil)
    #expect(service.log.events.last?.detail == "HEAD \(Self.path)")
  }

  @Test("closes the door on single tips while it cannot be written, and on nothing else")
  func failsClosed() async throws {
    let clock = TestClock()
    let service = try ServiceUnderTest(try DemoWorkspace.open()) { $0.clock = clock.clock }
    service.log.setBroken(true)
    for _ in 0..<3 {
      let answer = try await service(Self.path)
      expectProblem(answer, status: 503, naming: "audit")
      #expect(answer.headers[.retryAfter] != nil)
    }
    #expect(try await service("/tiles/villages.json").status == 200)
    #expect(try await service("/tiles/heat/0/0/0.png?source=guests&breaks=1").status == 200)
    service.log.setBroken(false)
    clock.advance(seconds: 0.3)
    #expect(try await service(Self.path).status == 200)
    // What was refused stands in no log.
    #expect(service.log.events.count == 1)
  }

  @Test("keeps what was answered while it was thought to be writable")
  func keepsEntries() async throws {
    let clock = TestClock()
    let service = try ServiceUnderTest(try DemoWorkspace.open()) { $0.clock = clock.clock }
    #expect(try await service(Self.path, purpose: "satu").status == 200)
    service.log.setBroken(true)
    clock.advance(seconds: 0.5)
    #expect(try await service(Self.path, purpose: "dua").status == 200)
    #expect(await service.access.audit.flush() == false)
    #expect(try await service(Self.path, purpose: "tidak").status == 503)
    service.log.setBroken(false)
    clock.advance(seconds: 0.3)
    #expect(await service.access.audit.flush())
    #expect(try await service(Self.path, purpose: "tiga").status == 200)
    await service.access.audit.flush()
    #expect(service.log.events.map(\.purpose) == ["satu", "dua", "tiga"])
  }

  @Test("is not trusted for longer than a second after it was written")
  func freshness() async throws {
    let clock = TestClock()
    let service = try ServiceUnderTest(try DemoWorkspace.open()) { $0.clock = clock.clock }
    #expect(try await service(Self.path).status == 200)
    service.log.setBroken(true)
    clock.advance(seconds: 1.1)
    expectProblem(try await service(Self.path), status: 503)
  }

  @Test("stands in the workspace, sealed, and is read by auditors, which is noted too")
  func inTheWorkspace() async throws {
    let small = try SmallWorkspace()
    let audit = AuditQueue(small.workspace, logger: Logger(label: "tests"))
    let officer = try TestAccounts.account(.officer).principal
    for number in 0..<20 {
      try await audit.admit(
        AuditEvent(by: officer, purpose: "tes", action: "http.read", detail: "GET /\(number)"))
    }
    await audit.flush()
    let verdict = try small.workspace.auditVerdict(head: nil)
    #expect(verdict.finding == nil && verdict.count == 20)

    let service = try ServiceUnderTest(small.workspace)
    let answer = try await service("/audit?limit=5", as: .auditor)
    #expect(answer.status == 200 && answer.headers[.cacheControl] == "no-store")
    let entries = try JSONObject(answer.text).list("entries")
    #expect(entries.map { $0.number("number") } == [20, 19, 18, 17, 16])
    #expect(entries.first?.text("actor") == "officer")
    #expect(entries.first?.text("detail") == "GET /19")
    let second = try JSONObject(try await service("/audit", as: .auditor).text).list("entries")
    #expect(second.count == 21 && second.first?.text("action") == "audit.show")
    #expect(second.first?.text("actor") == "auditor")
    #expect(try small.workspace.auditVerdict(head: nil).finding == nil)
    for limit in ["0", "1001", "x", ""] {
      expectProblem(
        try await service("/audit?limit=\(limit)", as: .auditor), status: 400, naming: "limit")
    }
    await audit.shutDown()
  }

  @Test("that cannot note its reader shows nothing")
  func readOnlyLog() async throws {
    let service = try ServiceUnderTest.demo()
    expectProblem(try await service("/audit", as: .auditor), status: 503)
  }
}
