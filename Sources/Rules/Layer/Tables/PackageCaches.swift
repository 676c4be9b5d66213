extension FolderSearch {
  static let systemCaches = FolderSearch(folders: [
    Folder(
      ending: "/var/lib/apt/lists", name: "The list of packages that apt downloaded",
      fix: "Remove the lists in the RUN that fetches them: rm -rf /var/lib/apt/lists/*."),
    Folder(
      ending: "/var/cache/apt", name: "The cache of apt",
      fix:
        "Empty it in the RUN that installs: apt-get clean; or mount it: --mount=type=cache,target=/var/cache/apt."
    ),
    Folder(
      ending: "/var/cache/apk", name: "The cache of apk",
      fix: "Install with apk add --no-cache."),
    Folder(
      ending: "/etc/apk/cache", name: "The cache of apk",
      fix: "Install with apk add --no-cache."),
    Folder(
      ending: "/var/cache/dnf", name: "The cache of dnf",
      fix: "Empty it in the RUN that installs: dnf clean all."),
    Folder(
      ending: "/var/cache/libdnf5", name: "The cache of dnf",
      fix: "Empty it in the RUN that installs: dnf clean all."),
    Folder(
      ending: "/var/cache/yum", name: "The cache of yum",
      fix: "Empty it in the RUN that installs: yum clean all."),
    Folder(
      ending: "/var/cache/zypp", name: "The cache of zypper",
      fix: "Empty it in the RUN that installs: zypper clean --all."),
    Folder(
      ending: "/var/cache/pacman/pkg", name: "The cache of pacman",
      fix: "Empty it in the RUN that installs: pacman -Scc --noconfirm."),
  ])

  /// Not here: `.yarn/cache` of a project, from which Yarn's Plug'n'Play runs, and Corepack's.
  static let languageCaches = FolderSearch(folders: [
    Folder(
      ending: ".cache/pip", name: "The cache of pip",
      fix: "Install with pip install --no-cache-dir, or set PIP_NO_CACHE_DIR=1."),
    Folder(ending: ".cache/pipenv", name: "The cache of pipenv"),
    Folder(ending: ".cache/pypoetry", name: "The cache of Poetry"),
    Folder(
      ending: ".cache/uv", name: "The cache of uv",
      fix: "Install with uv --no-cache, or set UV_NO_CACHE=1."),
    Folder(ending: ".cache/pdm", name: "The cache of PDM"),
    Folder(
      ending: ".conda/pkgs", name: "The cache of Conda",
      fix: "Empty it in the RUN that installs: conda clean --all --yes."),
    Folder(
      ending: "/opt/conda/pkgs", name: "The cache of Conda",
      fix: "Empty it in the RUN that installs: conda clean --all --yes."),
    Folder(
      ending: "_cacache", name: "The cache of npm",
      fix: "Empty it in the RUN that installs: npm cache clean --force."),
    Folder(ending: ".cache/node-gyp", name: "The cache of node-gyp"),
    Folder(
      ending: ".cache/yarn", name: "The cache of Yarn",
      fix: "Empty it in the RUN that installs: yarn cache clean."),
    Folder(
      ending: ".yarn/berry/cache", name: "The cache of Yarn",
      fix: "Empty it in the RUN that installs: yarn cache clean --all."),
    Folder(ending: ".cache/pnpm", name: "The cache of pnpm"),
    Folder(ending: ".local/share/pnpm/store", name: "The store of pnpm"),
    Folder(ending: ".pnpm-store", name: "The store of pnpm"),
    Folder(ending: "/usr/local/bundle/cache", name: "The cache of Bundler"),
    Folder(ending: ".bundle/cache", name: "The cache of Bundler"),
    Folder(ending: "vendor/cache", name: "The cache of Bundler"),
    Folder(
      ending: ".cache/composer", name: "The cache of Composer",
      fix: "Empty it in the RUN that installs: composer clear-cache."),
    Folder(
      ending: ".composer/cache", name: "The cache of Composer",
      fix: "Empty it in the RUN that installs: composer clear-cache."),
    Folder(
      ending: ".cache/go-build", name: "The cache of Go's builds",
      fix: "Build in a stage of its own and copy the program, or empty it: go clean -cache."),
    Folder(
      ending: "go/pkg/mod", name: "The cache of Go's modules",
      fix: "Build in a stage of its own and copy the program, or empty it: go clean -modcache."),
    Folder(
      ending: ".cargo/registry", name: "The cache of Cargo",
      fix: "Build in a stage of its own and copy the program."),
    Folder(
      ending: "/usr/local/cargo/registry", name: "The cache of Cargo",
      fix: "Build in a stage of its own and copy the program."),
    Folder(
      ending: ".m2/repository", name: "The cache of Maven",
      fix: "Build in a stage of its own and copy the archive that it makes."),
    Folder(
      ending: ".gradle/caches", name: "The cache of Gradle",
      fix: "Build in a stage of its own and copy the archive that it makes."),
    Folder(ending: ".ivy2/cache", name: "The cache of Ivy"),
    Folder(ending: ".cache/coursier", name: "The cache of Coursier"),
    Folder(
      ending: ".nuget/packages", name: "The cache of NuGet",
      fix:
        "Publish in a stage of its own and copy what it makes, or empty it: dotnet nuget locals all --clear."),
    Folder(ending: ".cache/bazel", name: "The cache of Bazel"),
    Folder(ending: ".cache/ccache", name: "The cache of ccache"),
    Folder(ending: ".ccache", name: "The cache of ccache"),
    Folder(ending: ".cpanm", name: "The cache of cpanminus"),
    Folder(ending: ".hex/packages", name: "The cache of Hex"),
  ])
}
