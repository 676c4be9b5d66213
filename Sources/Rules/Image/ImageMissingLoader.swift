import Findings
import Images

extension Rule {
  static let imageMissingLoader = Rule(
    id: "image-missing-loader",
    summary: "The program that the container starts was built for another system than the image's.",
    why: """
      A dynamically linked program names the loader that starts it. One built on Debian asks for another than \
      Alpine has, and an image from scratch has none: the container stops with 'no such file or directory'.
      """,
    fix: "Build the program on the image's own system, or link it statically.",
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
        "the loader is there",
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
          place, "The container starts '\(name)', which needs the loader \(loader), and the image has none.")
      ]
    })
}
