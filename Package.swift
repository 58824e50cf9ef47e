// swift-tools-version: 6.1
import PackageDescription

// One Swift package, one executable. Dependencies point one way:
//
//     zhisou -> SearchServer -> Platform -> SearchEngine -> TextAnalysis -> CICU
//               RankingEvaluation -------------^      \-> CZlib
let settings: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
]

let package = Package(
  name: "zhisou",
  platforms: [.macOS(.v15)],
  products: [
    .executable(name: "zhisou", targets: ["zhisou"]),
    .library(name: "SearchEngine", targets: ["SearchEngine"]),
    .library(name: "TextAnalysis", targets: ["TextAnalysis"]),
    .library(name: "RankingEvaluation", targets: ["RankingEvaluation"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.0"),
    .package(url: "https://github.com/apple/swift-log", from: "1.16.0"),
    .package(url: "https://github.com/apple/swift-nio", from: "2.101.0"),
    .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.0"),
    .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.0"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.0"),
  ],
  targets: [
    .target(
      name: "CICU",
      linkerSettings: [.linkedLibrary("icuuc"), .linkedLibrary("icui18n")]
    ),
    .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
    .target(name: "TextAnalysis", dependencies: ["CICU"], swiftSettings: settings),
    .target(
      name: "SearchEngine",
      dependencies: ["CZlib", "TextAnalysis"],
      swiftSettings: settings
    ),
    .target(
      name: "Platform",
      dependencies: ["SearchEngine", "TextAnalysis", .product(name: "Yams", package: "Yams")],
      swiftSettings: settings
    ),
    .target(
      name: "RankingEvaluation",
      dependencies: ["SearchEngine"],
      swiftSettings: settings
    ),
    .target(
      name: "SearchServer",
      dependencies: [
        "Platform",
        .product(name: "Hummingbird", package: "hummingbird"),
        .product(name: "Logging", package: "swift-log"),
        .product(name: "Mustache", package: "swift-mustache"),
        .product(name: "NIOCore", package: "swift-nio"),
        .product(name: "NIOPosix", package: "swift-nio"),
      ],
      resources: [.embedInCode("Resources")],
      swiftSettings: settings
    ),
    .executableTarget(
      name: "zhisou",
      dependencies: [
        "Platform", "RankingEvaluation", "SearchEngine", "SearchServer", "TextAnalysis",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
        .product(name: "Logging", package: "swift-log"),
        .product(name: "NIOCore", package: "swift-nio"),
      ],
      swiftSettings: settings
    ),
    .testTarget(name: "TextAnalysisTests", dependencies: ["TextAnalysis"], swiftSettings: settings),
    .testTarget(name: "SearchEngineTests", dependencies: ["SearchEngine"], swiftSettings: settings),
    .testTarget(name: "PlatformTests", dependencies: ["Platform"], swiftSettings: settings),
    .testTarget(
      name: "RankingEvaluationTests",
      dependencies: ["RankingEvaluation"],
      swiftSettings: settings
    ),
    .testTarget(
      name: "SearchServerTests",
      dependencies: [
        "SearchServer",
        .product(name: "HummingbirdTesting", package: "hummingbird"),
      ],
      swiftSettings: settings
    ),
    .testTarget(
      name: "EndToEndTests",
      dependencies: ["zhisou"],
      exclude: ["Fixtures"],
      swiftSettings: settings
    ),
  ]
)
