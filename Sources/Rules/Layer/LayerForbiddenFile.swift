import Findings
import Images
import Policies

extension Rule {
  static let layerForbiddenFile = Rule(
    id: "layer-forbidden-file",
    summary: "A layer contains a file that the policy forbids.",
    why: """
      Everyone who has the image can read what ships in it, even if a later layer deletes it, and can run its \
      programs.
      """,
    fix: """
      Leave the file out of this layer: use a .dockerignore, a COPY that names only what is needed, or a build \
      stage of its own.
      """,
    severity: .high, confidence: .certain,
    references: [.nist("4.1.1")],
    triggering: [
      .image(
        "a test tool's browsers, reported once per layer",
        """
        policy: image: {files: [{path: "**/ms-playwright/**", exists: false, reason: tests do not belong in production}]}
        layer: RUN playwright install
          drwxr-xr-x 0:0 /root/.cache/ms-playwright
          ▶ drwxr-xr-x 0:0 /root/.cache/ms-playwright/chromium-1091
          -rwxr-xr-x 0:0 /root/.cache/ms-playwright/chromium-1091/chrome 1000
        """),
      .image(
        "a file that a later layer deletes but that still ships",
        """
        policy: image: {files: [{path: /srv/app/.env, exists: false}]}
        layer: COPY . /srv/app
          ▶ -rw-r--r-- 0:0 /srv/app/.env 100
        layer: RUN rm /srv/app/.env
          delete /srv/app/.env
        """),
      .image(
        "a file under a directory that is a link",
        """
        policy: image: {files: [{path: /bin/nc, exists: false}]}
        layer: ADD rootfs /
          lrwxrwxrwx 0:0 /bin -> usr/bin
          ▶ -rwxr-xr-x 0:0 /usr/bin/nc 100
        """),
    ],
    silent: [
      .image(
        "files that the policy does not forbid",
        """
        policy: image: {files: [{path: "**/ms-playwright/**", exists: false}, {path: "/srv/*.env", exists: false}]}
        layer: COPY . /srv
          -rw-r--r-- 0:0 /srv/app/.env 100
          -rw-r--r-- 0:0 /srv/ms-playwright.md 100
        """)
    ],
    check: .image { image, policy in FileRequirements(image, policy).forbidden })
}
