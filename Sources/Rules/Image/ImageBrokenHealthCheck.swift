import Findings
import Images

extension Rule {
  static let imageBrokenHealthCheck = Rule(
    id: "image-broken-health-check",
    summary: "The health check's program is missing from the image or cannot start.",
    why: """
      The check fails every time, so the container never becomes healthy: an orchestrator keeps restarting it, \
      or never sends it a request. Slim images often lack curl and wget.
      """,
    fix: """
      Use a program that the image has, ideally the service itself: HEALTHCHECK CMD ["/app/server", \
      "--check"].
      """,
    severity: .medium, confidence: .firm,
    references: [.cis("4.6")],
    triggering: [
      .image(
        "curl in an image without curl",
        """
        ▶ Healthcheck: ["CMD-SHELL", "curl -f http://localhost/ || exit 1"]
        layer: ADD rootfs.tar /
          -rwxr-xr-x 0:0 /bin/sh 10
        """),
      .image(
        "a script that is not executable",
        """
        ▶ Healthcheck: ["CMD", "/check.sh"]
        layer: COPY check.sh /
          -rw-r--r-- 0:0 /check.sh 10
        """),
      .image(
        "a missing program in a pipeline, run by timeout",
        """
        ▶ Healthcheck: ["CMD-SHELL", "ps aux | timeout 5 grep app || exit 1"]
        layer: ADD rootfs.tar /
          -rwxr-xr-x 0:0 /bin/sh 10
          -rwxr-xr-x 0:0 /bin/ps 10
          -rwxr-xr-x 0:0 /bin/timeout 10
        """),
      .image(
        "a program that is not a busybox applet",
        """
        ▶ Healthcheck: ["CMD-SHELL", "curl -f http://localhost/ || exit 1"]
        layer: ADD rootfs.tar /
          -rwxr-xr-x 0:0 /bin/busybox 10
          lrwxrwxrwx 0:0 /bin/sh -> busybox
        """),
    ],
    silent: [
      .image(
        "a fallback for a missing program, and a test for it",
        """
        Healthcheck: ["CMD-SHELL", "if command -v curl; then curl localhost; else wget localhost || wget -q localhost; fi"]
        Cmd: ["sh", "-c", "server"]
        layer: ADD rootfs.tar /
          -rwxr-xr-x 0:0 /bin/sh 10
          -rwxr-xr-x 0:0 /bin/server 10
        """),
      .image(
        "a fallback that is in the image",
        """
        Healthcheck: ["CMD-SHELL", "curl -f http://localhost/ || wget -q http://localhost/ || exit 1"]
        layer: ADD rootfs.tar /
          -rwxr-xr-x 0:0 /bin/sh 10
          -rwxr-xr-x 0:0 /bin/wget 10
        """),
      .image(
        "a program that is in the image",
        """
        Healthcheck: ["CMD-SHELL", "curl -f http://localhost/ || exit 1"]
        layer: ADD rootfs.tar /
          -rwxr-xr-x 0:0 /bin/sh 10
          -rwxr-xr-x 0:0 /usr/bin/curl 10
        """),
      .image(
        "a shell builtin",
        """
        Healthcheck: ["CMD-SHELL", "test -e /run/ready || exit 1"]
        layer: ADD rootfs.tar /
          -rwxr-xr-x 0:0 /bin/sh 10
        """),
      .image(
        "a missing shell, which another rule reports",
        """
        Healthcheck: ["CMD-SHELL", "/server --check"]
        layer: COPY server /
          -rwxr-xr-x 0:0 /server 10
        """),
    ],
    needs: [.tree],
    check: .image { image, _ in
      let reason: String
      switch image.healthCheckProblem {
      case nil, .missingShell: return []
      case .missingProgram(let name): reason = "'\(name)', which is not in the image"
      case .directory(let name): reason = "'\(name)', which is a directory"
      case .notExecutable(let name, _): reason = "'\(name)', which is not executable"
      case .missingLoader(let name, let loader):
        reason = "'\(name)', which needs the missing loader \(loader)"
      }
      return [Match(.config("Healthcheck"), "The health check runs \(reason), so it always fails.")]
    })
}
