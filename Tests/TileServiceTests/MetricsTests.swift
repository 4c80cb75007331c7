import CoreMetrics
import DemoSupport
import GeoCore
import HTTPTypes
import Support
import Testing

@testable import TileService

@Suite("Metrics")
struct MetricsTests {
  @Test("are written in the text format of Prometheus 0.0.4")
  func format() {
    let registry = MetricsRegistry()
    registry.describe("jobs_total", "Jobs \\ done,\nall of them.")
    Counter(label: "jobs_total", dimensions: [("kind", "a\"b\\c\nd")], factory: registry)
      .increment(by: 3)
    _ = Counter(label: "jobs_total", dimensions: [("kind", "never")], factory: registry)
    _ = Counter(label: "a.plain-counter", factory: registry)
    Gauge(label: "level", factory: registry).record(2.5)
    let timer = Timer(label: "seconds", dimensions: [("layer", "x")], factory: registry)
    for nanoseconds in [250_000, 250_001, 3_000_000, 20_000_000_000] {
      timer.recordNanoseconds(Int64(nanoseconds))
    }
    registry.observe("observed", "Asked.", .observedGauge { 7 })
    registry.observe("unknown", "Not known.", .observedGauge { nil })
    let bounds = [
      "0.00025", "0.0005", "0.001", "0.0025", "0.005", "0.01", "0.025", "0.05", "0.1", "0.25",
      "0.5", "1", "2.5", "5", "10", "+Inf",
    ]
    let sums = [1, 2, 2, 2, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 4]
    let buckets = zip(bounds, sums).map { "seconds_bucket{layer=\"x\",le=\"\($0)\"} \($1)" }
    let expected =
      [
        "# TYPE a_plain_counter counter", "a_plain_counter 0",
        #"# HELP jobs_total Jobs \\ done,\nall of them."#, "# TYPE jobs_total counter",
        #"jobs_total{kind="a\"b\\c\nd"} 3"#, "# TYPE level gauge", "level 2.5",
        "# HELP observed Asked.", "# TYPE observed gauge", "observed 7",
        "# TYPE seconds histogram",
      ] + buckets + [
        #"seconds_sum{layer="x"} 20.003500001"#, #"seconds_count{layer="x"} 4"#, "",
      ]
    #expect(registry.text == expected.joined(separator: "\n"))
  }

  @Test("count every duration once, whichever threads note them at a time")
  func concurrency() async {
    let histogram = LatencyHistogram()
    let counter = AtomicCounter()
    await withTaskGroup(of: Void.self) { group in
      for task in 0..<8 {
        group.addTask {
          var random = SeededRandom(seed: UInt64(task))
          for _ in 0..<2000 {
            histogram.recordNanoseconds(Int64.random(in: 0...20_000_000_000, using: &random))
            counter.increment(by: 1)
          }
        }
      }
    }
    #expect(histogram.counts.reduce(0, +) == 16_000 && counter.count == 16_000)
  }

  @Test("put a duration into the bucket that brute force finds")
  func buckets() {
    var random = SeededRandom(seed: 7)
    var edges: [Int64] = [0, -5, 1 << 60]
    for bound in LatencyHistogram.bounds { edges += [bound - 1, bound, bound + 1] }
    let others = (0..<500).map { _ in Int64.random(in: 0...12_000_000_000, using: &random) }
    for value in edges + others {
      let histogram = LatencyHistogram()
      histogram.recordNanoseconds(value)
      var bucket = 0
      while bucket < LatencyHistogram.bounds.count, LatencyHistogram.bounds[bucket] < value {
        bucket += 1
      }
      #expect(histogram.counts.firstIndex(of: 1) == bucket)
    }
  }

  @Test("are looked up once: the same name and labels are the same metric")
  func identity() {
    let registry = MetricsRegistry()
    for _ in 0..<3 {
      Counter(label: "n", dimensions: [("a", "1")], factory: registry).increment()
    }
    Counter(label: "n", dimensions: [("a", "2")], factory: registry).increment()
    // A name that is a counter already is not written as something else.
    Gauge(label: "n", dimensions: [("a", "1")], factory: registry).record(9)
    #expect(registry.text == "# TYPE n counter\nn{a=\"1\"} 3\nn{a=\"2\"} 1\n")
  }

  /// The value of a series in a service's metrics.
  private static func value(_ series: String, _ service: ServiceUnderTest) async throws -> Double? {
    let text = try await service("/metrics", as: .public).text
    let line = text.split(separator: "\n").first { $0.hasPrefix(series + " ") }
    return line.flatMap { Double($0.dropFirst(series.count + 1)) }
  }

