// swift-tools-version: 6.2
import PackageDescription

/// What every target is compiled with: Swift 6, no silent existentials or transitive imports, the
/// compiler's memory-safety audit, and no warning left standing.
let strict: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .strictMemorySafety(),
  .treatAllWarnings(as: .error),
]

/// A C library of the system: a module map in `Sources/System`.
func system(_ name: String, pkgConfig: String, apt package: String) -> Target {
  .systemLibrary(
    name: name, path: "Sources/System/\(name)", pkgConfig: pkgConfig, providers: [.apt([package])])
}

/// A room of the GeoCore house. Its dependencies are the whole of what it may import.
func room(_ name: String, uses dependencies: [Target.Dependency] = []) -> Target {
  .target(
    name: name, dependencies: dependencies, path: "Sources/GeoCore/\(name)", swiftSettings: strict)
}

/// The tests of one target. `Support` holds what they share: seeded random, brute force, goldens.
func tests(
  _ name: String, uses dependencies: [Target.Dependency] = [], excluding excluded: [String] = []
) -> Target {
  .testTarget(
    name: "\(name)Tests", dependencies: [.byName(name: name), "Support"] + dependencies,
    path: "Tests/\(name)Tests", exclude: excluded, swiftSettings: strict)
}

let argumentParser = Target.Dependency.product(
  name: "ArgumentParser", package: "swift-argument-parser")
let crypto = Target.Dependency.product(name: "Crypto", package: "swift-crypto")
let grdb = Target.Dependency.product(name: "GRDB", package: "GRDB.swift")
let sqlite = Target.Dependency.product(name: "GRDBSQLite", package: "GRDB.swift")
let hummingbird = Target.Dependency.product(name: "Hummingbird", package: "hummingbird")
let hummingbirdCore = Target.Dependency.product(name: "HummingbirdCore", package: "hummingbird")
let hummingbirdHTTP2 = Target.Dependency.product(name: "HummingbirdHTTP2", package: "hummingbird")
let logging = Target.Dependency.product(name: "Logging", package: "swift-log")
let metrics = Target.Dependency.product(name: "CoreMetrics", package: "swift-metrics")
let nioCore = Target.Dependency.product(name: "NIOCore", package: "swift-nio")
let nioEmbedded = Target.Dependency.product(name: "NIOEmbedded", package: "swift-nio")
let nioHTTP1 = Target.Dependency.product(name: "NIOHTTP1", package: "swift-nio")
let nioHTTPTypes = Target.Dependency.product(name: "NIOHTTPTypes", package: "swift-nio-extras")
let nioPosix = Target.Dependency.product(name: "NIOPosix", package: "swift-nio")
let nioSSL = Target.Dependency.product(name: "NIOSSL", package: "swift-nio-ssl")
let httpTypes = Target.Dependency.product(name: "HTTPTypes", package: "swift-http-types")
let lifecycle = Target.Dependency.product(
  name: "ServiceLifecycle", package: "swift-service-lifecycle")
let signals = Target.Dependency.product(name: "UnixSignals", package: "swift-service-lifecycle")
let yams = Target.Dependency.product(name: "Yams", package: "Yams")

