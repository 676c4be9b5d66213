import Testing

/// A defect that is put into a clean image, and the one finding that must come of it.
struct PlantedDefect: Sendable, CustomTestStringConvertible {
  let name: String
  /// A line of the clean image's listing, and what stands there instead.
  var replaced: (line: String, by: String)?
  /// Layers on top of the clean ones.
  var layers = ""
  let rule: String
  /// The layer of the finding, from 0; nil for one about the config or the image as a whole.
  let layer: Int?
  /// The instruction of that layer.
  let instruction: String?

  var testDescription: String { name }

  /// The clean image's own layers are 0 and 1.
  static func layer(
    _ rule: String, _ name: String, _ instruction: String, _ entries: String, then: String = "",
    layer: Int = 2
  ) -> PlantedDefect {
    PlantedDefect(
      name: name, layers: "layer: \(instruction)\n\(entries)\n\(then)", rule: rule, layer: layer,
      instruction: instruction)
  }
}

extension PlantedDefect {
  /// A minimal Debian service that does not run as root, as its maintainer would build it.
  static let cleanImage = """
    image: registry.example.com/shop/api:1.4.2
    User: 10001:10001
    WorkingDir: /app
    Env: PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
    ExposedPorts: 8080/tcp
    Entrypoint: ["/app/bin/server"]
    Healthcheck: ["CMD", "/app/bin/server", "health"]
    Labels: org.opencontainers.image.title=api
    Labels: org.opencontainers.image.description=The shop's interface
    Labels: org.opencontainers.image.source=https://git.example.com/shop/api
    Labels: org.opencontainers.image.url=https://example.com/shop
    Labels: org.opencontainers.image.version=1.4.2
    Labels: org.opencontainers.image.revision=0123456789abcdef0123456789abcdef01234567
    Labels: org.opencontainers.image.created=2024-01-02T03:04:05Z
    Labels: org.opencontainers.image.licenses=Apache-2.0
    Labels: org.opencontainers.image.vendor=Example
    Labels: org.opencontainers.image.authors=shop@example.com
    Labels: org.opencontainers.image.documentation=https://example.com/shop/docs
    layer: ADD file:0123456789abcdef in /
      lrwxrwxrwx 0:0 /bin -> usr/bin
      lrwxrwxrwx 0:0 /lib -> usr/lib
      drwxr-xr-x 0:0 /etc
      -rw-r--r-- 0:0 /etc/passwd
        | root:x:0:0:root:/root:/bin/bash
        | daemon:x:1:1:daemon:/usr/sbin:/usr/sbin/nologin
        | nobody:x:65534:65534:nobody:/nonexistent:/usr/sbin/nologin
        | app:x:10001:10001::/app:/usr/sbin/nologin
      -rw-r--r-- 0:0 /etc/group
        | root:x:0:
        | daemon:x:1:
        | nogroup:x:65534:
        | app:x:10001:
      -rw-r----- 0:42 /etc/shadow
        | root:*:19700:0:99999:7:::
        | daemon:*:19700:0:99999:7:::
        | nobody:*:19700:0:99999:7:::
        | app:!:19700:0:99999:7:::
      lrwxrwxrwx 0:0 /etc/os-release -> ../usr/lib/os-release
      -rw-r--r-- 0:0 /usr/lib/os-release
        | PRETTY_NAME="Debian GNU/Linux 12 (bookworm)"
        | NAME="Debian GNU/Linux"
        | VERSION_ID="12"
        | ID=debian
      -rw-r--r-- 0:0 /etc/ssl/certs/ca-certificates.crt 4000
      -rwxr-xr-x 0:0 /usr/bin/bash 4000
      -rwxr-xr-x 0:0 /usr/bin/dpkg 4000
      -rwxr-xr-x 0:0 /usr/bin/perl 4000
      -rwsr-xr-x 0:0 /usr/bin/su 4000
      -rw-r--r-- 0:0 /usr/lib/x86_64-linux-gnu/libc.so.6 2000000
      -rw-r--r-- 0:0 /usr/lib/python3/__pycache__/abc.cpython-311.pyc 4000
      -rw-r--r-- 0:0 /usr/share/doc/git/examples/.travis.yml 40
      drwxr-xr-x 0:0 /var/lib/apt/lists/partial
      -rw-r--r-- 0:0 /var/log/dpkg.log 4000
      drwxrwxrwt 0:0 /tmp
      -rw-r--r-- 0:0 /var/lib/dpkg/info/bash.list
        | /usr/bin/bash
      -rw-r--r-- 0:0 /var/lib/dpkg/info/dpkg.list
        | /usr/bin/dpkg
        | /var/log/dpkg.log
      -rw-r--r-- 0:0 /var/lib/dpkg/info/login.list
        | /usr/bin/su
      -rw-r--r-- 0:0 /var/lib/dpkg/info/perl-base.list
        | /usr/bin/perl
      -rw-r--r-- 0:0 /var/lib/dpkg/info/libc6:amd64.list
        | /usr/lib/x86_64-linux-gnu/libc.so.6
      package dpkg base-files 12.4+deb12u5
      package dpkg bash 5.2.15-2
      package dpkg ca-certificates 20230311
      package dpkg dpkg 1.21.22
      package dpkg gcc-12-base 12.2.0-14
      package dpkg libc6 2.36-9
      package dpkg libgcc-s1 12.2.0-14
      package dpkg login 1:4.13
      package dpkg perl-base 5.36.0-7
    history: CMD ["bash"]
    layer: COPY --chmod=755 out /app
      drwxr-xr-x 0:0 /app
      drwxr-xr-x 0:0 /app/bin
      -rwxr-xr-x 0:0 /app/bin/server
        program go
      -rw-r--r-- 0:0 /app/config/default.yaml 400
    history: USER 10001:10001
    history: ENTRYPOINT ["/app/bin/server"]
    """
}
