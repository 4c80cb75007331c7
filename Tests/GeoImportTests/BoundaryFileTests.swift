import Foundation
import GeoImport
import GeoPrimitives
import GeoStore
import Places
import Support
import Testing

/// What a real file of borders is expected to come to.
struct BoundaryCase: Sendable, CustomTestStringConvertible {
  var path: String
  var read: Int
  var repaired = 0
  var crs = "EPSG:4326"
  var gaps: Int?
  var wantedCRS: String?

  var testDescription: String { path }
}

@Suite(
  "Real files of borders",
  .enabled(if: TestData.isAvailable, Comment(rawValue: TestData.skipReason)))
struct BoundaryFileTests {
  static let cases = [
    BoundaryCase(path: "villages/1603_kab_muara_enim.geojson", read: 254, gaps: 260),
    BoundaryCase(path: "villages/1603_kab_muara_enim.gpkg", read: 254, gaps: 260),
    BoundaryCase(path: "villages/1603_kab_muara_enim.shp", read: 254, gaps: 260),
    BoundaryCase(path: "villages/2104_kab_lingga.geojson", read: 84, repaired: 2, gaps: 239),
    BoundaryCase(path: "villages/3171_kota_jakarta_pusat.geojson", read: 44, gaps: 69),
    BoundaryCase(path: "villages/3171_kota_jakarta_pusat.gpkg", read: 44, gaps: 69),
    BoundaryCase(path: "villages/3171_kota_jakarta_pusat.shp", read: 44, gaps: 69),
    BoundaryCase(path: "villages/3507_kab_malang.geojson", read: 390, gaps: 2208),
    BoundaryCase(path: "villages/3573_kota_malang.geojson", read: 57, gaps: 213),
    BoundaryCase(path: "villages/3604_kab_serang.geojson", read: 326, gaps: 1435),
    BoundaryCase(path: "villages/3673_kota_serang.geojson", read: 67, gaps: 226),
    BoundaryCase(path: "villages/6371_kota_banjarmasin.geojson", read: 52, gaps: 99),
    BoundaryCase(path: "villages/6371_kota_banjarmasin.gpkg", read: 52, gaps: 99),
    BoundaryCase(path: "villages/6371_kota_banjarmasin.shp", read: 52, gaps: 99),
    BoundaryCase(
      path: "crs_variants/3171_jakarta_pusat_epsg3857.gpkg", read: 44, crs: "EPSG:3857", gaps: 69),
    BoundaryCase(
      path: "crs_variants/6371_kota_banjarmasin_utm50s_epsg32750.gpkg", read: 52,
      crs: "EPSG:32750", gaps: 99),
    BoundaryCase(
      path: "crs_variants/6371_kota_banjarmasin_utm50s_epsg32750.shp", read: 52,
      crs: "EPSG:32750", gaps: 99),
    BoundaryCase(
      path: "crs_variants/3673_kota_serang_dgn95_tm3_482_epsg23834.shp", read: 67,
      crs: "EPSG:23834", gaps: 226, wantedCRS: "EPSG:23834"),
  ]

  @Test("every row is taken in, and gaps are as measured elsewhere", arguments: cases)
  func imports(expected: BoundaryCase) throws {
    let scene = try ImportScene()
    let file = try #require(TestData.file(expected.path))
    let report = try scene.take(file.path, as: .villages) { $0.crs = expected.wantedCRS }
    #expect(report.read == expected.read)
    #expect(report.imported == expected.read)
    #expect(report.repaired == expected.repaired)
    #expect(report.merged == 0)
    #expect(report.skipped == 0)
    #expect(report.crs == expected.crs)
    // Another version of GEOS and another rounding move the count by a few in a hundred.
    let gaps = try #require(expected.gaps)
    #expect(abs(report.gaps - gaps) <= max(4, gaps / 50))
    #expect(try scene.villages().count == expected.read)
  }

  @Test("three formats of one file give the same villages")
  func formatsAgree() throws {
    var all: [[VillageRecord]] = []
    for ending in ["geojson", "gpkg", "shp"] {
      let scene = try ImportScene()
      let file = try #require(TestData.file("villages/3171_kota_jakarta_pusat.\(ending)"))
      try scene.take(file.path, as: .villages)
      all.append(try scene.villages())
    }
    for other in all.dropFirst() {
      for (a, b) in zip(all[0], other) {
        #expect(a.code == b.code && a.name == b.name)
        #expect(a.geometry?.vertexCount == b.geometry?.vertexCount)
        let from = try #require(a.geometry?.envelope)
        let to = try #require(b.geometry?.envelope)
        // The text of the GeoJSON file is cut one digit short of the others.
        #expect(abs(from.minX - to.minX) < 1e-12 && abs(from.maxY - to.maxY) < 1e-12)
      }
    }
  }

