import Findings
import Images

extension Rule {
  static let layerCompiledTest = Rule(
    id: "layer-compiled-test",
    summary: "A compiled test program is in the image.",
    why: """
      A program made by `go test -c` or `cargo test` runs tests, not the application. It usually comes from \
      copying a whole output directory.
      """,
    fix: "Copy programs by name instead of their whole directory: COPY --from=build /src/bin/api /app/bin/.",
    severity: .medium, confidence: .certain,
    references: [.cis("4.3"), .cwe(489)],
    triggering: [
      .image(
        "a test program from go test",
        """
        layer: COPY bin /app/bin
        ▶ -rwxr-xr-x 0:0 /app/bin/api.test
            program go-test
        """),
      .image(
        "a test program from cargo test",
        """
        layer: COPY target/release/deps /app/bin
        ▶ -rwxr-xr-x 0:0 /app/bin/api-0f0f0f
            program rust-test
        """),
    ],
    silent: [
      .image(
        "an ordinary program, and a script with a similar name",
        """
        layer: COPY bin /app/bin
          -rwxr-xr-x 0:0 /app/bin/api
            program go
          -rwxr-xr-x 0:0 /app/bin/run.test
            | #!/bin/sh
        """)
    ],
    check: .image { image, _ in
      image.facts.programs.compactMap { told in
        guard let harness = told.value.testHarness,
          let node = image.tree.node(at: told.path), let id = image.tree.entry(at: node)
        else { return nil }
        let language =
          switch harness.language {
          case .go: "Go"
          case .rust: "Rust"
          }
        let confidence: Confidence =
          switch harness.confidence {
          case .certain: .certain
          case .likely: .firm
          }
        let occurrence = image.occurrence(id)
        return Match(
          .file(layer: occurrence.layer, path: occurrence.path),
          "\(occurrence.path.shown) is a compiled \(language) test, not the application.",
          subject: occurrence.path.name, confidence: confidence, state: .visible)
      }
    })
}
