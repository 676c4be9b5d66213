import Findings
import Images
import Policies

extension Rule {
  static let layerWrongFile = Rule(
    id: "layer-wrong-file",
    summary: "A file's type, permissions, owner, size or content is not what the policy requires.",
    why: """
      One wrong file decides: a key that anyone can read, a program that its user can change, a setting left \
      at its default.
      """,
    fix: """
      Correct the file where this layer writes it, for example with COPY --chown=app:app --chmod=0644 FILE \
      DIRECTORY.
      """,
    severity: .high, confidence: .certain,
    references: [],
    triggering: [
      .image(
        "permissions and owner",
        """
        policy: image:
        policy:   files:
        policy:     - {path: /srv/app/config.json, mode: "0640", owner: app}
        policy:     - {path: "/srv/app/*.sh", exists: optional, max-mode: "0755", executable-by: owner}
        layer: COPY . /srv/app
          -rw-r--r-- 0:0 /etc/passwd
            | app:x:10001:10001::/srv/app:/bin/sh
          ▶ -rw-r--r-- 0:0 /srv/app/config.json 100
          ▶ -rwxrwxrwx 0:0 /srv/app/start.sh 100
        """),
      .image(
        "content, through a link",
        """
        policy: image:
        policy:   files:
        policy:     - {path: /etc/app.conf, contains: "^mode = production$", lacks: ["^debug"]}
        layer: COPY etc /etc
          -rw-r--r-- 0:0 /opt/app/app.conf
            | mode = staging
            | debug = on
          ▶ lrwxrwxrwx 0:0 /etc/app.conf -> ../opt/app/app.conf
        """),
    ],
    silent: [
      .image(
        "a file that meets every requirement",
        """
        policy: image:
        policy:   files:
        policy:     - path: /etc/app.conf
        policy:       mode: "0644"
        policy:       owner: root
        policy:       group: 0
        policy:       max-size: 1kB
        policy:       contains: ["^mode = production$"]
        policy:       lacks: "^debug"
        layer: COPY etc /etc
          -rw-r--r-- 0:0 /etc/passwd
            | root:x:0:0:root:/root:/bin/sh
          -rw-r--r-- 0:0 /etc/app.conf
            | # no debug here
            | mode = production
        """)
    ],
    check: .image { image, policy in FileRequirements(image, policy).wrong })
}
