// swift-tools-version: 6.2
import PackageDescription

let settings: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
  .treatAllWarnings(as: .error),
]

/// For modules that work on each byte, cell or record: debug builds optimize them too, and keep all
/// checks with the words of their failures. Tests take less than half of the time with it.
let optimized =
  settings + [
    .unsafeFlags(["-O", "-assert-config", "Debug"], .when(configuration: .debug))
  ]

let argumentParser = Target.Dependency.product(
  name: "ArgumentParser", package: "swift-argument-parser")
let asyncHTTPClient = Target.Dependency.product(
  name: "AsyncHTTPClient", package: "async-http-client")
let grdb = Target.Dependency.product(name: "GRDB", package: "GRDB.swift")
let logging = Target.Dependency.product(name: "Logging", package: "swift-log")
let toml = Target.Dependency.product(name: "TOMLKit", package: "TOMLKit")
let nioCore = Target.Dependency.product(name: "NIOCore", package: "swift-nio")
let nioPosix = Target.Dependency.product(name: "NIOPosix", package: "swift-nio")
let nioHTTP1 = Target.Dependency.product(name: "NIOHTTP1", package: "swift-nio")
let nioSSL = Target.Dependency.product(name: "NIOSSL", package: "swift-nio-ssl")
let nioCompression = Target.Dependency.product(
  name: "NIOHTTPCompression", package: "swift-nio-extras")

let package = Package(
  name: "vitty",
  platforms: [.macOS(.v15)],
  products: [.executable(name: "vitty", targets: ["vitty"])],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
    .package(url: "https://github.com/apple/swift-log", exact: "1.16.2"),
    .package(url: "https://github.com/apple/swift-nio", exact: "2.101.2"),
    .package(url: "https://github.com/apple/swift-nio-extras", exact: "1.35.2"),
    .package(url: "https://github.com/apple/swift-nio-ssl", exact: "2.37.6"),
    .package(url: "https://github.com/swift-server/async-http-client", exact: "1.37.0"),
    .package(url: "https://github.com/groue/GRDB.swift", exact: "7.10.0"),
    .package(url: "https://github.com/LebJe/TOMLKit", exact: "0.6.0"),
  ],
  targets: [
    .target(
      name: "CNcurses", cSettings: [.unsafeFlags(["-Wall", "-Wextra", "-Werror"])],
      linkerSettings: [.linkedLibrary("ncursesw"), .linkedLibrary("tinfo")]),
    .systemLibrary(
      name: "CLibXML2", pkgConfig: "libxml-2.0", providers: [.apt(["libxml2-dev"])]),
    .systemLibrary(
      name: "CCmarkGFM",
      providers: [.apt(["libcmark-gfm-dev", "libcmark-gfm-extensions-dev"])]),
    .target(name: "Terminal", dependencies: ["CNcurses"], swiftSettings: optimized),
    .target(name: "VitallyModel", swiftSettings: optimized),
    .target(
      name: "VitallyAPI",
      dependencies: [
        "VitallyModel", asyncHTTPClient, nioCore, nioHTTP1, nioCompression, nioSSL, logging,
      ], swiftSettings: settings),
    .target(
      name: "Store", dependencies: ["VitallyModel", grdb, logging], swiftSettings: settings),
    .target(name: "Markup", dependencies: ["CLibXML2", "CCmarkGFM"], swiftSettings: optimized),
    .target(name: "ViewModels", dependencies: ["VitallyModel", "Markup"], swiftSettings: settings),
    .target(
      name: "Console", dependencies: ["Terminal", "ViewModels", "Markup", "VitallyModel", toml],
      resources: [.embedInCode("keymaps/vim.toml")], swiftSettings: settings),
    .target(
      name: "VitallyDemo", dependencies: [nioCore, nioPosix, nioHTTP1], swiftSettings: optimized),
    .executableTarget(
      name: "vitty",
      dependencies: [
        "Console", "Store", "VitallyAPI", "VitallyDemo", "ViewModels", "VitallyModel", "Markup",
        "Terminal", argumentParser, logging, toml,
      ], swiftSettings: settings),
    .executableTarget(
      name: "vitty-demo-server", dependencies: ["VitallyDemo", argumentParser],
      path: "Benchmarks/Server", swiftSettings: settings),

    // Shared by several test targets. Only tests depend on it, and it depends on no module of vitty.
    .target(
      name: "TestSupport", dependencies: [logging, nioCore, nioPosix, nioSSL],
      path: "Tests/TestSupport",
      swiftSettings: settings),
    .testTarget(
      name: "TerminalTests", dependencies: ["Terminal", "TestSupport"], swiftSettings: settings),
    .testTarget(
      name: "VitallyModelTests", dependencies: ["VitallyModel", "TestSupport"],
      resources: [.copy("Fixtures")], swiftSettings: settings),
    .testTarget(
      name: "VitallyAPITests",
      dependencies: [
        "VitallyAPI", "VitallyModel", "VitallyDemo", "TestSupport", nioCore, nioHTTP1, logging,
      ],
      resources: [.copy("Fixtures")], swiftSettings: settings),
    .testTarget(
      name: "StoreTests",
      dependencies: ["Store", "VitallyModel", "VitallyAPI", "VitallyDemo", "TestSupport", grdb],
      resources: [.copy("Fixtures")], swiftSettings: settings),
    .testTarget(
      name: "MarkupTests", dependencies: ["Markup", "TestSupport"], swiftSettings: settings),
    .testTarget(
      name: "ViewModelTests",
      dependencies: ["ViewModels", "VitallyModel", "Markup", "TestSupport"],
      swiftSettings: settings),
    .testTarget(
      name: "ConsoleTests",
      dependencies: [
        "Console", "Terminal", "ViewModels", "VitallyModel", "Markup", "Store", "VitallyAPI",
        "VitallyDemo", "vitty", "TestSupport",
      ], exclude: ["Pages", "Screens"], swiftSettings: settings),
    .testTarget(
      name: "VittyTests",
      dependencies: ["vitty", "Store", "ViewModels", "VitallyAPI", "VitallyModel", "TestSupport"],
      swiftSettings: settings),
    .testTarget(name: "VitallyDemoTests", dependencies: ["VitallyDemo"], swiftSettings: settings),
    .testTarget(
      name: "EndToEndTests", dependencies: ["VitallyModel", "VitallyDemo", "TestSupport"],
      swiftSettings: settings),
    .testTarget(name: "ArchitectureTests", swiftSettings: settings),
  ]
)
