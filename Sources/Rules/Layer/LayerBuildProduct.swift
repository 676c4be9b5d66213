import Findings
import Images
import Policies

extension Rule {
  static let layerBuildProduct = Rule(
    id: "layer-build-product",
    summary: "What a build left behind is in the image.",
    why: """
      Object files, caches of bundlers and directories of intermediate results were needed to build the \
      application, not to run it.
      """,
    fix: "Build in a stage of its own and copy only the result, or remove the rest in the same RUN.",
    severity: .low, confidence: .firm,
    references: [.nist("4.1.2")],
    triggering: [
      .image(
        "of a compiler",
        """
        layer: RUN make
        ▶ -rw-r--r-- 0:0 /src/main.o 20000
        """),
      .image(
        "of a bundler",
        """
        layer: RUN npm run build
        ▶ drwxr-xr-x 0:0 /app/.next/cache
          -rw-r--r-- 0:0 /app/.next/cache/webpack/x.pack 20000
        """),
    ],
    silent: [
      .image(
        "small ones, and the distribution's",
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
