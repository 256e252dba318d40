// swift-tools-version: 6.2
import PackageDescription

/// One set of rules for every Swift target: warnings stop the build, existentials are spelled out,
/// imports are internal unless a public interface needs them.
let house: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .treatAllWarnings(as: .error),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("InternalImportsByDefault"),
]

let argumentParser = Target.Dependency.product(
  name: "ArgumentParser", package: "swift-argument-parser")

let hummingbird = Target.Dependency.product(name: "Hummingbird", package: "hummingbird")
let hummingbirdCore = Target.Dependency.product(name: "HummingbirdCore", package: "hummingbird")
let lifecycle = Target.Dependency.product(
  name: "ServiceLifecycle", package: "swift-service-lifecycle")
let logging = Target.Dependency.product(name: "Logging", package: "swift-log")
let nioCore = Target.Dependency.product(name: "NIOCore", package: "swift-nio")
let httpTypes = Target.Dependency.product(name: "HTTPTypes", package: "swift-http-types")

let package = Package(
  name: "MOUDSim",
  // Where Swift's own Mutex begins; on Linux every version has it.
  platforms: [.macOS(.v15)],
  products: [
    .executable(name: "moudsim", targets: ["moudsim"]),
    .executable(name: "moudsim-serve", targets: ["moudsim-serve"]),
    .executable(name: "moudsim-bench", targets: ["moudsim-bench"]),
    .library(name: "TreatmentModel", targets: ["TreatmentModel"]),
    .library(name: "DiscreteEvents", targets: ["DiscreteEvents"]),
    .library(name: "HealthEconomics", targets: ["HealthEconomics"]),
    .library(name: "Experiments", targets: ["Experiments"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
    .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1"),
    .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
    .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
    .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
    .package(url: "https://github.com/apple/swift-http-types", from: "1.4.0"),
  ],
  targets: [
    // MARK: - Layer 0: no clinical word
    .systemLibrary(name: "CGSL", pkgConfig: "gsl", providers: [.apt(["libgsl-dev"])]),
    .target(name: "Randomness", dependencies: ["CGSL"], swiftSettings: house),
    .target(name: "CKernel"),
    .target(name: "DiscreteEvents", dependencies: ["CKernel"], swiftSettings: house),
    .target(name: "Statistics", dependencies: ["CGSL"], swiftSettings: house),

    // MARK: - Layer 1: the domain
    .target(
      name: "TreatmentModel", dependencies: ["Randomness", "DiscreteEvents"],
      swiftSettings: house),

    .target(name: "HealthEconomics", dependencies: ["Statistics"], swiftSettings: house),

    // MARK: - Layer 2: experiments
    .target(
      name: "ReferenceClinic", dependencies: ["DiscreteEvents", "Randomness"],
      swiftSettings: house),
    .target(
      name: "Experiments",
      dependencies: [
        "TreatmentModel", "HealthEconomics", "ReferenceClinic", "Statistics", "Randomness",
        "DiscreteEvents", "Yams",
      ],
      exclude: [
        "Evidence/parameters.yaml", "Evidence/bibliography.yaml", "Report/Page",
      ],
      swiftSettings: house, plugins: ["EmbedFilesPlugin"]),

    // MARK: - Layer 3: programs
    .executableTarget(
      name: "moudsim", dependencies: ["Experiments", argumentParser], swiftSettings: house),
    .target(name: "CAllocationCount"),
    .executableTarget(
      name: "moudsim-bench",
      dependencies: [
        "Experiments", "TreatmentModel", "HealthEconomics", "DiscreteEvents", "Randomness",
        "ReferenceClinic", "Statistics", "CAllocationCount", argumentParser,
      ],
      swiftSettings: house),

    .target(
      name: "WhatIfServer",
      dependencies: [
        "Experiments", hummingbird, hummingbirdCore, lifecycle, logging, nioCore, httpTypes,
      ],
      exclude: ["Page"], swiftSettings: house, plugins: ["EmbedFilesPlugin"]),
    .executableTarget(
      name: "moudsim-serve", dependencies: ["WhatIfServer", argumentParser, logging],
      swiftSettings: house),

    // MARK: - Build tool: text files become part of the binary
    .executableTarget(name: "EmbedFiles", swiftSettings: house),
    .plugin(
      name: "EmbedFilesPlugin", capability: .buildTool(), dependencies: ["EmbedFiles"],
      path: "Sources/EmbedFilesPlugin"),

    // MARK: - Tests
    .target(
      name: "TestSupport", dependencies: ["Statistics"], path: "Tests/TestSupport",
      swiftSettings: house),
    .testTarget(
      name: "RandomnessTests", dependencies: ["Randomness", "CGSL", "TestSupport"],
      swiftSettings: house),
    .testTarget(
      name: "DiscreteEventsTests", dependencies: ["DiscreteEvents", "Randomness", "TestSupport"],
      swiftSettings: house),
    .testTarget(
      name: "StatisticsTests", dependencies: ["Statistics", "TestSupport"], swiftSettings: house),
    .testTarget(
      name: "HealthEconomicsTests",
      dependencies: ["HealthEconomics", "Statistics", "Randomness", "TestSupport"],
      exclude: ["Reference"], swiftSettings: house),
    .testTarget(
      name: "TreatmentModelTests",
      dependencies: [
        "TreatmentModel", "DiscreteEvents", "Randomness", "Experiments", "TestSupport",
      ],
      swiftSettings: house),
    .testTarget(
      name: "ExperimentsTests",
      dependencies: [
        "Experiments", "TreatmentModel", "HealthEconomics", "DiscreteEvents", "Statistics",
        "TestSupport",
      ],
      swiftSettings: house),
    .testTarget(
      name: "GoldenTests", dependencies: ["Experiments", "moudsim", "TestSupport"],
      exclude: ["Golden"], swiftSettings: house),
    .testTarget(
      name: "ValidationTests",
      dependencies: [
        "Experiments", "TreatmentModel", "HealthEconomics", "Randomness", "Statistics",
        "ReferenceClinic", "moudsim-bench", "TestSupport",
      ],
      swiftSettings: house),
    .testTarget(
      name: "CommandLineTests", dependencies: ["moudsim", "TestSupport"], exclude: ["Reference"],
      swiftSettings: house),
    .testTarget(
      name: "BrowserTests",
      dependencies: ["Experiments", "moudsim", "moudsim-serve", "TestSupport"],
      exclude: ["visit.py", "use_page.py", "time_page.py"], swiftSettings: house),
    .testTarget(
      name: "ServerTests",
      dependencies: [
        "WhatIfServer", "Experiments", "moudsim", "moudsim-serve", "TestSupport", hummingbird,
        lifecycle, logging, httpTypes,
      ],
      swiftSettings: house),
    .testTarget(
      name: "SlurmTests", dependencies: ["moudsim", "TestSupport"], exclude: ["slurm-lab"],
      swiftSettings: house),
  ]
)
