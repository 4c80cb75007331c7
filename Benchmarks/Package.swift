// swift-tools-version: 6.2
import PackageDescription

// A package of its own, so that who uses GeoCore does not fetch what only measuring needs.

/// What every target of PetaBinaan is compiled with (see the `Package.swift` above this one).
let strict: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .strictMemorySafety(),
  .treatAllWarnings(as: .error),
]

let package = Package(
  name: "PetaBinaanBenchmarks",
  dependencies: [
    .package(name: "PetaBinaan", path: ".."),
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0"),
    .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1"),
  ],
  targets: [
    .executableTarget(
      name: "bench",
      dependencies: [
        .product(name: "GeoCore", package: "PetaBinaan"),
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      path: "Sources/bench", swiftSettings: strict),
    .executableTarget(
      name: "baretile",
      dependencies: [
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
        .product(name: "HTTPTypes", package: "swift-http-types"),
        .product(name: "Hummingbird", package: "hummingbird"),
      ],
      path: "Sources/baretile", swiftSettings: strict),
  ]
)
