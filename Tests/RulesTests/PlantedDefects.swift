extension PlantedDefect {
  /// Defect, rule, layer and instruction: what must be found, and nothing besides.
  static let all: [PlantedDefect] =
    tools + secrets + strays + size + accounts + privileges + config + history
    + requirements

  private static let tools: [PlantedDefect] = [
    .layer(
      "layer-browser", "Chromium", "RUN apt-get install -y --no-install-recommends chromium",
      "package dpkg chromium 120.0"),
    .layer(
      "layer-browser-cache", "a browser of Playwright", "RUN playwright install",
      "-rwxr-xr-x 0:0 /opt/ms-playwright/chromium-1091/chrome-linux/chrome 4000"),
    .layer(
      "layer-browser-driver", "geckodriver", "COPY geckodriver /usr/local/bin/",
      "-rwxr-xr-x 0:0 /usr/local/bin/geckodriver 4000"),
    .layer(
      "layer-playwright", "Playwright", "RUN pip install playwright==1.40.0",
      "package python playwright 1.40.0"),
    .layer(
      "image-unknown-history", "a container that was committed", "bash", "-rw-r--r-- 0:0 /app/notes 10"),
    .layer("layer-puppeteer", "Puppeteer", "RUN npm ci", "package npm puppeteer 21.6.0"),
    .layer(
      "layer-selenium", "Selenium", "RUN pip install selenium==4.16.0", "package python selenium 4.16.0"),
    .layer("layer-cypress", "Cypress", "RUN npm ci", "package npm cypress 13.6.0"),
    .layer("layer-test-framework", "pytest", "RUN pip install -r dev.txt", "package python pytest 8.0.0"),
    .layer(
      "layer-test-data-generator", "a generator of tax numbers", "RUN pip install -r dev.txt",
      "package python cpf-generator 1.0.0"),
    .layer(
      "layer-compiled-test", "a test of Go", "COPY bin /app/test-bin",
      "-rwxr-xr-x 0:0 /app/test-bin/api.test\n  program go-test"),
    .layer(
      "layer-development-dependency", "TypeScript's compiler", "RUN npm ci",
      """
      -rw-r--r-- 0:0 /srv/app/package.json
        | {"name": "shop", "devDependencies": {"typescript": "5"}}
      package npm typescript 5.3.3
      """),
    .layer(
      "layer-compiler", "gcc", "RUN apt-get install -y --no-install-recommends gcc",
      "package dpkg gcc-12 12.2.0-14"),
    .layer(
      "layer-build-tool", "make", "RUN apt-get install -y --no-install-recommends make",
      "package dpkg make 4.3-4.1"),
    .layer(
      "layer-development-header", "headers", "RUN apt-get install -y --no-install-recommends libpq-dev",
      "package dpkg libpq-dev 15.5"
    ),
    .layer(
      "layer-debugger", "gdb", "RUN apt-get install -y --no-install-recommends gdb", "package dpkg gdb 13.1"),
    .layer(
      "layer-tracer", "strace", "RUN apt-get install -y --no-install-recommends strace",
      "package dpkg strace 6.1"),
    .layer(
      "layer-version-control-tool", "Git", "RUN apt-get install -y --no-install-recommends git",
      "package dpkg git 1:2.39.2"),
    .layer(
      "layer-network-tool", "netcat", "RUN apt-get install -y --no-install-recommends netcat-openbsd",
      "package dpkg netcat-openbsd 1.2"),
    .layer(
      "layer-download-tool", "curl", "RUN apt-get install -y --no-install-recommends curl",
      "package dpkg curl 7.88.1"),
    .layer(
      "layer-remote-login-server", "an SSH server",
      "RUN apt-get install -y --no-install-recommends openssh-server",
      "package dpkg openssh-server 1:9.2p1"),
    .layer(
      "layer-package-manager", "pip", "RUN apt-get install -y --no-install-recommends python3-pip",
      "package dpkg python3-pip 23.0"),
  ]

  private static let secrets: [PlantedDefect] = [
    .layer("layer-env-file", "a .env", "COPY .env /app/", "-rw-r--r-- 0:0 /app/.env 40"),
    .layer(
      "layer-env-file", "a .env that is deleted later", "COPY .env /app/", "-rw-r--r-- 0:0 /app/.env 40",
      then: "layer: RUN rm /app/.env\n  delete /app/.env"),
    .layer(
      "layer-private-key", "a private key", "COPY certs /app/certs",
      "-rw------- 10001:10001 /app/certs/server.key 400"),
    .layer(
      "layer-credential-file", "credentials of Git", "COPY home /app",
      "-rw------- 0:0 /app/.git-credentials 40"),
    .layer("layer-registry-config", "a .npmrc", "COPY .npmrc /app/", "-rw-r--r-- 0:0 /app/.npmrc 40"),
    .layer(
      "layer-version-control-directory", "a .git", "COPY .git /app/.git",
      "-rw-r--r-- 0:0 /app/.git/HEAD 20\n-rw-r--r-- 0:0 /app/.git/objects/pack/pack-1.pack 400"),
    .layer("layer-core-dump", "a dump", "COPY core /app/", "-rw------- 0:0 /app/core 8000"),
    .layer(
      "layer-shell-history", "a history", "COPY home /app", "-rw------- 0:0 /app/.bash_history 400"),
  ]

  private static let strays: [PlantedDefect] = [
    .layer(
      "layer-editor-file", "an editor's files", "COPY x /app/", "-rw-r--r-- 0:0 /app/.vscode/settings.json 40"
    ),
    .layer(
      "layer-pipeline-file", "a pipeline", "COPY x /app/", "-rw-r--r-- 0:0 /app/.github/workflows/ci.yml 40"),
    .layer("layer-container-build-file", "a Dockerfile", "COPY x /app/", "-rw-r--r-- 0:0 /app/Dockerfile 40"),
    .layer(
      "layer-system-package-cache", "the lists of apt", "COPY x /var/lib/",
      "-rw-r--r-- 0:0 /var/lib/apt/lists/deb.debian.org_Packages.lz4 200000"),
    .layer(
      "layer-language-package-cache", "the cache of pip", "COPY x /app/",
      "-rw-r--r-- 0:0 /app/.cache/pip/http/a 200000"),
    .layer(
      "layer-copied-bytecode", "compiled files", "COPY x /app/",
      "-rw-r--r-- 0:0 /app/__pycache__/main.cpython-311.pyc 400"),
    .layer("layer-test-output", "coverage", "COPY x /app/", "-rw-r--r-- 0:0 /app/.coverage 400"),
    .layer("layer-test-directory", "tests", "COPY x /app/", "-rw-r--r-- 0:0 /app/tests/test_api.py 400"),
    .layer("layer-log-file", "a log", "COPY x /app/", "-rw-r--r-- 0:0 /app/production.log 20000"),
    .layer("layer-build-product", "object files", "COPY x /app/", "-rw-r--r-- 0:0 /app/main.o 20000"),
    .layer("layer-source-map", "a source map", "COPY x /app/", "-rw-r--r-- 0:0 /app/web/main.js.map 400"),
    .layer(
      "layer-typescript-source", "TypeScript", "COPY x /app/",
      "-rw-r--r-- 0:0 /app/src/server.ts 400\n-rw-r--r-- 0:0 /app/dist/server.js 400"),
  ]

  /// Within what the policy allows as waste of the whole image: the first layer is ten times as large.
  private static let size: [PlantedDefect] = [
    PlantedDefect(
      name: "too many bytes",
      replaced: ("User: 10001:10001", "User: 10001:10001\npolicy: image: {max-size: 100000}"),
      rule: "image-too-large", layer: nil, instruction: nil),
    PlantedDefect(
      name: "too many layers",
      replaced: ("User: 10001:10001", "User: 10001:10001\npolicy: image: {max-layers: 1}"),
      rule: "image-too-many-layers", layer: nil, instruction: nil),
    PlantedDefect(
      name: "a large layer",
      replaced: ("User: 10001:10001", "User: 10001:10001\npolicy: image: {max-layer-size: 1000000}"),
      rule: "layer-too-large", layer: 0, instruction: "ADD file:0123456789abcdef in /"),
    .layer(
      "layer-deleted-bytes", "sources that are deleted", "COPY src /src", large("/src/data", 1_200_000),
      then: "layer: RUN make\n  delete /src", layer: 3
    ).at("RUN make"),
    .layer(
      "layer-rewritten-bytes", "a change of owner", "COPY data /data", large("/data/a", 1_200_000),
      then: "layer: RUN chown -R 9 /data\n  -rw-r--r-- 9:9 /data/a 1200000", layer: 3
    ).at("RUN chown -R 9 /data"),
    .layer(
      "layer-overwritten-bytes", "a newer version", "COPY data /data", large("/data/a", 1_200_000),
      then: "layer: RUN refresh\n  -rw-r--r-- 0:0 /data/a 1200001", layer: 3
    ).at("RUN refresh"),
    .layer(
      "layer-opaque-bytes", "a directory made anew", "COPY data /data", large("/data/a", 1_200_000),
      then: "layer: RUN refresh\n  opaque /data", layer: 3
    ).at("RUN refresh"),
    .layer(
      "image-duplicate-file", "a second copy", "COPY data /data",
      "-rw-r--r-- 0:0 /data/a/model.bin 1200000\n-rw-r--r-- 0:0 /data/b/model.bin 1200000"),
  ]

  /// A file to waste beside one that is large enough to keep the whole image efficient.
  private static func large(_ path: String, _ size: Int) -> String {
    "-rw-r--r-- 0:0 \(path) \(size)\n-rw-r--r-- 0:0 /opt/model.bin 12000000"
  }

  private func at(_ instruction: String) -> PlantedDefect {
    PlantedDefect(
      name: name, replaced: replaced, layers: layers, rule: rule, layer: layer, instruction: instruction)
  }
}
