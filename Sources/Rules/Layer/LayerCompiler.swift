import Findings
import Images

extension Rule {
  static let layerCompiler = Rule(
    id: "layer-compiler",
    summary: "A compiler is in the image.",
    why: """
      With a compiler, an intruder can build exploits for the host's kernel inside the container. It also \
      brings hundreds of megabytes of tools and headers.
      """,
    fix: """
      Compile in a build stage and copy the result. With a single stage, remove the compiler in the RUN that \
      installs it.
      """,
    severity: .medium, confidence: .certain,
    references: [.cis("4.3"), .nist("4.1.1")],
    triggering: [
      .image(
        "the distribution's compiler and its companions, reported once",
        """
        layer: RUN apt-get install build-essential
        ▶ package dpkg gcc-12 12.2.0-14
          package dpkg g++-12 12.2.0-14
          package dpkg build-essential 12.9
        """),
      .image(
        "an unpacked toolchain",
        """
        layer: RUN curl -L go.tar.gz | tar xz -C /usr/local
        ▶ -rwxr-xr-x 0:0 /usr/local/go/bin/gofmt 4000
        """),
      .image(
        "a Java development kit",
        """
        layer: RUN apk add openjdk17
        ▶ package apk openjdk17-jdk 17.0.9-r0
        """),
      .image(
        "a package with an architecture in its name",
        """
        layer: RUN apt-get install gcc
        ▶ package dpkg gcc-14-x86-64-linux-gnu 14.2.0-19
        """),
    ],
    silent: [
      .image(
        "compiler parts that other packages need, and a Java runtime",
        """
        layer: ADD rootfs.tar /
          package dpkg gcc-12-base 12.2.0-14
          package dpkg libgcc-s1 12.2.0-14
          package dpkg openjdk-17-jre-headless 17.0.9
          package dpkg perl-base 5.36.0
          package dpkg cpp-12 12.2.0-14
        """)
    ],
    check: .image { image, _ in ToolSearch.compilers.matches(in: image) })
}
