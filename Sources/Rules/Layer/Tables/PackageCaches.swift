extension FolderSearch {
  static let systemCaches = FolderSearch(folders: [
    Folder(
      ending: "/var/lib/apt/lists", name: "The apt package list",
      fix: "Remove the lists in the RUN that fetches them: rm -rf /var/lib/apt/lists/*."),
    Folder(
      ending: "/var/cache/apt", name: "The apt cache",
      fix:
        "Empty the cache in the RUN that installs: apt-get clean. Or mount it: --mount=type=cache,target=/var/cache/apt."
    ),
    Folder(
      ending: "/var/cache/apk", name: "The apk cache",
      fix: "Install with apk add --no-cache."),
    Folder(
      ending: "/etc/apk/cache", name: "The apk cache",
      fix: "Install with apk add --no-cache."),
    Folder(
      ending: "/var/cache/dnf", name: "The dnf cache",
      fix: "Empty the cache in the RUN that installs: dnf clean all."),
    Folder(
      ending: "/var/cache/libdnf5", name: "The dnf cache",
      fix: "Empty the cache in the RUN that installs: dnf clean all."),
    Folder(
      ending: "/var/cache/yum", name: "The yum cache",
      fix: "Empty the cache in the RUN that installs: yum clean all."),
    Folder(
      ending: "/var/cache/zypp", name: "The zypper cache",
      fix: "Empty the cache in the RUN that installs: zypper clean --all."),
    Folder(
      ending: "/var/cache/pacman/pkg", name: "The pacman cache",
      fix: "Empty the cache in the RUN that installs: pacman -Scc --noconfirm."),
  ])

  /// Not here: `.yarn/cache` of a project, from which Yarn's Plug'n'Play runs, and Corepack's.
  static let languageCaches = FolderSearch(folders: [
    Folder(
      ending: ".cache/pip", name: "The pip cache",
      fix: "Install with pip install --no-cache-dir, or set PIP_NO_CACHE_DIR=1."),
    Folder(ending: ".cache/pipenv", name: "The pipenv cache"),
    Folder(ending: ".cache/pypoetry", name: "The Poetry cache"),
    Folder(
      ending: ".cache/uv", name: "The uv cache",
      fix: "Install with uv --no-cache, or set UV_NO_CACHE=1."),
    Folder(ending: ".cache/pdm", name: "The PDM cache"),
    Folder(
      ending: ".conda/pkgs", name: "The Conda cache",
      fix: "Empty the cache in the RUN that installs: conda clean --all --yes."),
    Folder(
      ending: "/opt/conda/pkgs", name: "The Conda cache",
      fix: "Empty the cache in the RUN that installs: conda clean --all --yes."),
    Folder(
      ending: "_cacache", name: "The npm cache",
      fix: "Empty the cache in the RUN that installs: npm cache clean --force."),
    Folder(ending: ".cache/node-gyp", name: "The node-gyp cache"),
    Folder(
      ending: ".cache/yarn", name: "The Yarn cache",
      fix: "Empty the cache in the RUN that installs: yarn cache clean."),
    Folder(
      ending: ".yarn/berry/cache", name: "The Yarn cache",
      fix: "Empty the cache in the RUN that installs: yarn cache clean --all."),
    Folder(ending: ".cache/pnpm", name: "The pnpm cache"),
    Folder(ending: ".local/share/pnpm/store", name: "The pnpm store"),
    Folder(ending: ".pnpm-store", name: "The pnpm store"),
    Folder(ending: "/usr/local/bundle/cache", name: "The Bundler cache"),
    Folder(ending: ".bundle/cache", name: "The Bundler cache"),
    Folder(ending: "vendor/cache", name: "The Bundler cache"),
    Folder(
      ending: ".cache/composer", name: "The Composer cache",
      fix: "Empty the cache in the RUN that installs: composer clear-cache."),
    Folder(
      ending: ".composer/cache", name: "The Composer cache",
      fix: "Empty the cache in the RUN that installs: composer clear-cache."),
    Folder(
      ending: ".cache/go-build", name: "The Go build cache",
      fix: "Build in a stage of its own and copy the program, or empty the cache: go clean -cache."),
    Folder(
      ending: "go/pkg/mod", name: "The Go module cache",
      fix: "Build in a stage of its own and copy the program, or empty the cache: go clean -modcache."),
    Folder(
      ending: ".cargo/registry", name: "The Cargo cache",
      fix: "Build in a stage of its own and copy the program."),
    Folder(
      ending: "/usr/local/cargo/registry", name: "The Cargo cache",
      fix: "Build in a stage of its own and copy the program."),
    Folder(
      ending: ".m2/repository", name: "The Maven cache",
      fix: "Build in a stage of its own and copy the archive."),
    Folder(
      ending: ".gradle/caches", name: "The Gradle cache",
      fix: "Build in a stage of its own and copy the archive."),
    Folder(ending: ".ivy2/cache", name: "The Ivy cache"),
    Folder(ending: ".cache/coursier", name: "The Coursier cache"),
    Folder(
      ending: ".nuget/packages", name: "The NuGet cache",
      fix:
        "Publish in a stage of its own and copy the result, or empty the cache: dotnet nuget locals all --clear."
    ),
    Folder(ending: ".cache/bazel", name: "The Bazel cache"),
    Folder(ending: ".cache/ccache", name: "The ccache cache"),
    Folder(ending: ".ccache", name: "The ccache cache"),
    Folder(ending: ".cpanm", name: "The cpanminus cache"),
    Folder(ending: ".hex/packages", name: "The Hex cache"),
  ])
}
