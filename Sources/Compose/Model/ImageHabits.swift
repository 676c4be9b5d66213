import Findings

/// What well-known programs and their images need of a container beside their data, as their entry points, manuals
/// and configurations say. The one table of it: by an image's name where the image is not at hand, by the name of
/// the program where it is.
package struct ImageHabits: Sendable {
  /// The programs that do the work, by their files' names.
  package let programs: Set<String>
  /// Capabilities without which it does not start as root, in capitals and without `CAP_`.
  package let capabilities: [String]
  /// Directories of the root file system that it writes to.
  package let writes: [String]
  /// Whether it takes as much memory as it is configured for or its data needs.
  package let takesMemory: Bool
  /// What it starts that gains privileges; nil where nothing is known.
  package let gains: String?

  /// The habits of an image by its name; nil where the name tells nothing.
  package static func of(_ image: ImageReference) -> ImageHabits? {
    let path = image.repository.lowercased()
    let owner = path.split(separator: "/").dropLast().last.map { String($0) + "/*" } ?? ""
    return images[image.shortName.lowercased()] ?? images[owner]
  }

  /// The habits of a program by its file's name; nil where nothing is known.
  package static func ofProgram(_ name: String) -> ImageHabits? { programs[name] }

  /// Directories into which a program writes beside its data: process numbers, sockets, caches. Which of them count is
  /// decided by what an image has.
  package static func writes(_ program: String) -> [String] { programs[program]?.writes ?? [] }

  private static let images = byName(\.images)
  private static let programs = byName(\.programs)

  private static func byName(_ names: (Row) -> [String]) -> [String: ImageHabits] {
    var found: [String: ImageHabits] = [:]
    for row in table {
      let habits = ImageHabits(
        programs: Set(row.programs), capabilities: words(row.capabilities), writes: words(row.writes),
        takesMemory: row.takesMemory, gains: row.gains)
      for name in names(row) where found[name] == nil { found[name] = habits }
    }
    return found
  }

  private static func words(_ text: String) -> [String] { text.split(separator: " ").map(String.init) }

  private struct Row {
    let images: [String]
    let programs: [String]
    let capabilities: String
    let writes: String
    let takesMemory: Bool
    let gains: String?

    init(
      _ images: String, _ programs: String, needs capabilities: String = "", writes: String = "",
      takesMemory: Bool = false, gains: String? = nil
    ) {
      self.images = words(images)
      self.programs = words(programs)
      self.capabilities = capabilities
      self.writes = writes
      self.takesMemory = takesMemory
      self.gains = gains
    }
  }

  /// What an entry point needs that gives directories away as root and then steps down to a plain user.
  package static let stepDown = ["CHOWN", "DAC_OVERRIDE", "FOWNER", "SETGID", "SETUID"]
  /// What programs that start as root usually use of Docker's default capabilities: they give files away, write to those
  /// of others, listen on low ports, step down, and end what runs as another user.
  package static let usual = [
    "CHOWN", "DAC_OVERRIDE", "FOWNER", "KILL", "NET_BIND_SERVICE", "SETGID", "SETUID",
  ]

  /// Official images of Docker Hub in which nothing that they start gains privileges: they run as a plain user, or step
  /// down from root by `gosu`, `su-exec`, `setpriv` or by themselves, and their programs bear no capabilities.
  private static let gainless: Set<String> = [
    "haproxy", "httpd", "mariadb", "memcached", "mongo", "mysql", "nginx", "postgres", "rabbitmq", "redis",
    "traefik", "valkey", "wordpress",
  ]

  /// Whether nothing in an image needs to gain privileges. A name tells it of official images alone: whoever builds upon
  /// one may have added anything.
  package static func gainsNothing(_ image: ImageReference) -> Bool {
    let registries: [String?] = [nil, "docker.io", "index.docker.io"]
    guard registries.contains(image.registry) else { return false }
    let parts = image.repository.split(separator: "/").map(String.init)
    return parts.count == 1 && gainless.contains(parts[0])
      || parts.count == 2 && parts[0] == "library" && gainless.contains(parts[1])
  }

  private static let down = stepDown.joined(separator: " ")

  /// An image name that ends in `/*` stands for all images of an owner.
  private static let table: [Row] = [
    Row(
      "postgres postgresql postgis pgvector timescaledb timescaledb-ha supabase-postgres", "postgres",
      needs: down, writes: "/var/run/postgresql", takesMemory: true),
    Row(
      "mysql mysql-server percona percona-server", "mysqld", needs: down, writes: "/var/run/mysqld /tmp",
      takesMemory: true),
    Row("mariadb", "mariadbd", needs: down, writes: "/var/run/mysqld /tmp", takesMemory: true),
    Row("mongo mongodb mongodb-community-server", "mongod", needs: down, writes: "/tmp", takesMemory: true),
    Row("redis redis-stack redis-stack-server", "redis-server", needs: down, takesMemory: true),
    Row("valkey", "valkey-server", needs: down, takesMemory: true),
    Row("keydb dragonfly", "keydb-server dragonfly", needs: down, takesMemory: true),
    Row("memcached", "memcached", takesMemory: true),
    Row(
      "nginx nginx-proxy nginx-proxy-manager openresty", "nginx",
      needs: "CHOWN DAC_OVERRIDE NET_BIND_SERVICE SETGID SETUID",
      writes: "/var/cache/nginx /var/lib/nginx /var/log/nginx /run", takesMemory: true),
    Row(
      "httpd", "httpd-foreground", needs: "CHOWN DAC_OVERRIDE NET_BIND_SERVICE SETGID SETUID",
      writes: "/usr/local/apache2/logs", takesMemory: true),
    Row(
      "wordpress nextcloud drupal joomla php phpmyadmin matomo owncloud moodle roundcubemail",
      "apache2-foreground apache2ctl", needs: "\(down) NET_BIND_SERVICE",
      writes: "/var/run/apache2 /var/lock/apache2 /var/log/apache2", takesMemory: true),
    Row("caddy", "caddy", needs: "NET_BIND_SERVICE", writes: "/data /config"),
    Row("traefik", "traefik", needs: "NET_BIND_SERVICE"),
    Row("haproxy", "haproxy", needs: "NET_BIND_SERVICE SETGID SETUID"),
    Row("swag linuxserver/*", "init", needs: down, writes: "/run", takesMemory: true),
    Row("bitnami/* bitnamilegacy/*", "", writes: "/opt/bitnami /tmp", takesMemory: true),
    Row(
      "tomcat", "catalina.sh", writes: "/usr/local/tomcat/work /usr/local/tomcat/temp /usr/local/tomcat/logs",
      takesMemory: true),
    Row(
      "rabbitmq", "rabbitmq-server", needs: down, writes: "/var/lib/rabbitmq /var/log/rabbitmq",
      takesMemory: true),
    Row(
      "elasticsearch elasticsearch-oss opensearch logstash kibana opensearch-dashboards solr",
      "",
      needs: "CHOWN DAC_OVERRIDE SETGID SETUID SYS_CHROOT", writes: "/tmp", takesMemory: true),
    Row(
      "cassandra scylla neo4j couchdb couchbase influxdb", "", needs: down,
      writes: "/tmp", takesMemory: true),
    Row(
      "clickhouse clickhouse-server", "", needs: "\(down) IPC_LOCK NET_ADMIN SYS_NICE",
      writes: "/tmp", takesMemory: true),
    Row(
      "zookeeper kafka cp-kafka cp-zookeeper", "", needs: down,
      writes: "/tmp", takesMemory: true),
    Row("mssql azure-sql-edge", "", writes: "/tmp", takesMemory: true),
    Row("vault openbao", "vault bao", needs: "\(down) IPC_LOCK SETFCAP"),
    Row("consul", "consul", needs: down),
    Row(
      "gitea forgejo gogs", "", needs: "\(down) SYS_CHROOT", writes: "/run",
      takesMemory: true),
    Row(
      "gitlab gitlab-ce gitlab-ee", "", needs: "\(down) SYS_CHROOT SYS_RESOURCE", writes: "/run /tmp /var",
      takesMemory: true),
    Row(
      "ghost mediawiki redmine sonarqube jenkins keycloak", "", needs: down, writes: "/tmp", takesMemory: true
    ),
    Row("clamav", "clamd", needs: down, writes: "/run/clamav /tmp", takesMemory: true),
    Row(
      "grafana grafana-oss grafana-enterprise", "grafana-server grafana", writes: "/var/lib/grafana",
      takesMemory: true),
    Row("prometheus", "prometheus", writes: "/prometheus", takesMemory: true),
    Row("loki tempo jaeger zipkin", "", writes: "/tmp", takesMemory: true),
    Row("pgadmin4 pgadmin", "", writes: "/tmp /run", takesMemory: true, gains: "sudo"),
    Row(
      "selenium standalone-chrome standalone-chromium standalone-firefox standalone-edge selenium-hub node-chrome node-firefox",
      "", needs: down, writes: "/tmp /run", takesMemory: true, gains: "sudo"),
    Row(
      "postfix mailserver docker-mailserver mailu postfix-relay", "",
      needs: "\(down) NET_BIND_SERVICE SYS_CHROOT", writes: "/var /run /tmp /etc", gains: "postdrop"),
    Row("openssh-server sshd sftp", "", needs: "\(down) SYS_CHROOT AUDIT_WRITE", writes: "/run"),
    Row("docker dind", "", writes: "/run /var/lib/docker", takesMemory: true),
    Row("pihole", "", needs: "\(down) NET_BIND_SERVICE NET_RAW SYS_NICE", writes: "/etc /run /tmp"),
    Row("gunicorn", "gunicorn", writes: "/tmp"),
    Row("supervisord", "supervisord", writes: "/run"),
  ]
}
