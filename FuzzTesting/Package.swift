// swift-tools-version: 6.2
import PackageDescription

// A package of its own: fuzzing needs a build with other flags than everything else (see README.md).

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
  name: "PetaBinaanFuzzTesting",
  dependencies: [.package(name: "PetaBinaan", path: "..")],
  targets: [
    .executableTarget(
      name: "fuzzintake", dependencies: [.product(name: "GeoCore", package: "PetaBinaan")],
      path: "Sources/fuzzintake",
      swiftSettings: strict + [.unsafeFlags(["-parse-as-library"])]),
    .executableTarget(
      name: "fuzzplaces", dependencies: [.product(name: "GeoCore", package: "PetaBinaan")],
      path: "Sources/fuzzplaces",
      swiftSettings: strict + [.unsafeFlags(["-parse-as-library"])]),
  ]
)
