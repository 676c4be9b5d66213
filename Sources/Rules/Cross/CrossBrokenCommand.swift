import Compose
import Findings
import Images

extension Rule {
  static let crossBrokenCommand = Rule(
    id: "cross-broken-command",
    summary: "A service's command or entry point cannot start in its image.",
    why: """
      The container stops as soon as it starts. The compose file alone looks right; the problem shows only \
      together with the image.
      """,
    fix: "Correct the path, `working_dir` or `user`, or add the program to the image.",
    severity: .high, confidence: .firm,
    references: [],
    triggering: [
      .cross(
        "a program, a shell and an interpreter that the image does not have",
        """
        # compose: compose.yaml
        services:
          a:
            image: a:1
            command: ▶gunicorn app:app
          b:
            image: a:1
            entrypoint: [▶/bin/bash, -c, "exec server"]
          c:
            image: a:1
            entrypoint: ["tini", "--"]
            command:
              - ▶node
              - server.js
          d:
            image: a:1
            working_dir: /srv
            command: [sh, ▶missing.sh]
        # image: a:1
        Cmd: ["server"]
        layer: ADD rootfs.tar /
          -rwxr-xr-x 0:0 /bin/sh 10
          -rwxr-xr-x 0:0 /usr/bin/server 10
          -rwxr-xr-x 0:0 /usr/bin/tini 10
        """),
      .cross(
        "the image's command under a user who may not execute it, and from another directory",
        """
        # compose: compose.yaml
        services:
          a:
            image: a:1
            user: ▶"1000"
          b:
            image: a:1
            working_dir: ▶/tmp
        # image: a:1
        WorkingDir: /srv
        Cmd: ["./server"]
        layer: COPY server /srv
          drwxrwxrwt 0:0 /tmp
          -rwxr--r-- 0:0 /srv/server 10
        """),
    ],
    silent: [
      .cross(
        "arguments of the image's entry point, programs that exist, and one that is mounted",
        """
        # compose: compose.yaml
        services:
          a:
            image: a:1
            command: postgres -c shared_buffers=1GB
          b:
            image: a:1
            entrypoint: sh -c 'exec server'
          c:
            image: a:1
            entrypoint: /scripts/start
            volumes: ["./scripts:/scripts:ro"]
          d:
            image: a:1
            entrypoint: ${START}
          e:
            image: a:1
            entrypoint: []
            command: sh -x start.sh
            working_dir: /srv
        # image: a:1
        Entrypoint: ["/usr/bin/server"]
        layer: ADD rootfs.tar /
          -rwxr-xr-x 0:0 /bin/sh 10
          -rwxr-xr-x 0:0 /usr/bin/server 10
          -rw-r--r-- 0:0 /srv/start.sh 10
        """),
      .cross(
        "an image that cannot start by itself either, which an image rule reports",
        """
        # compose: compose.yaml
        services:
          a: {image: "a:1", user: "1000"}
        # image: a:1
        Cmd: ["/server"]
        layer: ADD rootfs.tar /
          -rwxr-xr-x 0:0 /bin/sh 10
        """),
    ],
    needs: [.tree],
    check: .pair { facts, _ in
      guard facts.start.isKnown, facts.isUserKnown, facts.isSearchPathKnown else { return [] }
      let related = [Match.Related(.image, "the service's image")]
      guard let (problem, place) = facts.startProblem else {
        guard let word = facts.missingStartScript else { return [] }
        return [
          Match(
            word.place,
            "Service \(facts.service.name) runs the script '\(word.text)', which is not in the image.",
            subject: word.text, related: related)
        ]
      }
      return [
        Match(
          place, "Service \(facts.service.name) starts \(problem.text).", subject: problem.name,
          related: related + problem.related)
      ]
    })
}

extension CrossFacts {
  /// What keeps the container from starting, where the service and not the image alone is the cause, and the place
  /// to mend it.
  fileprivate var startProblem: (CommandProblem, SymbolicLocation)? {
    let words = start.words
    for index in Launcher.programs(in: words.map(\.text)) {
      let command = CommandLine(field: .entrypoint, words: words[index...].map(\.text))
      guard let problem = CommandProblem.find(command, in: running, isElsewhere: mounts.mayHide) else {
        continue
      }
      // The image's own program, which would be found without what the service says.
      guard !words[index].isOfService else { return (problem, words[index].place) }
      guard CommandProblem.find(command, in: image, isElsewhere: mounts.mayHide) == nil,
        let place = otherCause(problem)
      else { return nil }
      return (problem, place)
    }
    return nil
  }

  /// A script that the service names for an interpreter and that is not there.
  fileprivate var missingStartScript: StartCommand.Word? {
    let words = start.words
    for index in Launcher.programs(in: words.map(\.text)) {
      guard let script = missingScript(in: words[index...].map(\.text)) else { continue }
      return words[index + script].isOfService ? words[index + script] : nil
    }
    return nil
  }

  /// What else the service says that the start depends on.
  private func otherCause(_ problem: CommandProblem) -> SymbolicLocation? {
    let keys = problem.isAbsence ? ["working_dir", "environment"] : ["user", "working_dir"]
    return keys.lazy.compactMap { [self] in
      service.section.field($0).map { SymbolicLocation.compose(key: $0.key) }
    }
    .first
  }
}
