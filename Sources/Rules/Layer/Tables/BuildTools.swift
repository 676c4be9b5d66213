extension ToolSearch {
  static let compilers = ToolSearch([
    Tool(
      name: "The GNU compiler", system: ["gcc", "g++", "gcc-c++", "build-essential", "build-base"],
      programs: ["gcc", "g++"]),
    Tool(name: "Clang", system: ["clang", "llvm"], programs: ["clang", "clang++"]),
    Tool(name: "TinyCC", system: ["tcc"], programs: ["tcc"]),
    Tool(name: "GNU Fortran", system: ["gfortran", "gcc-gfortran"], programs: ["gfortran"]),
    Tool(name: "The Go compiler", system: ["go", "golang", "golang-go", "golang-bin"], programs: ["gofmt"]),
    Tool(
      name: "The Rust compiler", system: ["rust", "rustc", "cargo", "rustup"], programs: ["rustc", "rustup"]),
    Tool(
      name: "The Java compiler",
      system: [
        "default-jdk", "default-jdk-headless", "openjdk", "openjdk-jdk", "openjdk-jdk-headless",
        "java-openjdk-devel", "java-latest-openjdk-devel", "temurin-jdk",
      ],
      programs: ["javac"]),
    Tool(name: "The .NET SDK", system: ["dotnet-sdk"], directories: ["dotnet/sdk"]),
    Tool(name: "The Haskell compiler", system: ["ghc"], programs: ["ghc"]),
    Tool(name: "The OCaml compiler", system: ["ocaml"], programs: ["ocamlc", "ocamlopt"]),
    Tool(name: "The Kotlin compiler", system: ["kotlin"], programs: ["kotlinc"]),
    Tool(name: "The Swift compiler", programs: ["swiftc", "swift-frontend"]),
    Tool(name: "The Zig compiler", system: ["zig"], binaries: ["zig"]),
    Tool(name: "The CUDA compiler", system: ["cuda-nvcc"], programs: ["nvcc"]),
    Tool(name: "An assembler", system: ["nasm", "yasm"], programs: ["nasm", "yasm"]),
  ])

  static let builders = ToolSearch([
    Tool(name: "make", system: ["make", "gmake"], programs: ["make", "gmake"]),
    Tool(name: "CMake", system: ["cmake"], programs: ["cmake"]),
    Tool(name: "Ninja", system: ["ninja", "ninja-build", "samurai"], programs: ["ninja"]),
    Tool(name: "Meson", system: ["meson"], python: ["meson"], programs: ["meson"]),
    Tool(
      name: "Autotools", system: ["autoconf", "automake", "libtool", "libtool-bin"],
      programs: ["autoconf", "automake"]),
    Tool(name: "A parser generator", system: ["bison", "byacc", "flex"], programs: ["bison", "flex"]),
    Tool(name: "GNU Binutils", system: ["binutils"]),
    Tool(name: "SWIG", system: ["swig"], programs: ["swig"]),
    Tool(name: "Maven", system: ["maven"], programs: ["mvn"]),
    Tool(name: "Gradle", system: ["gradle"], programs: ["gradle"]),
    Tool(name: "Ant", system: ["ant"], programs: ["ant"]),
    Tool(name: "Bazel", system: ["bazel", "bazelisk"], programs: ["bazel", "bazelisk"]),
    Tool(name: "sbt", system: ["sbt"], programs: ["sbt"]),
    Tool(
      name: "The protocol buffers compiler", system: ["protobuf-compiler", "protoc"], programs: ["protoc"]),
    Tool(name: "A package builder", system: ["dpkg-dev", "debhelper", "fakeroot", "rpm-build", "abuild"]),
  ])

  static let debuggers = ToolSearch([
    Tool(
      name: "gdb", system: ["gdb", "gdb-minimal", "gdb-headless", "gdbserver", "gdb-gdbserver"],
      programs: ["gdb", "gdbserver"]),
    Tool(name: "LLDB", system: ["lldb"], programs: ["lldb", "lldb-server"]),
    Tool(name: "Delve", system: ["delve"], programs: ["dlv"]),
    Tool(name: "Valgrind", system: ["valgrind"], programs: ["valgrind"]),
    Tool(
      name: "A Python debugger",
      python: ["debugpy", "ipdb", "pudb", "pydevd", "pydevd-pycharm", "remote-pdb", "web-pdb"]),
    Tool(name: "A Ruby debugger", gem: ["byebug", "pry-byebug", "ruby-debug-ide"]),
    Tool(
      name: "Xdebug", system: ["php-xdebug", "php-pecl-xdebug", "php-pecl-xdebug3"], files: ["xdebug.so"]),
    Tool(name: "The .NET debugger", binaries: ["vsdbg", "netcoredbg"]),
    Tool(name: "crash", system: ["crash"]),
  ])

  static let tracers = ToolSearch([
    Tool(name: "strace", system: ["strace"], programs: ["strace"]),
    Tool(name: "ltrace", system: ["ltrace"], programs: ["ltrace"]),
    Tool(
      name: "perf", system: ["perf", "linux-perf", "linux-tools-common", "linux-tools-generic"],
      programs: ["perf"]),
    Tool(name: "bpftrace", system: ["bpftrace"], programs: ["bpftrace"]),
    Tool(name: "The BPF compiler collection", system: ["bpfcc-tools", "bcc-tools"]),
    Tool(name: "SystemTap", system: ["systemtap"], programs: ["stap"]),
    Tool(name: "Sysdig", system: ["sysdig"], programs: ["sysdig"]),
    Tool(name: "trace-cmd", system: ["trace-cmd", "uftrace"], programs: ["trace-cmd", "uftrace"]),
    Tool(name: "py-spy", system: ["py-spy"], python: ["py-spy", "memray"], programs: ["py-spy"]),
    Tool(name: "rbspy", system: ["rbspy"], gem: ["rbspy"], programs: ["rbspy"]),
  ])
}
