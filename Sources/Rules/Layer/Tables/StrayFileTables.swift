extension StrayFiles {
  static let editors = StrayFiles(
    what: "of an editor or desktop",
    names: [".DS_Store", "Thumbs.db", "desktop.ini", ".viminfo", ".lesshst", ".wget-hsts"],
    suffixes: [".swp", ".swo", ".iml", ".sublime-workspace"],
    folders: [".vscode", ".vscode-server", ".idea", ".vs", ".fleet"])

  static let pipelines = StrayFiles(
    what: "of a build pipeline",
    names: [
      ".gitlab-ci.yml", ".travis.yml", "Jenkinsfile", "azure-pipelines.yml", ".drone.yml", ".woodpecker.yml",
      "bitbucket-pipelines.yml", "appveyor.yml", ".appveyor.yml", "cloudbuild.yaml", ".codecov.yml",
      "codecov.yml",
      "sonar-project.properties", ".pre-commit-config.yaml", "buildspec.yml",
    ],
    folders: [".github", ".gitlab", ".circleci", ".buildkite", ".gitea"])

  static let containerBuilds = StrayFiles(
    what: "for building or starting containers",
    names: [
      "Dockerfile", "Dockerfile.dev", "Dockerfile.prod", "Dockerfile.production", "Dockerfile.test",
      "Containerfile",
      ".dockerignore", ".containerignore", "docker-bake.hcl", "skaffold.yaml", "Vagrantfile",
      "docker-compose.yml",
      "docker-compose.yaml", "docker-compose.override.yml", "docker-compose.dev.yml",
      "docker-compose.prod.yml",
      "docker-compose.production.yml", "docker-compose.test.yml", "docker-compose.staging.yml", "compose.yml",
      "compose.yaml", "compose.override.yaml",
    ],
    suffixes: [".dockerfile", ".Dockerfile"])

  static let testOutput = StrayFiles(
    what: "left by a test run",
    names: [".coverage", "coverage.xml", "lcov.info", "clover.xml", "junit.xml", "default.profraw"],
    suffixes: [".gcda", ".gcno", ".profraw", ".profdata"],
    folders: [
      ".pytest_cache", ".mypy_cache", ".ruff_cache", ".nyc_output", "htmlcov", ".tox", ".nox", ".hypothesis",
      "coverage/lcov-report", "playwright-report", "test-results", "allure-results", "cypress/screenshots",
      "cypress/videos",
    ])

  static let buildProducts = StrayFiles(
    what: "left by a build",
    names: ["CMakeCache.txt", "config.log", "config.status"],
    suffixes: [".o", ".lo", ".tsbuildinfo", ".gch", ".pch"],
    folders: [
      "CMakeFiles", "target/debug", "target/release/deps", "target/release/build", ".fingerprint",
      ".next/cache",
      "node_modules/.cache", "node_modules/.vite", ".parcel-cache", ".turbo", ".angular/cache", ".eggs",
      ".sass-cache", "bazel-out",
    ])
}
