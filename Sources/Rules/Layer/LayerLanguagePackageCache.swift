import Findings
import Images
import Policies

extension Rule {
  static let layerLanguagePackageCache = Rule(
    id: "layer-language-package-cache",
    summary: "A language's package cache is in the image.",
    why: """
      What pip, npm, Maven or Go keep for the next installation duplicates what is installed. From 100 MB in \
      one layer, the finding is medium.
      """,
    fix: """
      Install without a cache, with pip install --no-cache-dir or npm ci && npm cache clean --force, or mount \
      one with --mount=type=cache.
      """,
    severity: .low, confidence: .certain,
    references: [.nist("4.1.2")],
    triggering: [
      .image(
        "the pip cache",
        """
        layer: RUN pip install -r requirements.txt
        ▶ drwxr-xr-x 0:0 /root/.cache/pip
          -rw-r--r-- 0:0 /root/.cache/pip/http/a/b 20000
        """),
      .image(
        "the npm cache",
        """
        layer: RUN npm ci
        ▶ drwxr-xr-x 0:0 /root/.npm/_cacache
          -rw-r--r-- 0:0 /root/.npm/_cacache/content-v2/a 20000
        """),
    ],
    silent: [
      .image(
        "a nearly empty cache, and the one that Yarn Plug'n'Play runs from",
        """
        layer: RUN yarn install
          -rw-r--r-- 0:0 /root/.cache/pip/selfcheck.json 40
          -rw-r--r-- 0:0 /app/.yarn/cache/lodash-npm-4.17.21.zip 20000
        """)
    ],
    check: .image { image, policy in
      FolderSearch.languageCaches.matches(in: image, least: policy.image.smallestCache)
    })
}
