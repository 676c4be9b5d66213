import Findings
import Images
import Policies

extension Rule {
  static let layerBuildProduct = Rule(
    id: "layer-build-product",
    summary: "Leftovers of a build are in the image.",
    why: """
      Object files, bundler caches and intermediate directories are needed to build the application, not to \
      run it.
      """,
    fix: "Build in a stage of its own and copy only the result, or delete the leftovers in the same RUN.",
    severity: .low, confidence: .firm,
    references: [.nist("4.1.2")],
    triggering: [
      .image(
        "leftovers of a compiler",
        """
        layer: RUN make
        ▶ -rw-r--r-- 0:0 /src/main.o 20000
        """),
      .image(
        "leftovers of a bundler",
        """
        layer: RUN npm run build
        ▶ drwxr-xr-x 0:0 /app/.next/cache
          -rw-r--r-- 0:0 /app/.next/cache/webpack/x.pack 20000
        """),
    ],
    silent: [
      .image(
        "small files, and the distribution's own",
        """
        layer: RUN make
          -rw-r--r-- 0:0 /src/main.o 40
          -rw-r--r-- 0:0 /usr/lib/x86_64-linux-gnu/crt1.o 20000
        """)
    ],
    check: .image { image, policy in
      StrayFiles.buildProducts.matches(in: image, least: policy.image.smallestCache)
    })
}
