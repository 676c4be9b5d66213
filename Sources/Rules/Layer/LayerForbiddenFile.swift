import Findings
import Images
import Policies

extension Rule {
  static let layerForbiddenFile = Rule(
    id: "layer-forbidden-file",
    summary: "A layer holds a file that the policy forbids.",
    why: """
      What ships can be read by everyone who has the image, also when a later layer deletes it, and what \
      is there can be run.
      """,
    fix: """
      Leave the file out where this layer brings it: a .dockerignore, a COPY that names what is needed, \
      a stage of its own.
      """,
    severity: .high, confidence: .certain,
    references: [.nist("4.1.1")],
    triggering: [
      .image(
        "the browsers of a test tool, told once for each layer",
        """
        policy: image: {files: [{path: "**/ms-playwright/**", exists: false, reason: tests do not belong in production}]}
        layer: RUN playwright install
          drwxr-xr-x 0:0 /root/.cache/ms-playwright
          ▶ drwxr-xr-x 0:0 /root/.cache/ms-playwright/chromium-1091
          -rwxr-xr-x 0:0 /root/.cache/ms-playwright/chromium-1091/chrome 1000
        """),
      .image(
        "a file that a later layer deletes: it still ships",
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
        "files beside those that are forbidden",
        """
        policy: image: {files: [{path: "**/ms-playwright/**", exists: false}, {path: "/srv/*.env", exists: false}]}
        layer: COPY . /srv
          -rw-r--r-- 0:0 /srv/app/.env 100
          -rw-r--r-- 0:0 /srv/ms-playwright.md 100
        """)
    ],
    check: .image { image, policy in FileDemands(image, policy).forbidden })
}
