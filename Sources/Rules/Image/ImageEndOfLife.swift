import Findings
import Images
import Policies

extension Rule {
  static let imageEndOfLife = Rule(
    id: "image-end-of-life",
    summary: "A distribution or runtime in the image gets no security fixes any more.",
    why: """
      Flaws that are found from now on stay open: no rebuild brings a fix, and advisories no longer name the \
      release.
      """,
    fix: "Use a base image with a supported release, for example FROM debian:13-slim or FROM node:24-slim.",
    severity: .medium, confidence: .certain,
    references: [.cis("4.4"), .cwe(1104), .nist("4.1.1")],
    triggering: [
      .image(
        "a distribution",
        """
        today: 2026-11-28
        ▶ image: app:1.0
        layer: ADD rootfs.tar /
          -rw-r--r-- 0:0 /etc/os-release
            | ID=debian
            | VERSION_ID="10"
        """),
      .image(
        "runtimes of official images",
        """
        today: 2026-11-28
        ▶ Env: NODE_VERSION=18.20.4
        ▶ Env: PYTHON_VERSION=3.8.19
        """),
    ],
    silent: [
      .image(
        "releases that get fixes, and what no table knows",
        """
        today: 2026-11-28
        Env: NODE_VERSION=24.1.0
        Env: PYTHON_VERSION=3.13.1
        Env: APP_VERSION=10
        layer: ADD rootfs.tar /
          -rw-r--r-- 0:0 /etc/os-release
            | ID=alpine
            | VERSION_ID=3.22.1
        """),
      .image(
        "the last day, and a run without a date",
        """
        today: 2024-06-30
        layer: ADD rootfs.tar /
          -rw-r--r-- 0:0 /etc/os-release
            | ID=debian
            | VERSION_ID="10"
        """),
      .image("a run without a date", "Env: NODE_VERSION=18.20.4"),
    ],
    check: .image { image, policy in
      guard let today = policy.today else { return [] }
      var matches: [Match] = []
      if let release = image.facts.osRelease, let version = release.versionID,
        let ended = EndOfLife.distributions[release.id].flatMap({ EndOfLife.ended($0, version, on: today) })
      {
        matches.append(ended.match(.image))
      }
      for (index, variable) in image.config.execution.environment.enumerated() {
        let parts = variable.split(separator: "=", maxSplits: 1).map(String.init)
        guard parts.count == 2, let product = EndOfLife.variables[parts[0]],
          let ended = EndOfLife.ended(product, parts[1], on: today)
        else { continue }
        matches.append(ended.match(.config("Env[\(index)]")))
      }
      return matches
    })
}

extension EndOfLife.Ended {
  func match(_ place: SymbolicLocation) -> Match {
    Match(
      place, "\(release) has had no security fixes since \(day) (\(source)).", subject: release)
  }
}
