import Findings
import Images

extension Rule {
  static let layerBrowser = Rule(
    id: "layer-browser",
    summary: "A web browser is in the image.",
    why: """
      A browser is hundreds of megabytes of much-attacked code, with new flaws every few weeks. In a \
      production image it is usually a leftover of end-to-end tests.
      """,
    fix: """
      Keep the browser in the stage or image that runs the tests, and copy only the application into the \
      production image.
      """,
    severity: .medium, confidence: .certain,
    references: [.cis("4.3"), .nist("4.1.1")],
    triggering: [
      .image(
        "from the distribution",
        """
        layer: RUN apt-get install chromium
        ▶ package dpkg chromium 120.0-1
        """),
      .image(
        "unpacked by hand",
        """
        layer: RUN unzip chrome.zip -d /opt
        ▶ -rwxr-xr-x 0:0 /opt/chrome-linux64/chrome 4000
          -rw-r--r-- 0:0 /opt/chrome-linux64/resources.pak 4000
        """),
      .image(
        "a package, reported where it came from although a later layer rewrites the database",
        """
        layer: RUN apt-get install firefox-esr
        ▶ package dpkg firefox-esr 115.0
        layer: RUN apt-get install ca-certificates
          package dpkg ca-certificates 20230311
        """),
      .image(
        "a package and its program, reported once",
        """
        layer: RUN apt-get install chromium
        ▶ package dpkg chromium 120.0-1
          -rwxr-xr-x 0:0 /usr/lib/chromium/chromium 4000
          -rw-r--r-- 0:0 /var/lib/dpkg/info/chromium.list
            | /usr/lib/chromium/chromium
        """),
    ],
    silent: [
      .image(
        "a browser that a later layer deletes",
        """
        layer: RUN unzip chrome.zip -d /opt
          -rwxr-xr-x 0:0 /opt/chrome-linux64/chrome 4000
        layer: RUN rm -rf /opt/chrome-linux64
          delete /opt/chrome-linux64
        """),
      .image(
        "a document, a package and a directory with similar names",
        """
        layer: COPY . /srv
          -rw-r--r-- 0:0 /srv/docs/chrome 40
          drwxr-xr-x 0:0 /srv/chrome
          -rw-r--r-- 0:0 /srv/chrome/manifest.json 40
          package dpkg chromium-common-licenses 1.0
        """),
    ],
    check: .image { image, _ in ToolSearch.browsers.matches(in: image) })
}
