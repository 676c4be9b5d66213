import ArchiveIO
import Compose
import Findings
import Images

extension Rule {
  static let crossBrokenHealthCheck = Rule(
    id: "cross-broken-health-check",
    summary: "A service's health check cannot run in its image.",
    why: """
      The check fails every time, so the service never becomes healthy. Services that wait for it never start, \
      and whatever restarts unhealthy containers restarts it forever.
      """,
    fix: "Use a program that the image has, ideally the service itself with an option that checks it.",
    severity: .medium, confidence: .firm,
    references: [.cis("5.27")],
    triggering: [
      .cross(
        "curl and a script in images without them",
        """
        # compose: compose.yaml
        services:
          web:
            image: web:1.0
            healthcheck:
              test: [CMD, ▶curl, -f, "http://localhost/"]
          worker:
            image: web:1.0
            healthcheck: {test: ▶pgrep -f worker || exit 1}
        # image: web:1.0
        layer: ADD rootfs.tar /
          -rwxr-xr-x 0:0 /bin/sh 10
        """),
      .cross(
        "a missing shell, and a file that is not executable",
        """
        # compose: compose.yaml
        services:
          a:
            image: a:1
            healthcheck: {test: ▶/server --check}
          b:
            image: a:1
            healthcheck:
              test:
                - CMD
                - ▶/check.sh
          c:
            image: a:1
            healthcheck: {test: [CMD, /server, "${PORT}"]}
          d:
            image: a:1
            healthcheck: {test: [CMD, ▶curl, "http://localhost:${PORT}/"]}
          e:
            image: shell:1
            healthcheck: {test: [CMD-SHELL, ▶"curl http://localhost:${PORT}/"]}
          f:
            image: shell:1
            healthcheck: {test: [CMD, sh, ▶check.sh]}
        # image: a:1
        layer: COPY . /
          -rwxr-xr-x 0:0 /server 10
          -rw-r--r-- 0:0 /check.sh 10
        # image: shell:1
        WorkingDir: /srv
        layer: COPY . /
          -rwxr-xr-x 0:0 /bin/sh 10
        """),
    ],
    silent: [
      .cross(
        "programs found through PATH, links and busybox, and one that is mounted",
        """
        # compose: compose.yaml
        services:
          a:
            image: a:1
            environment: {PATH: "/opt/bin:/bin"}
            healthcheck: {test: [CMD, check]}
          b:
            image: a:1
            healthcheck: {test: 'wget -q -O- localhost | grep ok || exit 1'}
          c:
            image: a:1
            healthcheck: {test: 'curl -f localhost || wget -q localhost'}
          d:
            image: a:1
            volumes: ["./bin:/opt/tools:ro"]
            healthcheck: {test: [CMD, /opt/tools/ready]}
          e:
            image: a:1
            healthcheck: {test: "${TOOLS}/ready"}
          f:
            image: a:1
            healthcheck: {test: [CMD, "${TOOL}", "--check"]}
          g:
            image: a:1
            working_dir: /srv
            healthcheck: {test: [CMD, sh, check.sh]}
        # image: a:1
        layer: ADD rootfs.tar /
          -rwxr-xr-x 0:0 /bin/busybox 10
          lrwxrwxrwx 0:0 /bin/sh -> busybox
          lrwxrwxrwx 0:0 /opt/bin/check -> /srv/check
          -rwxr-xr-x 0:0 /srv/check 10
          -rw-r--r-- 0:0 /srv/check.sh 10
        """),
      .cross(
        "the image's own check, which an image rule judges",
        """
        # compose: compose.yaml
        services:
          a:
            image: a:1
            healthcheck: {interval: 5s}
        # image: a:1
        Healthcheck: ["CMD", "curl", "localhost"]
        layer: ADD rootfs.tar /
          -rwxr-xr-x 0:0 /bin/sh 10
        """),
    ],
    needs: [.tree],
    check: .pair { facts, _ in
      guard facts.isSearchPathKnown, let check = EffectiveHealthCheck(facts) else { return [] }
      let name = facts.service.name
      let command = CommandLine(field: .healthCheck, words: check.words.map(\.text))
      let related = [Match.Related(.image, "the service's image")]
      guard let problem = CommandProblem.find(command, in: facts.running, isElsewhere: facts.mounts.mayHide)
      else {
        guard let script = facts.missingScript(in: command.words) else { return [] }
        let word = check.words[script]
        return [
          Match(
            word.place,
            "The health check of service \(name) runs the script '\(word.text)', which is not in the image, so it always fails.",
            subject: word.text, related: related)
        ]
      }
      let helpers = problem.isAbsence ? facts.presentCheckers : []
      let fix =
        helpers.isEmpty
        ? nil : "Use a program that the image has: \(helpers.joined(separator: ", "))."
      return [
        Match(
          check.words[0].place,
          "The health check of service \(name) starts \(problem.text), so it always fails.",
          subject: problem.name, fix: fix, related: related + problem.related)
      ]
    })
}

extension CrossFacts {
  /// Programs of the image that health checks are often made with.
  fileprivate var presentCheckers: [String] {
    ["wget", "curl", "nc", "node", "python3", "php", "ruby", "perl", "bash"].filter { name in
      guard case .file(let file, _) = running.program(name) else { return false }
      return file.entry.mode & 0o111 != 0
    }
  }
}
