import GeoCore
import Testing

@Suite("The parameters of heat")
struct HeatParametersTests {
  static func parse(_ query: String) throws -> HeatParameters {
    try HeatParameters(try QueryParameters.parse(query), zone: .wib)
  }

  @Test("take their defaults where none are given")
  func defaults() throws {
    let heat = try Self.parse("")
    #expect(heat.query.source == .tips)
    #expect(heat.query.parameters.kernel == .quartic)
    #expect(heat.query.parameters.bandwidthMeters == 1000)
    #expect(heat.query.filter == TipFilter())
    #expect(heat.query.filter.origins == [.publicReport])
    #expect(heat.ramp == .viridis)
    #expect(heat.breaks == nil)
    #expect(!heat.exact)
    #expect(
      try Self.parse("source=tips&kernel=quartic&bandwidth=1000&edge=none&ramp=viridis") == heat)
  }

  @Test("are all taken")
  func takesAll() throws {
    let heat = try Self.parse(
      "source=guests&kernel=epanechnikov&bandwidth=250.5&ramp=magma&breaks=0.5,2,1e1&exact=true"
        + "&datetime=2026-01-01/2026-04-01&category=tppo,pmi&channel=Hotline,wa"
        + "&origin=public_report,patrol&min_precision=dusun")
    #expect(heat.query.source == .guests)
    #expect(heat.query.parameters.kernel == .epanechnikov)
    #expect(heat.query.parameters.bandwidthMeters == 250.5)
    #expect(heat.ramp == .magma)
    #expect(heat.breaks?.limits == [0.5, 2, 10])
    #expect(heat.exact)
    let filter = heat.query.filter
    #expect(filter.interval.description == "2025-12-31T17:00:00Z/2026-03-31T17:00:00Z")
    #expect(filter.categories == [.tppo, .pmi])
    #expect(filter.channels == ["hotline", "wa"])
    #expect(filter.origins == [.publicReport, .patrol])
    #expect(filter.minimumPrecision == .dusun)
  }

  @Test(
    "that are malformed or out of range are refused by name",
    arguments: [
      "source=", "source=tip", "source=Tips", "kernel=gauss", "bandwidth=", "bandwidth=49.9",
      "bandwidth=100001", "bandwidth=-500", "bandwidth=nan", "bandwidth=inf", "bandwidth=500m",
      "bandwidth=1,000", "bandwidth=0x3E8", "bandwidth=%20500", "ramp=", "ramp=rainbow",
      "edge=torus", "edge=", "bandwidth=auto:", "bandwidth=lcv", "adaptive=", "adaptive=1",
      "kernel=", "exact=1", "exact=yes", "breaks=", "breaks=0", "breaks=-1,2",
      "breaks=2,1", "breaks=1,1", "breaks=1,,2", "breaks=a", "breaks=1;2", "breaks=inf",
      "breaks=1,2,3,4,5,6,7,8,9,10,11,12,13", "datetime=", "datetime=besok",
      "datetime=2026-02-30", "datetime=2026-02-01/2026-01-01", "datetime=a/b/c", "category=",
      "category=tppo,", "category=TPPO", "category=all", "origin=", "origin=public",
      "min_precision=", "min_precision=rw", "channel=",
    ])
  func refuses(query: String) {
    let name = String(query.prefix { $0 != "=" })
    #expect {
      try Self.parse(query)
    } throws: { error in
      guard let error = error as? RequestError, case .badValue(name, _, _) = error else {
        return false
      }
      return "\(error)".contains("'\(name)'")
    }
  }

  @Test("name a rule for the bandwidth, an adaptive one, and what happens at coasts")
  func rules() throws {
    let heat = try Self.parse("bandwidth=auto&adaptive=true&edge=land&kernel=gaussian")
    #expect(heat.query.bandwidthRule == .scott)
    #expect(heat.query.isAdaptive && heat.query.edge == .land)
    #expect(heat.query.parameters.kernel == .gaussian)
    #expect(try Self.parse("bandwidth=auto:lcv").query.bandwidthRule == .crossValidation)
    #expect(try Self.parse("bandwidth=700").query.bandwidthRule == nil)
  }

  @Test("decide the density or its colours, never both")
  func queryNames() {
    #expect(Set(HeatParameters.queryNames).isSubset(of: HeatParameters.names))
    #expect(!HeatParameters.queryNames.contains("ramp"))
    #expect(!HeatParameters.queryNames.contains("breaks"))
  }
}
