import GeoCore
import Testing

/// The one description of layers and parameters, against what reads the parameters.
@Suite("The catalogue")
struct CatalogueTests {
  /// Something that reads parameters, with what is said of them and what it cannot do without.
  struct Reader: Sendable, CustomTestStringConvertible {
    let name: String
    let described: [ParameterDescription]
    var always: [(String, String)] = []
    let read: @Sendable (QueryParameters) throws -> any Hashable & Sendable

    var testDescription: String { name }

    /// What is read from values, besides what is always needed.
    func callAsFunction(_ values: [(String, String)]) throws -> AnyHashable {
      let names = Set(values.map(\.0))
      let all = values + always.filter { !names.contains($0.0) }
      let query = try QueryParameters(all.map { (name: $0.0, value: $0.1) })
      try query.requireDescribed(described)
      return AnyHashable(try read(query))
    }
  }

  static let readers: [Reader] =
    LayerDescription.all.map { entry in
      Reader(name: entry.layer.rawValue, described: entry.parameters) {
        try TileRequest.Content(entry.layer, $0, zone: .wib)
      }
    } + [
      Reader(name: "coverage table", described: CoverageQuery.described) { try CoverageQuery($0) },
      Reader(name: "density table", described: VillageTableOptions.described) {
        try VillageTableOptions($0)
      },
      Reader(name: "accommodations", described: AccommodationSelection.described) {
        try AccommodationSelection($0)
      },
      Reader(
        name: "report of an area",
        described: MonthlyReportQuery.described.filter { $0.name != "office" },
        always: [("area", "99.01"), ("month", "2026-05")]
      ) { try MonthlyReportQuery($0) },
    ]

  @Test("has one entry for each layer, under its name, with its own parameters each once")
  func entries() {
    #expect(LayerDescription.all.map(\.layer) == TileLayer.allCases)
    for entry in LayerDescription.all {
      #expect(Set(entry.parameterNames).count == entry.parameters.count)
      #expect(!entry.vectorLayers.isEmpty && !entry.formats.isEmpty)
      #expect(Set(entry.vectorLayers.map(\.name)).count == entry.vectorLayers.count)
    }
  }

  @Test("has examples that are accepted, and that change the answer", arguments: readers)
  func examples(reader: Reader) throws {
    for parameter in reader.described where !["area", "month"].contains(parameter.name) {
      let said = try reader([(parameter.name, parameter.example)])
      if parameter.example != parameter.defaultValue {
        #expect(try said != reader([]), "\(parameter.name)=\(parameter.example) is not read")
      }
    }
  }

  @Test("has defaults that are the same as saying nothing", arguments: readers)
  func defaults(reader: Reader) throws {
    for parameter in reader.described {
      guard let value = parameter.defaultValue else { continue }
      #expect(try reader([(parameter.name, value)]) == reader([]), "\(parameter.name)=\(value)")
    }
  }

  @Test("lists every name that is accepted, and no other", arguments: readers)
  func choices(reader: Reader) throws {
    for parameter in reader.described {
      guard case .choice(let names) = parameter.schema else { continue }
      for name in names {
        #expect(throws: Never.self) { try reader([(parameter.name, name)]) }
      }
    }
  }

  @Test("has the very limits of numbers", arguments: readers)
  func ranges(reader: Reader) throws {
    for parameter in reader.described {
      let (ends, beyond): ([String], [String])
      switch parameter.schema {
      case .number(let range, _):
        ends = ["\(range.lowerBound)", "\(range.upperBound)"]
        beyond = ["\(range.lowerBound - 0.5)", "\(range.upperBound + 0.5)"]
      case .wholeNumber(let range):
        ends = ["\(range.lowerBound)", "\(range.upperBound)"]
        beyond = ["\(range.lowerBound - 1)", "\(range.upperBound + 1)", "1.5"]
      default: continue
      }
      for value in ends {
        #expect(throws: Never.self) { try reader([(parameter.name, value)]) }
      }
      for value in beyond {
        #expect(throws: RequestError.self, "\(parameter.name)=\(value)") {
          try reader([(parameter.name, value)])
        }
      }
    }
  }

  @Test("describes nothing that is not read: other values are refused by name", arguments: readers)
  func nonsense(reader: Reader) throws {
    for parameter in reader.described {
      if case .text = parameter.schema { continue }
      do {
        _ = try reader([(parameter.name, "no such value")])
        Issue.record("\(parameter.name) takes anything")
      } catch let error as RequestError {
        guard case .badValue(parameter.name, _, _) = error else {
          Issue.record("\(parameter.name): \(error)")
          continue
        }
      }
    }
  }

  @Test("is complete: a parameter that is not described is refused", arguments: readers)
  func undescribed(reader: Reader) throws {
    let every = Set(Self.readers.flatMap(\.described).map(\.name)).union(["nothing", "f", ""])
    for name in every.subtracting(reader.described.names) {
      #expect(throws: RequestError.unknownParameter(name, known: reader.described.names)) {
        try reader([(name, "1")])
      }
    }
  }

  @Test("says of each layer what it shows, and by which parameter time is chosen")
  func subjects() throws {
    func subject(_ layer: TileLayer, _ query: String = "") throws -> ProtectedSubject {
      layer.entry.subject(of: try .parse(query), for: .owner)
    }
    #expect(try subject(.villages) == .places && TileLayer.villages.entry.isForEverybody)
    #expect(try subject(.heat) == .tipDensity && !TileLayer.heat.entry.isForEverybody)
    #expect(try subject(.heat, "source=guests") == .guests)
    #expect(try subject(.heat, "source=nothing") == .tipDensity)
    #expect(try subject(.tips) == .tips)
    #expect(TileLayer.heat.entry.timeParameter?.name == "datetime")
    #expect(TileLayer.coverage.entry.timeParameter?.name == "asof")
    #expect(TileLayer.offices.entry.timeParameter == nil)
    #expect(TileLayer.heat.entry.zooms(for: .partner) == 0...11)
    #expect(TileLayer.tips.entry.zooms(for: .partner) == 0...20)
  }
}
