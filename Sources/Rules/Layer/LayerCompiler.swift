import Findings
import Images

extension Rule {
  static let layerCompiler = Rule(
    id: "layer-compiler",
    summary: "A compiler is in the image.",
    why: """
      With a compiler, whoever gets into the container builds there what he needs: exploits for the \
      kernel of the host do not come as packages. It also brings hundreds of megabytes of tools and \
      headers.
      """,
    fix: """
      Compile in a build stage and copy the result; in one stage, remove the compiler in the RUN that \
      installs it.
      """,
    severity: .medium, confidence: .certain,
    references: [.cis("4.3"), .nist("4.1.1")],
    triggering: [
      .image(
        "from the distribution, with all it brings told once",
        """
        layer: RUN apt-get install build-essential
        ▶ package dpkg gcc-12 12.2.0-14
          package dpkg g++-12 12.2.0-14
          package dpkg build-essential 12.9
        """),
      .image(
        "a toolchain that was unpacked",
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
        "an architecture in the name",
        """
        layer: RUN apt-get install gcc
        ▶ package dpkg gcc-14-x86-64-linux-gnu 14.2.0-19
        """),
    ],
    silent: [
      .image(
        "the parts of the compiler that other packages need, and a Java runtime",
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
