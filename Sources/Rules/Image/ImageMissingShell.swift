import Findings
import Images

extension Rule {
  static let imageMissingShell = Rule(
    id: "image-missing-shell",
    summary: "The entry point, the command or the health check needs a shell that the image lacks.",
    why: """
      A shell runs CMD, ENTRYPOINT and HEALTHCHECK when they are written without brackets. Without a shell in \
      the image, the container does not start or never becomes healthy.
      """,
    fix: """
      Write the instruction in brackets, as a list of the program and its arguments: CMD ["/app/server", \
      "--port", "8080"].
      """,
    severity: .high, confidence: .firm,
    references: [],
    triggering: [
      .image(
        "a command without brackets",
        """
        ▶ Cmd: ["/bin/sh", "-c", "/server --port 8080"]
        layer: COPY server /server
          -rwxr-xr-x 0:0 /server 10
        """),
      .image(
        "a health check without brackets",
        """
        Entrypoint: ["/server"]
        ▶ Healthcheck: ["CMD-SHELL", "/server --check"]
        layer: COPY server /server
          -rwxr-xr-x 0:0 /server 10
        """),
    ],
    silent: [
      .image(
        "brackets",
        """
        Entrypoint: ["/server"]
        Healthcheck: ["CMD", "/server", "--check"]
        layer: COPY server /server
          -rwxr-xr-x 0:0 /server 10
        """),
      .image(
        "a shell",
        """
        Cmd: ["/bin/sh", "-c", "/server --port 8080"]
        layer: COPY server /server
          -rwxr-xr-x 0:0 /bin/busybox 10
          -rwxr-xr-x 0:0 /bin/sh => /bin/busybox
          -rwxr-xr-x 0:0 /server 10
        """),
    ],
    needs: [.tree],
    check: .image { image, _ in
      var matches: [Match] = []
      if case (let place, .missingShell(let shell))? = image.mainCommandProblem {
        matches.append(
          Match(place, "The container runs a script with '\(shell)', but the image has no such shell."))
      }
      if case .missingShell(let shell)? = image.healthCheckProblem {
        matches.append(
          Match(
            .config("Healthcheck"),
            "The health check runs a script with '\(shell)', but the image has no such shell, so it always fails."
          ))
      }
      return matches
    })
}
