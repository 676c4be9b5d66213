import Findings
import Images
import Policies

extension Rule {
  static let layerSystemPackageCache = Rule(
    id: "layer-system-package-cache",
    summary: "The distribution's package cache is in the image.",
    why: """
      Package lists and archives serve only the next installation, and are outdated by then. From 100 MB in \
      one layer, the finding is medium.
      """,
    fix: """
      Empty the cache in the RUN that installs, with apt-get clean && rm -rf /var/lib/apt/lists/*, apk add \
      --no-cache or dnf clean all. Or mount a cache with --mount=type=cache.
      """,
    severity: .low, confidence: .certain,
    references: [.nist("4.1.2")],
    triggering: [
      .image(
        "apt's package lists",
        """
        layer: RUN apt-get update && apt-get install -y curl
        ▶ drwxr-xr-x 0:0 /var/lib/apt/lists
          -rw-r--r-- 0:0 /var/lib/apt/lists/deb.debian.org_Packages.lz4 20000
        """),
      .image(
        "packages that apt downloaded",
        """
        layer: RUN apt-get update && apt-get install -y curl
        ▶ drwxr-xr-x 0:0 /var/cache/apt
          -rw-r--r-- 0:0 /var/cache/apt/archives/curl_7.88_amd64.deb 300000
        """),
      .image(
        "apk's index",
        """
        layer: RUN apk add curl
        ▶ drwxr-xr-x 0:0 /var/cache/apk
          -rw-r--r-- 0:0 /var/cache/apk/APKINDEX.tar.gz 20000
        """),
    ],
    silent: [
      .image(
        "empty directories and locks",
        """
        layer: ADD rootfs.tar /
          drwxr-xr-x 0:0 /var/lib/apt/lists/partial
          -rw-r----- 0:0 /var/lib/apt/lists/lock 0
          -rw-r--r-- 0:0 /var/cache/ldconfig/aux-cache 30000
        """)
    ],
    check: .image { image, policy in
      FolderSearch.systemCaches.matches(in: image, least: policy.image.smallestCache)
    })
}
