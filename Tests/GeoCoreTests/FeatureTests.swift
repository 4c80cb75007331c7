import DemoSupport
import GeoCore
import Support
import Testing

/// Features of collections, against brute force over the demo.
@Suite("Features")
struct FeatureTests {
  static let owner = Disclosure.owner(purpose: "tests")

  static func collection(_ id: String) throws -> CollectionDescription {
    try #require(CollectionDescription.named(id))
  }

  static func page(
    _ id: String, _ query: String = "", for disclosure: Disclosure = owner
  ) throws -> FeaturePage {
    let snapshot = try DemoWorkspace.snapshot()
    let collection = try collection(id)
    let request = try FeatureRequest(collection, try .parse(query), zone: snapshot.zone)
    return try snapshot.featurePage(of: collection, request.query, for: disclosure)
  }

  static func ids(_ page: FeaturePage) -> [String] { page.rows.map(page.table.id(ofRow:)) }

  @Test("are there for each row of the workspace, each once, in an order that stays")
  func counts() throws {
    let snapshot = try DemoWorkspace.snapshot()
    #expect(
      try Self.page("villages", "limit=1").matchedCount == snapshot.villages.areas.count)
    #expect(
      try Self.page("offices").matchedCount == snapshot.offices.count { $0.place != nil })
    #expect(
      try Self.page("accommodations").matchedCount
        == snapshot.accommodations.count { $0.place != nil })
    for id in CollectionDescription.all.filter({ $0.items != .none }).map(\.id) {
      let all = try Self.ids(Self.page(id, "limit=10000"))
      #expect(Set(all).count == all.count && !all.contains(""), "\(id)")
      let paged = try stride(from: 0, to: all.count, by: 7).flatMap {
        try Self.ids(Self.page(id, "limit=7&offset=\($0)"))
      }
      #expect(paged == all, "\(id)")
    }
  }

  @Test("of a region are those that brute force finds to share a place with it")
  func regions() throws {
    let snapshot = try DemoWorkspace.snapshot()
    var random = SeededRandom(seed: 64)
    let extent = snapshot.extent
    for _ in 0..<60 {
      let side = Double.random(in: 0.001...0.2, using: &random)
      let west = Double.random(in: extent.minX - 0.05...extent.maxX, using: &random)
      let south = Double.random(in: extent.minY - 0.05...extent.maxY, using: &random)
      let box = Envelope(minX: west, minY: south, maxX: west + side, maxY: south + side)
      let found = try Self.ids(
        Self.page(
          "villages", "limit=10000&bbox=\(box.minX),\(box.minY),\(box.maxX),\(box.maxY)"))
      let expected = snapshot.villages.areas.filter { Self.touches($0.geometry, box) }
      #expect(found == expected.map(\.code.text), "\(box)")
    }
  }

  @Test(
    "that are points are found in a box, page by page, as by looking at each",
    arguments: ["accommodations", "service-points", "offices", "activities", "tips"])
  func pointsInBoxes(id: String) throws {
    let all = try Self.page(id, "limit=10000")
    let places = all.rows.map { all.table.box(ofRow: $0) }
    try #require(all.matchedCount == places.count && !places.isEmpty)
    var random = SeededRandom(seed: 65)
    for round in 0..<40 {
      // A point lies on two edges of every other box.
      let corner = try #require(places.randomElement(using: &random))
      let nudge = round % 2 == 0 ? 0 : random.uniform(-0.05...0.05)
      let (west, south) = (corner.minX + nudge, corner.minY + nudge)
      let (east, north) = (west + random.uniform(0...0.2), south + random.uniform(0...0.2))
      let box = Envelope(minX: west, minY: south, maxX: east, maxY: north)
      let expected = places.indices.filter { box.intersects(places[$0]) }
        .map { all.table.id(ofRow: all.rows[$0]) }
      let bbox = "bbox=\(west),\(south),\(east),\(north)"
      #expect(try Self.ids(Self.page(id, "limit=10000&\(bbox)")) == expected, "\(box)")
      let (offset, limit) = (Int(random.next() % 50), Int(random.next() % 20) + 1)
      let page = try Self.page(id, "limit=\(limit)&offset=\(offset)&\(bbox)")
      #expect(Self.ids(page) == Array(expected.dropFirst(offset).prefix(limit)))
      #expect(page.matchedCount == expected.count)
      #expect(nudge != 0 || !expected.isEmpty)
    }
    let some = try #require(all.rows.randomElement(using: &random))
    #expect(all.table.row(ofFeature: all.table.id(ofRow: some)) == some)
    #expect(all.table.row(ofFeature: "0" + all.table.id(ofRow: some)) == nil)
    // Two boxes that share places, and places near the pole.
    let whole = Envelope(minX: -180, minY: -90, maxX: 180, maxY: 90)
    #expect(all.table.rows(touching: [whole, places[0], whole]) == Array(all.rows))
    #expect(
      all.table.rows(touching: [Envelope(minX: -180, minY: 86, maxX: 180, maxY: 90)]).isEmpty)
  }

  /// Whether an area and a box share a place: by a fine grid of places in the box, the corners of both, and edges
  /// that cross the box's.
  private static func touches(_ area: MultiPolygon, _ box: Envelope) -> Bool {
    guard area.envelope.intersects(box) else { return false }
    let rings = area.polygons.flatMap(\.rings)
    if rings.contains(where: { $0.coordinates.contains { box.contains($0) } }) { return true }
    let corners = [
      (box.minX, box.minY), (box.maxX, box.minY), (box.maxX, box.maxY), (box.minX, box.maxY),
    ].map { Coordinate(longitude: $0.0, latitude: $0.1) }
    if corners.contains(where: area.contains) { return true }
    for ring in rings {
      for (a, b) in zip(ring.coordinates, ring.coordinates.dropFirst()) {
        // Where an edge passes the four lines of the box.
        for (line, isVertical) in [
          (box.minX, true), (box.maxX, true), (box.minY, false), (box.maxY, false),
        ] {
          let (p, q) = isVertical ? (a.longitude, b.longitude) : (a.latitude, b.latitude)
          guard min(p, q) <= line, line <= max(p, q), p != q else { continue }
          let t = (line - p) / (q - p)
          let place = Coordinate(
            longitude: isVertical ? line : a.longitude + t * (b.longitude - a.longitude),
            latitude: isVertical ? a.latitude + t * (b.latitude - a.latitude) : line)
          if box.contains(place) { return true }
        }
      }
    }
    return false
  }

  @Test("are chosen by filters, by properties and by time as tables would")
  func choices() throws {
    let snapshot = try DemoWorkspace.snapshot()
    let villages = snapshot.villages.areas
    #expect(
      try Self.ids(Self.page("villages", "limit=10000&status=aktif"))
        == villages.filter { $0.status == .aktif }.map(\.code.text))
    #expect(
      try Self.ids(
        Self.page("villages", "limit=10000&filter=status='aktif'+AND+area_km2>5&name=Jatitengah"))
        == villages.filter {
          $0.status == .aktif && $0.squareKilometers > 5 && $0.name == "Jatitengah"
        }.map(\.code.text))
    let all = try Self.page("activities", "limit=10000")
    let column = try #require(all.table.properties.firstIndex { $0.name == "date" })
    func days(_ page: FeaturePage) -> [PropertyValue] {
      page.rows.map { page.table.value(of: column, ofRow: $0) }
    }
    let wanted = days(all).filter {
      if case .text(let day) = $0 { day >= "2026-01-01" && day < "2026-03-01" } else { false }
    }
    #expect(
      try !wanted.isEmpty
        && days(Self.page("activities", "limit=10000&datetime=2026-01-01/2026-03-01")) == wanted)
    #expect(
      try days(
        Self.page(
          "activities",
          "limit=10000&filter=date+>=+DATE('2026-01-01')+AND+date+<+DATE('2026-03-01')"))
        == wanted)
  }

  @Test("tell no role of single houses or reports what it may not know, not even by a filter")
  func disclosure() throws {
    func disclosure(_ role: Role, area: String?, purpose: String?) throws -> Disclosure {
      Disclosure(
        try Principal(
          name: "x", role: role, area: try area.map { try AreaOfResponsibility(parsing: $0) }),
        purpose: try purpose.map { try Purpose($0) })
    }
    let planner = try disclosure(.planner, area: "99.01", purpose: nil)
    let officer = try disclosure(.officer, area: "99.01", purpose: "tests")
    let outside = try disclosure(.officer, area: "12", purpose: "tests")
    let silent = try disclosure(.officer, area: "99.01", purpose: nil)
    let hidden = ["reporting", "last_report", "rooms"]
    func values(_ page: FeaturePage) -> [PropertyValue] {
      let columns = page.table.properties.indices.filter {
        hidden.contains(page.table.properties[$0].name)
      }
      return page.rows.flatMap { row in columns.map { page.table.value(of: $0, ofRow: row) } }
    }
    let seen = try Self.page("accommodations", "limit=10000", for: planner)
    #expect(seen.matchedCount > 0 && values(seen).allSatisfy { $0 == .null })
    #expect(
      try values(Self.page("accommodations", "limit=10000", for: officer)).contains { $0 != .null })
    for filter in [
      "reporting=no", "filter=reporting='no'", "filter=NOT+rooms+IS+NULL", "rooms=12",
      "filter=name+LIKE+'a'+OR+last_report+<+'2026'",
    ] {
      #expect(throws: DisclosureRefusal.self) {
        try Self.page("accommodations", filter, for: planner)
      }
      #expect(throws: Never.self) { try Self.page("accommodations", filter, for: officer) }
      #expect(
        try Self.page("accommodations", filter, for: outside).matchedCount == 0
          || filter.contains("name"))
    }
    for id in ["tips", "activities"] {
      #expect(throws: DisclosureRefusal.self) { try Self.page(id, for: planner) }
      #expect(throws: DisclosureRefusal.self) { try Self.page(id, for: silent) }
      #expect(try Self.page(id, for: outside).matchedCount == 0)
      #expect(try Self.page(id, for: officer).matchedCount > 0)
    }
    #expect(throws: DisclosureRefusal.self) {
      try Self.page("tips", for: .init(.anonymous, purpose: nil))
    }
    #expect(try Self.page("villages", for: .init(.anonymous, purpose: nil)).matchedCount > 0)
  }

  @Test("are written in the axes of the system asked for, and as text that GDAL reads")
  func writing() throws {
    let page = try Self.page("offices", "limit=1")
    func feature(_ code: String) throws -> [Double] {
      let uri = "http://www.opengis.net/def/crs/\(code)"
      let system = try FeatureSystem.Reader(try #require(FeatureSystem(uri: uri)))
      let text = try FeatureWriter(page.table, in: system).feature(page.rows[0])
      return try #require(JSONObject(text).object("geometry")).numbers("coordinates")
    }
    #expect(try feature("OGC/1.3/CRS84") == [104.563968, -9.55775])
    #expect(try feature("EPSG/0/4326") == [-9.55775, 104.563968])
    let mercator = try feature("EPSG/0/3857")
    #expect(abs(mercator[0] - 11_640_007.6) < 1 && abs(mercator[1] + 1_069_000) < 1000)
    let zone = try feature("EPSG/0/32748")
    #expect(abs(zone[0] - 452_100) < 200 && abs(zone[1] - 8_943_500) < 500)
    let lines = try FeatureWriter(page.table, in: FeatureSystem.Reader(.crs84)).lines(page.rows)
    #expect(
      lines.text
        == "WKT,id,name,area\r\n\"POINT (104.563968 -9.55775)\",KANIM-PERAGA,Kantor Imigrasi Peraga,99.01\r\n"
    )
  }

  @Test("of a box in metres are those of the same ground in degrees")
  func boxesInMetres() throws {
    let uri = "http://www.opengis.net/def/crs/EPSG/0/3857"
    let box = WebMercator.meters(of: Envelope(minX: 104.3, minY: -9.5, maxX: 104.4, maxY: -9.4))
    let inMetres = try Self.ids(
      Self.page(
        "villages",
        "limit=10000&bbox-crs=\(uri)&bbox=\(box.minX),\(box.minY),\(box.maxX),\(box.maxY)"))
    let inDegrees = try Self.ids(Self.page("villages", "limit=10000&bbox=104.3,-9.5,104.4,-9.4"))
    #expect(inMetres == inDegrees && !inDegrees.isEmpty)
  }

  @Test(
    "are refused by the name of the parameter that is wrong",
    arguments: [
      ("limit=0", "limit"), ("limit=-1", "limit"), ("limit=x", "limit"), ("offset=-1", "offset"),
      ("bbox=1,2,3", "bbox"), ("bbox=1,2,3,4,5", "bbox"), ("bbox=a,b,c,d", "bbox"),
      ("bbox=1,5,2,4", "bbox"), ("crs=EPSG:4326", "crs"), ("bbox-crs=x", "bbox-crs"),
      ("filter-lang=cql2-json", "filter-lang"), ("datetime=kemarin", "datetime"),
      ("status=gone", "status"), ("colour=red", "colour"), ("filter=x", "filter"),
      ("residents=many", "residents"), ("since=2026-02-30", "since"),
    ])
  func badParameters(query: String, name: String) {
    let error = #expect(throws: RequestError.self) { try Self.page("villages", query) }
    #expect("\(error.map { "\($0)" } ?? "")".contains("'\(name)'"))
  }
}