  @Test(
    "tell layer, format and cache of tiles, routes with their statuses, and the state of the rest")
  func figures() async throws {
    let service = try ServiceUnderTest(try DemoWorkspace.open())
    let tile = "/tiles/villages/9/404/269"
    for path in ["\(tile).mvt", "\(tile).mvt", "\(tile)@2x.png", "/tiles/villages.json"] {
      #expect(try await service(path).status == 200)
    }
    #expect(try await service("\(tile).mvt?x=1").status == 400)
    #expect(try await service("/nothing").status == 404)
    #expect(try await service("\(tile).mvt", .head).status == 200)
    let duration = "petabinaan_http_request_duration_seconds_count"
    let route = #"method="GET",route="/tiles/{layer}/{z}/{x}/{rest}""#
    for (series, value) in [
      (#"\#(duration){layer="villages",format="mvt",cache="miss"}"#, 1.0),
      (#"\#(duration){layer="villages",format="mvt",cache="hit"}"#, 2),
      (#"\#(duration){layer="villages",format="png",cache="miss"}"#, 1),
      (#"\#(duration){layer="villages",format="json",cache="none"}"#, 1),
      (#"petabinaan_http_requests_total{\#(route),status="200"}"#, 4),
      (#"petabinaan_http_requests_total{\#(route),status="400"}"#, 1),
      (#"petabinaan_http_requests_total{method="any",route="none",status="404"}"#, 1),
      (#"petabinaan_tile_cache_requests_total{result="hit"}"#, 2),
      ("petabinaan_tile_cache_entries", 2), ("petabinaan_tiles_drawn_total", 2),
      ("petabinaan_ready", 1),
      ("petabinaan_render_queue_waiting", 0), ("petabinaan_render_rejected_total", 0),
      ("petabinaan_audit_queue_entries", 0),
    ] {
      #expect(try await Self.value(series, service) == value, "\(series)")
    }
    for name in ["process_resident_memory_bytes", "process_open_fds", "process_cpu_seconds_total"] {
      #expect(try #require(try await Self.value(name, service)) > 0)
    }
    let generation = try #require(service.holder.snapshot).generation
    #expect(
      try await Self.value("petabinaan_snapshot_generation", service) == Double(generation))
    let answer = try await service("/metrics", as: .public)
    #expect(answer.mediaType == "text/plain; version=0.0.4; charset=utf-8")
    #expect(answer["Cache-Control"] == "no-store")
  }

  @Test("tell how long a generation has been served")
  func age() {
    let clock = TestClock()
    let state = ServiceState(clock: clock.clock)
    #expect(state.snapshotAge == nil)
    state.serves(4)
    clock.advance(seconds: 2.5)
    state.serves(4)
    #expect(state.snapshotAge == 2.5)
    state.serves(5)
    #expect(state.snapshotAge == 0)
  }

  @Test("are for programs of this machine, and for those who watch over the service")
  func policy() async throws {
    let service = try ServiceUnderTest.demo()
    #expect(try await service("/metrics", as: .public, from: "127.0.0.1").status == 200)
    #expect(try await service("/metrics", as: .public, from: "::1").status == 200)
    // A proxy on the same machine asks for others.
    let forwarded = try await service(
      "/metrics", as: .public, headers: [.forwardedFor: "127.0.0.1"], from: "127.0.0.1")
    #expect(forwarded.status == 401)
    for (role, status) in [
      (Role.public, 401), (.partner, 403), (.planner, 403), (.officer, 403), (.auditor, 200),
      (.admin, 200),
    ] {
      #expect(
        try await service("/metrics", as: role, from: "192.0.2.1").status == status, "\(role)")
    }
  }

  @Test("hold no label that a client can make up, and nothing of reports")
  func labels() async throws {
    let service = try ServiceUnderTest(try DemoWorkspace.open())
    for path in ["/evil-1", "/tiles/evil-2/1/1/1.evil-3", "/villages/99.01.01.1001?bandwidth=2000"]
    {
      _ = try await service(path, headers: [.requestIdentifier: "evil-4"])
      _ = try await service(path, HTTPRequest.Method("EVIL") ?? .trace)
    }
    let text = try await service("/metrics", as: .public).text
    #expect(!text.lowercased().contains("evil") && !text.contains("99.01"))
    for account in ["officer", "planner"] { #expect(!text.contains(account)) }
  }

  @Test("stand in the documented table")
  func pageIsCurrent() throws {
    let service = try ServiceUnderTest.demo()
    try PageTable("docs/operations.md", "metrics")
      .expect(service.operations.metrics.registry.markdown)
  }
}