let package = Package(
  name: "PetaBinaan",
  products: [
    .library(name: "GeoCore", targets: ["GeoCore"]),
    .executable(name: "geoctl", targets: ["geoctl"]),
    .executable(name: "tileserver", targets: ["tileserver"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
    .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0"),
    .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
    .package(url: "https://github.com/apple/swift-metrics", from: "2.13.0"),
    .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
    .package(url: "https://github.com/apple/swift-nio-extras", from: "1.35.2"),
    .package(url: "https://github.com/apple/swift-nio-ssl", from: "2.37.6"),
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
    .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
  ],
  targets: [
    system("CGEOS", pkgConfig: "geos", apt: "libgeos-dev"),
    system("CPROJ", pkgConfig: "proj", apt: "libproj-dev"),
    system("CGDAL", pkgConfig: "gdal", apt: "libgdal-dev"),
    system("CDeflate", pkgConfig: "libdeflate", apt: "libdeflate-dev"),
    system("CCairo", pkgConfig: "pangocairo", apt: "libpango1.0-dev"),

    room("GeoPrimitives"),
    room("TileMath", uses: ["GeoPrimitives"]),
    room("SpatialIndexing", uses: ["GeoPrimitives", "TileMath"]),
    room("GEOSBindings", uses: ["GeoPrimitives", "CGEOS"]),
    room("PROJBindings", uses: ["GeoPrimitives", "CPROJ"]),
    room("Coverage", uses: ["GeoPrimitives", "TileMath", "SpatialIndexing", "GEOSBindings"]),
    room("Places", uses: ["GeoPrimitives"]),
    room("DisclosureControl", uses: ["GeoPrimitives", crypto]),
    room(
      "DensityEstimation",
      uses: ["GeoPrimitives", "TileMath", "SpatialIndexing", "Coverage", "DisclosureControl"]),
    room(
      "SpatialStatistics", uses: ["GeoPrimitives", "TileMath", "SpatialIndexing", "Coverage"]),
    room("SitePlanning", uses: ["Coverage", "DensityEstimation", "SpatialStatistics"]),
    room("MapRendering", uses: ["GeoPrimitives", "TileMath", "CDeflate", "CCairo"]),
    room("GeoStore", uses: ["GeoPrimitives", "Places", "DisclosureControl", grdb, sqlite]),
    room(
      "GeoImport",
      uses: [
        "GeoPrimitives", "Places", "Coverage", "GEOSBindings", "PROJBindings", "GeoStore",
        "DisclosureControl", "CGDAL",
      ]),
    room(
      "GeoCore",
      uses: [
        "GeoPrimitives", "TileMath", "SpatialIndexing", "PROJBindings", "Coverage", "Places",
        "DisclosureControl", "DensityEstimation", "SpatialStatistics", "SitePlanning",
        "MapRendering", "GeoStore",
      ]),

    .target(
      name: "TileService",
      dependencies: [
        "GeoCore", hummingbird, hummingbirdCore, hummingbirdHTTP2, httpTypes, nioCore, nioHTTP1,
        nioHTTPTypes, nioPosix, nioSSL, logging, metrics, lifecycle, signals, argumentParser, yams,
      ],
      path: "Sources/TileServer/TileService", resources: [.copy("Viewer")], swiftSettings: strict),
    .executableTarget(
      name: "tileserver", dependencies: ["GeoCore", "TileService", argumentParser],
      path: "Sources/TileServer/tileserver", swiftSettings: strict),
    .executableTarget(
      name: "geoctl", dependencies: ["GeoCore", "GeoImport", "TileService", argumentParser],
      path: "Sources/geoctl", swiftSettings: strict),

    .target(
      name: "Support", dependencies: ["GeoPrimitives", "TileMath"], path: "Tests/Support",
      swiftSettings: strict),
    .target(
      name: "DemoSupport", dependencies: ["GeoCore", "GeoImport", "Support"],
      path: "Tests/DemoSupport", swiftSettings: strict),
    tests("GeoPrimitives"),
    tests("TileMath", uses: ["GeoPrimitives"]),
    tests("SpatialIndexing", uses: ["GeoPrimitives", "TileMath"]),
    tests("GEOSBindings", uses: ["GeoPrimitives"]),
    tests("PROJBindings", uses: ["GeoPrimitives"]),
    tests("Coverage", uses: ["GeoPrimitives", "TileMath", "SpatialIndexing"]),
    tests("Places", uses: ["GeoPrimitives"]),
    tests("DisclosureControl", uses: ["GeoPrimitives"]),
    tests(
      "DensityEstimation",
      uses: ["GeoPrimitives", "TileMath", "SpatialIndexing", "DisclosureControl"]),
    tests(
      "SpatialStatistics", uses: ["GeoPrimitives", "TileMath", "Coverage"],
      excluding: ["Expected"]),
    tests("SitePlanning", uses: ["SpatialStatistics"], excluding: ["Expected"]),
    tests("MapRendering", uses: ["GeoPrimitives", "TileMath"], excluding: ["Goldens"]),
    tests("GeoStore", uses: ["GeoPrimitives", "Places", "DisclosureControl", grdb]),
    tests(
      "GeoImport",
      uses: [
        "GeoPrimitives", "Places", "Coverage", "GEOSBindings", "GeoStore", "DisclosureControl",
      ]),
    tests(
      "GeoCore",
      uses: [
        "DemoSupport", "GeoPrimitives", "GeoStore", "SpatialIndexing", "DensityEstimation",
        "GEOSBindings", "MapRendering",
      ]),
    tests(
      "TileService",
      uses: [
        "DemoSupport", "GeoCore", hummingbird, httpTypes, nioCore, nioEmbedded, nioHTTP1,
        nioHTTPTypes, logging, metrics,
      ]),
    .testTarget(
      name: "EndToEndTests", dependencies: ["DemoSupport", "GeoCore", "Support"],
      path: "Tests/EndToEndTests", swiftSettings: strict),
    .testTarget(
      name: "ArchitectureTests", dependencies: ["Support"], path: "Tests/ArchitectureTests",
      swiftSettings: strict),
  ]
)
