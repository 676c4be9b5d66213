// swift-tools-version: 6.2
import PackageDescription

/// Every target is built alike: warnings are errors, and each unsafe use is marked where it stands.
let settings: [SwiftSetting] = [
  .treatAllWarnings(as: .error),
  .strictMemorySafety(),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("MemberImportVisibility"),
]

func module(_ name: String, _ dependencies: [Target.Dependency], resources: [Resource] = []) -> Target {
  .target(name: name, dependencies: dependencies, resources: resources, swiftSettings: settings)
}

func tests(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
  .testTarget(
    name: name + "Tests", dependencies: dependencies + [.byName(name: name)], swiftSettings: settings)
}

/// A C library of the system; `pkgConfig` finds it and the providers say how to install it. It is nil for what the program loads by
/// itself: nothing is linked, and the headers lie where compilers look.
func system(_ name: String, _ pkgConfig: String?, apt: String, brew: String) -> Target {
  .systemLibrary(name: name, pkgConfig: pkgConfig, providers: [.apt([apt]), .brew([brew])])
}

let arguments: Target.Dependency = .product(name: "ArgumentParser", package: "swift-argument-parser")
let mustache: Target.Dependency = .product(name: "Mustache", package: "swift-mustache")
let yams: Target.Dependency = .product(name: "Yams", package: "Yams")

/// The test bundles that are built: all, or for work on one module those that `IMGCHECK_TESTS` names (`Secrets,Rules`).
let chosenTests = Context.environment["IMGCHECK_TESTS"].map {
  Set($0.split(separator: ",").map { "\($0)Tests" })
}

/// The built-in policies, by the names of their files.
let policyPacks = [
  "baseline", "cis-docker", "development", "hipaa", "kubernetes-restricted", "production", "staging",
]

