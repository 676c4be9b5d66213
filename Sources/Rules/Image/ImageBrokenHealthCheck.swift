import Findings
import Images

extension Rule {
  static let imageBrokenHealthCheck = Rule(
    id: "image-broken-health-check",
    summary: "The program of the health check is not in the image or cannot be started.",
    why: """
      The check fails every time, so the container is never healthy: an orchestrator restarts it again and again, \
      or never sends it a request. curl and wget are often taken out of an image, or never were in it.
      """,
    fix: "Use a program that the image has, best the service itself with an option that checks it.",
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
        "a script that may not be executed",
        """
        ▶ Healthcheck: ["CMD", "/check.sh"]
        layer: COPY check.sh /
          -rw-r--r-- 0:0 /check.sh 10
        """),
      .image(
        "a part of a pipeline, behind a program that waits",
        """
        ▶ Healthcheck: ["CMD-SHELL", "ps aux | timeout 5 grep app || exit 1"]
        layer: ADD rootfs.tar /
          -rwxr-xr-x 0:0 /bin/sh 10
          -rwxr-xr-x 0:0 /bin/ps 10
          -rwxr-xr-x 0:0 /bin/timeout 10
        """),
      .image(
        "no applet of busybox",
        """
        ▶ Healthcheck: ["CMD-SHELL", "curl -f http://localhost/ || exit 1"]
        layer: ADD rootfs.tar /
          -rwxr-xr-x 0:0 /bin/busybox 10
          lrwxrwxrwx 0:0 /bin/sh -> busybox
        """),
    ],
    silent: [
      .image(
        "another way where the first is missing, and a question whether it is",
        """
        Healthcheck: ["CMD-SHELL", "if command -v curl; then curl localhost; else wget localhost || wget -q localhost; fi"]
        Cmd: ["sh", "-c", "server"]
        layer: ADD rootfs.tar /
          -rwxr-xr-x 0:0 /bin/sh 10
          -rwxr-xr-x 0:0 /bin/server 10
        """),
      .image(
        "a second program that does",
        """
        Healthcheck: ["CMD-SHELL", "curl -f http://localhost/ || wget -q http://localhost/ || exit 1"]
        layer: ADD rootfs.tar /
          -rwxr-xr-x 0:0 /bin/sh 10
          -rwxr-xr-x 0:0 /bin/wget 10
        """),
      .image(
        "a program that is there",
        """
        Healthcheck: ["CMD-SHELL", "curl -f http://localhost/ || exit 1"]
        layer: ADD rootfs.tar /
          -rwxr-xr-x 0:0 /bin/sh 10
          -rwxr-xr-x 0:0 /usr/bin/curl 10
        """),
      .image(
        "a builtin of the shell first",
        """
        Healthcheck: ["CMD-SHELL", "test -e /run/ready || exit 1"]
        layer: ADD rootfs.tar /
          -rwxr-xr-x 0:0 /bin/sh 10
        """),
      .image(
        "no shell, which is another rule's",
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
      case .notExecutable(let name, _): reason = "'\(name)', which may not be executed"
      case .missingLoader(let name, let loader):
        reason = "'\(name)', which needs the missing loader \(loader)"
      }
      return [Match(.config("Healthcheck"), "The health check starts \(reason): it always fails.")]
    })
}
