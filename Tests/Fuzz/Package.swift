// swift-tools-version: 6.2
import PackageDescription

// A package of its own, because the program cannot be linked without libFuzzer: `scripts/fuzz`
// builds it. The readers and their promise are those of the tests, by symbolic links.
let package = Package(
  name: "Fuzz",
  dependencies: [.package(name: "MOUDSim", path: "../..")],
  targets: [
    .target(name: "CFuzzer"),
    .executableTarget(
      name: "moudsim-fuzz",
      dependencies: [
        "CFuzzer", .product(name: "Experiments", package: "MOUDSim"),
        .product(name: "TreatmentModel", package: "MOUDSim"),
      ],
      swiftSettings: [
        .swiftLanguageMode(.v6),
        .treatAllWarnings(as: .error),
        .enableUpcomingFeature("ExistentialAny"),
        .enableUpcomingFeature("InternalImportsByDefault"),
      ]),
  ]
)