  @Test("a transformed copy falls within a metre of the original")
  func transformedCopiesAgree() throws {
    let pairs = [
      (
        "villages/6371_kota_banjarmasin.geojson",
        "crs_variants/6371_kota_banjarmasin_utm50s_epsg32750.shp", String?.none
      ),
      (
        "villages/3673_kota_serang.geojson",
        "crs_variants/3673_kota_serang_dgn95_tm3_482_epsg23834.shp", "EPSG:23834"
      ),
    ]
    for (original, copy, crs) in pairs {
      let first = try ImportScene()
      let second = try ImportScene()
      try first.take(try #require(TestData.file(original)).path, as: .villages)
      try second.take(try #require(TestData.file(copy)).path, as: .villages) { $0.crs = crs }
      for (a, b) in zip(try first.villages(), try second.villages()) {
        let from = try #require(a.geometry?.envelope)
        let to = try #require(b.geometry?.envelope)
        #expect(a.code == b.code)
        #expect(abs(from.minX - to.minX) < 1e-5 && abs(from.maxY - to.maxY) < 1e-5)
      }
    }
  }

  @Test(
    "files that cannot be villages are refused with the reason",
    arguments: [
      ("crs_variants/3673_kota_serang_dgn95_tm3_482_epsg23834.shp", ProblemCode.crsUnknown),
      ("rbi25k_kota_malang/ADMINISTRASIDESA_AR_25K.shp", .columnMissing),
      ("messy/inasafe/OSM_subset_google_mercator.shp", .columnMissing),
      ("messy/inasafe/donut_with_problem.shp", .columnMissing),
      ("messy/inasafe/kecamatan_jakarta.shp", .columnMissing),
      ("messy/inasafe/polygon_2.shp", .columnMissing),
      ("messy/inasafe/polygon_3.shp", .columnMissing),
      ("messy/riau_bps_no_dbf/riau.shp", .fileMissingPart),
      ("messy/latin1_bhicv/bhicv.shp", .columnMissing),
      ("messy/pekanbaru_penginapan_with_blank_rows.geojson", .columnMissing),
      ("messy/pelabuhan_raw_html_out_of_range.geojson", .columnMissing),
      ("classic/nc_sids.geojson", .columnMissing),
      ("national/indonesia_prov_kab_kec.gpkg", .layerAmbiguous),
      ("national/indonesia_kel_p6.geojsonl.xz", .fileCompressed),
    ])
  func refusals(path: String, code: ProblemCode) throws {
    let scene = try ImportScene()
    let problem = try scene.refuse(try #require(TestData.file(path)).path, as: .villages)
    #expect(problem.code == code)
    #expect(problem.row == nil)
  }

  @Test("a file without codes is matched by name, the doubtful ones listed")
  func codeByName() throws {
    let scene = try ImportScene()
    let borders = try #require(TestData.file("villages/3573_kota_malang.geojson"))
    let names = try #require(TestData.file("rbi25k_kota_malang/ADMINISTRASIDESA_AR_25K.shp"))
    #expect(
      try scene.refuse(names.path, as: .villages) { $0.codeByName = "35.73" }.code
        == .regencyUnknown)
    try scene.take(borders.path, as: .villages)
    let problem = try scene.refuse(names.path, as: .villages) { $0.codeByName = "35.73" }
    #expect(problem.code == .nameDoubtful)
    #expect(problem.field == "NamaObjek")
    let report = try scene.take(names.path, as: .villages) {
      $0.codeByName = "3573"
      $0.skipsBadRows = true
    }
    #expect(report.read == 57 && report.imported == 54 && report.skipped == 3)
    #expect(report.problems.filter { $0.isSkipped }.allSatisfy { $0.code == .nameDoubtful })
    #expect(try scene.villages().count == 57)
  }

  @Test(
    "the outlines of the nation: invalid ones are repaired as counted elsewhere",
    arguments: [
      ("prov", 38, 34), ("kab", 514, 124), ("kec", 7285, 275),
    ])
  func outlines(layer: String, count: Int, invalid: Int) throws {
    let scene = try ImportScene()
    let file = try #require(TestData.file("national/indonesia_prov_kab_kec.gpkg"))
    let report = try scene.take(file.path, as: .adminAreas) { $0.layer = layer }
    #expect(report.read == count && report.imported == count && report.repaired == invalid)
  }

  @Test("outlines dissolved from villages keep their shape and take the name")
  func namesForDissolvedAreas() throws {
    let scene = try ImportScene()
    let borders = try #require(TestData.file("villages/3573_kota_malang.geojson"))
    try scene.take(borders.path, as: .villages)
    let before = try #require(try scene.areas()["35.73"])
    #expect(before.name == nil)
    let layer = try #require(TestData.file("national/indonesia_prov_kab_kec.gpkg"))
    let report = try scene.take(layer.path, as: .adminAreas) { $0.layer = "kab" }
    let after = try #require(try scene.areas()["35.73"])
    #expect(after.geometry == before.geometry)
    #expect(after.name == "Kota Malang")
    #expect(report.problems.contains { $0.code == .outlineKept && $0.arguments == ["1"] })
  }

  @Test("a list of codes names larger areas and passes villages over")
  func codeList() throws {
    let scene = try ImportScene()
    let file = try #require(TestData.file("gazetteer/wilayah_2025.csv"))
    let report = try scene.take(file.path, as: .adminAreas)
    #expect(report.read == 91_599 && report.imported == 7_837 && report.skipped == 83_762)
    #expect(try scene.areas()["35.73"]?.name == "Kota Malang")
  }

  @Test("Latin-1 names without a .cpg are read, and the guess is reported")
  func latin1() throws {
    let scene = try ImportScene()
    let file = try #require(TestData.file("messy/latin1_bhicv/bhicv.shp"))
    let problem = try scene.refuse(file.path, as: .servicePoints) {
      $0.fields = ["id": "Id", "name": "Name"]
      $0.extent.minX = -180
      $0.extent.minY = -90
    }
    #expect(problem.code == .geometryType)
    #expect(problem.row == 1)
  }
}