let package = Package(
  name: "imgcheck",
  platforms: [.macOS(.v15)],
  products: [.executable(name: "imgcheck", targets: ["imgcheck"])],
  traits: [
    .trait(
      name: "ISAL",
      description: "Unpacks what is deflated with ISA-L and not with zlib, some three times as fast."),
    .default(enabledTraits: ["ISAL"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", .upToNextMinor(from: "1.8.0")),
    .package(url: "https://github.com/jpsim/Yams", .upToNextMinor(from: "6.2.0")),
    .package(url: "https://github.com/hummingbird-project/swift-mustache", .upToNextMinor(from: "2.1.1")),
  ],
  targets: [
    .executableTarget(
      name: "imgcheck",
      dependencies: [
        "ArchiveIO", "Compose", "Dockerfiles", "Findings", "Gate", "ImageSources", "PatternScan",
        "Policies", "Reports", "Rules", "Sandbox", "Secrets", arguments,
      ],
      swiftSettings: settings),
    .executableTarget(
      name: "secret-bench", dependencies: ["Findings", "LabelledSets", "PatternScan", "Secrets"],
      path: "benchmarks/secrets", swiftSettings: settings),
    .target(
      name: "LabelledSets", dependencies: ["Secrets"], path: "benchmarks/labels", swiftSettings: settings),
    module(
      "Gate",
      [
        "ArchiveIO", "Compose", "Dockerfiles", "Findings", "Images", "PatternScan",
        "Policies", "PolicyPacks", "Reports", "Rules", "Secrets",
      ]),
    module("Dockerfiles", ["Findings", "Images"]),
    module(
      "Reports", ["Digests", "Findings", mustache],
      // Part of the program, so that it needs no file beside it.
      resources: [
        .embedInCode("HTML/Resources/report.css"), .embedInCode("HTML/Resources/report.js"),
        .embedInCode("HTML/Resources/browse.css"), .embedInCode("HTML/Resources/browse.js"),
      ]),
    module("Rules", ["ArchiveIO", "Compose", "Findings", "Images", "Policies", "Secrets"]),
    module("Policies", ["Compose", "Findings", "PatternScan"]),
    .target(
      name: "PolicyPacks", path: "policies", exclude: ["policy.schema.json"], sources: ["Packs.swift"],
      resources: policyPacks.map { .embedInCode("\($0).yaml") }, swiftSettings: settings),
    module("Images", ["ArchiveIO", "Digests", "Findings", "Secrets"]),
    module("Compose", ["Findings", "YAMLEvents", yams]),
    module("YAMLEvents", [yams]),
    module("ImageSources", ["ArchiveIO", "Findings", "Images", "TOML", "Transfer"]),
    module("Secrets", ["ArchiveIO", "Digests", "Findings", "PatternScan", "TOML", yams]),
    module("Findings", ["Digests"]),
    module("PatternScan", ["CByteMasks", "CPCRE2", "CVectorscan", "Digests"]),
    module(
      "ArchiveIO",
      [
        .target(name: "CISAL", condition: .when(traits: ["ISAL"])), "CLibArchive", "CSQLite", "CZlib",
        "Digests",
      ]),
    module("TOML", []),
    module("Digests", ["CCrypto", "CHashLanes"]),
    // Of Linux alone: elsewhere the module gives nothing up.
    module("Sandbox", [.target(name: "CSandbox", condition: .when(platforms: [.linux]))]),
    module("Transfer", ["CCurl"]),

    system("CCrypto", "libcrypto", apt: "libssl-dev", brew: "openssl@3"),
    system("CCurl", nil, apt: "libcurl4-openssl-dev", brew: "curl"),
    system("CLibArchive", "libarchive", apt: "libarchive-dev", brew: "libarchive"),
    system("CISAL", "libisal", apt: "libisal-dev", brew: "isa-l"),
    system("CZlib", "zlib", apt: "zlib1g-dev", brew: "zlib"),
    system("CSQLite", "sqlite3", apt: "libsqlite3-dev", brew: "sqlite3"),
    .systemLibrary(name: "CByteMasks"),
    .systemLibrary(name: "CHashLanes"),
    system("CVectorscan", "libhs", apt: "libvectorscan-dev", brew: "vectorscan"),
    .systemLibrary(name: "CSandbox", pkgConfig: "libseccomp", providers: [.apt(["libseccomp-dev"])]),
    system("CPCRE2", "libpcre2-8", apt: "libpcre2-dev", brew: "pcre2"),

    .target(
      name: "TestSupport",
      dependencies: [
        "ArchiveIO", "CZlib", "Compose", "Findings", "Images", "PatternScan", "Policies", "Reports",
        "Rules", "Secrets",
      ],
      path: "Tests/TestSupport",
      swiftSettings: settings),
    .target(name: "LoopbackServer", path: "Tests/LoopbackServer", swiftSettings: settings),
    .executableTarget(
      name: "image-writer", dependencies: ["TestSupport"], path: "Tests/ImageWriter", swiftSettings: settings),
    .executableTarget(
      name: "sandbox-probe", dependencies: ["Sandbox"], path: "Tests/SandboxProbe", swiftSettings: settings),
    tests("ArchiveIO", ["CZlib", "TestSupport"]),
    tests("Sandbox", ["sandbox-probe"]),
    tests("Digests", []),
    tests("Findings", []),
    tests("Images", ["TestSupport"]),
    tests(
      "ImageSources",
      ["ArchiveIO", "Findings", "Images", "LoopbackServer", "Secrets", "TestSupport", "Transfer"]),
    tests("Transfer", ["LoopbackServer"]),
    tests("Compose", ["TestSupport"]),
    tests("PatternScan", []),
    tests("TOML", []),
    tests("YAMLEvents", []),
    tests("Policies", ["TestSupport"]),
    tests("Rules", ["Secrets", "TestSupport"]),
    tests("Reports", ["TestSupport"]),
    tests("Secrets", ["Findings", "LabelledSets", "PatternScan", "TestSupport"]),
    tests("Gate", ["PolicyPacks", "TestSupport"]),
    tests("Dockerfiles", ["Images", "TestSupport"]),
    .testTarget(
      name: "EndToEndTests",
      dependencies: [
        "Compose", "Findings", "Gate", "LoopbackServer", "Policies", "Reports", "TestSupport", "imgcheck",
        yams,
      ],
      swiftSettings: settings),
  ],
  swiftLanguageModes: [.v6]
)

if let chosenTests {
  package.targets.removeAll { $0.type == .test && !chosenTests.contains($0.name) }
}

/// The readers of untrusted input for libFuzzer: only for `fuzz/run`, which links them with the fuzzer's own loop.
if Context.environment["IMGCHECK_FUZZ"] != nil {
  package.targets.append(
    .executableTarget(
      name: "imgcheck-fuzz",
      dependencies: [
        "ArchiveIO", "Compose", "Dockerfiles", "Findings", "Gate", "Images", "PatternScan", "Policies",
        "PolicyPacks",
        "Reports", "Rules", "Secrets", "TestSupport",
      ],
      path: "fuzz/Harnesses", swiftSettings: settings))
}
