import ArchiveIO
import Findings
import Images

extension Rule {
  static let imageChmod777 = Rule(
    id: "image-chmod-777",
    summary: "A build step makes files writable by everyone.",
    why: """
      With mode 777, any user in the container can change or replace the file. The mode usually covers up a \
      wrong owner, and stays in the layer even where a later one hides it.
      """,
    fix: """
      Give the files to the user who needs them, with COPY --chown=10001:10001 or chown, and set mode 755 or \
      750.
      """,
    severity: .low, confidence: .certain,
    references: [.cwe(732)],
    triggering: [
      .image(
        "octal and symbolic modes",
        """
        ▶ history: RUN /bin/sh -c mkdir /data && chmod 777 /data
        ▶ history: RUN /bin/sh -c chmod -R a+rwx /srv
        ▶ history: RUN /bin/sh -c chmod 0666 /srv/app.conf
        """),
      .image(
        "files removed only in part, beforehand or after a failure",
        """
        ▶ history: RUN /bin/sh -c chmod 777 /srv/a /srv/b && rm -r /srv/a
        ▶ history: RUN /bin/sh -c rm -rf /srv/a && mkdir /srv/a && chmod 777 /srv/a
        ▶ history: RUN /bin/sh -c chmod 777 /srv/a || rm -rf /srv/a
        ▶ history: RUN /bin/sh -c chmod -R 777 /srv && chmod 755 /srv
        ▶ history: RUN /bin/sh -c chmod 777 /srv/a && chmod g-w /srv/a && rm /srv/a/*
        """),
    ],
    silent: [
      .image(
        "other modes, the sticky bit, and a permission that is removed",
        """
        history: RUN /bin/sh -c chmod 755 /srv && chmod 1777 /scratch && chmod o-w /srv
        history: RUN /bin/sh -c chmod +x run.sh && chmod u=rwx,g=rx,o= run.sh
        """),
      .image(
        "files that the same step removes or closes again",
        """
        history: RUN /bin/sh -c t="$(mktemp -d)" && chmod 777 "$t" && make -C "$t" && rm -rf "${t}"
        history: RUN /bin/sh -c chmod 777 /srv/hello && echo hi > /srv/hello && chmod 555 /srv/hello
        history: RUN /bin/sh -c trap 'rm -r /build' EXIT; chmod -R a+w /build/out && make
        history: RUN /bin/sh -c chmod -R 777 /srv/a /srv/b; chmod -R o-w /srv
        """),
      .image(
        "a step whose layer has no writable file",
        """
        layer: RUN chmod 777 /data && ./configure /data
          drwxr-xr-x 0:0 /data
          -rw-r--r-- 0:0 /data/a 10
        """),
      .image(
        "a file still writable in the layer, which another rule reports",
        """
        layer: RUN chmod 777 /data
          drwxrwxrwx 0:0 /data
        """),
    ],
    check: .image { image, _ in
      let shown = WorldWritable(image)
      let layers = Set(shown.directories.map(\.occurrence.layer) + shown.files.flatMap { $0.map(\.layer) })
      return image.runSteps.compactMap { step in
        if let layer = step.layer, layers.contains(layer) || !image.mayHoldOpenFiles(layer) { return nil }
        let outcome = StepOutcome(step.commands)
        let command = step.commands.enumerated().first { index, command in
          command.opensToAll && !command.isUndone(outcome, at: index)
        }
        return command.map {
          Match(step.place, "'\($0.element.shown)' lets every user in the container write to the files.")
        }
      }
    })
}

extension ImageFacts {
  /// Whether a layer has a file or directory that everyone may change, or could not be read to its end.
  fileprivate func mayHoldOpenFiles(_ layer: Int) -> Bool {
    guard layers[layer].status == .ok else { return true }
    return layers[layer].scan.entries.contains { entry in
      entry.mode & 0o002 != 0
        && (entry.kind == .file || entry.kind == .directory && entry.mode & 0o1000 == 0)
    }
  }
}

extension ShellCommand {
  fileprivate var opensToAll: Bool { name == "chmod" && mode?.opensToOthers == true }

  /// Whether the step removes all that it was done to, or takes the right away again.
  fileprivate func isUndone(_ outcome: StepOutcome, at index: Int) -> Bool {
    let paths = operands.dropFirst()
    let isRecursive = hasLetters("R") || has("--recursive")
    return !paths.isEmpty
      && paths.allSatisfy {
        outcome.removes($0, after: index) || outcome.closes($0, isRecursive: isRecursive, after: index)
      }
  }
}
