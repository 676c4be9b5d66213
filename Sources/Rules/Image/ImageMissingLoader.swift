import Findings
import Images

extension Rule {
  static let imageMissingLoader = Rule(
    id: "image-missing-loader",
    summary: "The program that the container starts was built for a different system.",
    why: """
      A dynamically linked program names the loader that starts it. Debian's loader is missing from Alpine, \
      and an image from scratch has none: the container stops with 'no such file or directory'.
      """,
    fix: """
      Build the program on the system of the final image, or link it statically; for Go, with CGO_ENABLED=0.
      """,
    severity: .high, confidence: .certain,
    references: [],
    triggering: [
      .image(
        "a program for the GNU C library in an image from scratch",
        """
        ▶ Entrypoint: ["/server"]
        layer: COPY server /
          -rwxr-xr-x 0:0 /server
          elf /lib64/ld-linux-x86-64.so.2
        """)
    ],
    silent: [
      .image(
        "a program whose loader is in the image",
        """
        Entrypoint: ["/server"]
        layer: COPY server /
          -rwxr-xr-x 0:0 /usr/lib/ld-linux-x86-64.so.2 10
          lrwxrwxrwx 0:0 /lib64 -> usr/lib
          -rwxr-xr-x 0:0 /server
          elf /lib64/ld-linux-x86-64.so.2
        """),
      .image(
        "a static program",
        """
        Entrypoint: ["/server"]
        layer: COPY server /
          -rwxr-xr-x 0:0 /server
          elf
        """),
    ],
    needs: [.tree],
    check: .image { image, _ in
      guard case (let place, .missingLoader(let name, let loader))? = image.mainCommandProblem else {
        return []
      }
      return [
        Match(
          place, "The container starts '\(name)', which needs the loader \(loader), but the image lacks it.")
      ]
    })
}
