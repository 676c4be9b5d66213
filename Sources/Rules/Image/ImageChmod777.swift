import Findings
import Images

extension Rule {
  static let imageChmod777 = Rule(
    id: "image-chmod-777",
    summary: "A step lets everyone write to files.",
    why: """
      Mode 777 gives every user the right to change or replace a file. It is mostly a way around a wrong \
      owner, and outlives the step even where the image no longer shows it.
      """,
    fix: """
      Give the files to the user that needs them: COPY --chown=10001:10001, or chown, and mode 755 or 750.
      """,
    severity: .low, confidence: .certain,
    references: [.cwe(732)],
    examples: [
      .image(
        "numbers and letters",
        """
        ▶ history: RUN /bin/sh -c mkdir /data && chmod 777 /data
        ▶ history: RUN /bin/sh -c chmod -R a+rwx /srv
        ▶ history: RUN /bin/sh -c chmod 0666 /srv/app.conf
        """),
      .image(
        "other modes, the sticky bit, and taking away",
        """
        history: RUN /bin/sh -c chmod 755 /srv && chmod 1777 /scratch && chmod o-w /srv
        history: RUN /bin/sh -c chmod +x run.sh && chmod u=rwx,g=rx,o= run.sh
        """),
      .image(
        "what the layer still shows, which is reported there",
        """
        layer: RUN chmod 777 /data
          drwxrwxrwx 0:0 /data
        """),
    ],
    check: .image { image, _ in
      let shown = WorldWritable(image)
      let layers = Set(shown.directories.map(\.sighting.layer) + shown.files.flatMap { $0.map(\.layer) })
      return image.runSteps.compactMap { step in
        if let layer = step.layer, layers.contains(layer) { return nil }
        guard let command = step.commands.first(where: \.opensToAll) else { return nil }
        return Match(step.place, "'\(command.shown)' lets everyone write.")
      }
    })
}

extension ShellCommand {
  fileprivate var opensToAll: Bool {
    guard name == "chmod", let mode = arguments.first(where: { !$0.hasPrefix("-") }) else { return false }
    if let bits = UInt16(mode, radix: 8) { return bits & 0o002 != 0 && bits & 0o1000 == 0 }
    return mode.split(separator: ",").contains { clause in
      guard let sign = clause.firstIndex(where: { "+=-".contains($0) }), clause[sign] != "-" else {
        return false
      }
      // Without a class the umask holds back the right of others.
      let who = clause[..<sign]
      let rights = clause[sign...]
      return (who.contains("o") || who.contains("a")) && rights.contains("w") && !rights.contains("t")
    }
  }
}
