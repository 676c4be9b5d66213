import Findings
import Images

extension Rule {
  static let imageMissingProgram = Rule(
    id: "image-missing-program",
    summary: "The program that the container starts is missing from the image.",
    why: "The container exits as soon as it starts, unless something is mounted at the program's path.",
    fix: "Copy the program into the final stage, or correct its path, PATH or WORKDIR.",
    severity: .high, confidence: .firm,
    references: [],
    triggering: [
      .image(
        "a path that does not exist",
        """
        ▶ Entrypoint: ["/app/server"]
        layer: COPY app /srv
          -rwxr-xr-x 0:0 /srv/server 10
        """),
      .image(
        "a name that is not in PATH",
        """
        ▶ Cmd: ["node", "server.js"]
        layer: COPY app /srv
          -rwxr-xr-x 0:0 /srv/node 10
        """),
      .image(
        "the first command of a script",
        """
        ▶ Cmd: ["/bin/sh", "-c", "gunicorn app:app | tee log"]
        layer: ADD rootfs.tar /
          -rwxr-xr-x 0:0 /bin/dash 10
          lrwxrwxrwx 0:0 /bin/sh -> dash
        """),
      .image(
        "a directory",
        """
        ▶ Entrypoint: ["/srv"]
        layer: COPY app /srv
          drwxr-xr-x 0:0 /srv
        """),
    ],
    silent: [
      .image(
        "a program found through links, PATH and the working directory",
        """
        WorkingDir: /srv
        Env: PATH=/opt/bin:/usr/bin
        Entrypoint: ["./start"]
        Healthcheck: ["CMD", "check"]
        layer: COPY app /srv
          lrwxrwxrwx 0:0 /srv/start -> ../opt/bin/check
          -rwxr-xr-x 0:0 /opt/bin/check 10
        """),
      .image(
        "a busybox applet, a builtin and a variable",
        """
        Entrypoint: ["sh", "-c", "httpd -f -p 8080"]
        Healthcheck: ["CMD-SHELL", "exec \\"$CHECK\\""]
        layer: ADD rootfs.tar /
          -rwxr-xr-x 0:0 /bin/busybox 10
          lrwxrwxrwx 0:0 /bin/sh -> busybox
        """),
      .image(
        "a Windows image",
        """
        platform: windows/amd64
        Entrypoint: ["app.exe"]
        layer: COPY app .
          -rwxr-xr-x 0:0 /Files/app/app.exe 10
        """),
    ],
    needs: [.tree],
    check: .image { image, _ in
      guard let (place, problem) = image.mainCommandProblem else { return [] }
      switch problem {
      case .missingProgram(let name):
        let searched =
          name.contains("/")
          ? "which is not in the image"
          : "which no directory in PATH has: \(image.searchPath.joined(separator: ":"))"
        return [Match(place, "The container starts '\(name)', \(searched).")]
      case .directory(let name):
        return [Match(place, "The container starts '\(name)', which is a directory, not a program.")]
      case .missingShell, .notExecutable, .missingLoader:
        return []
      }
    })
}
