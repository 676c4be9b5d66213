import Findings

extension ServiceRole {
  /// The role of an image by the last part of its repository; nil when the name tells nothing.
  package init?(_ image: ImageReference) {
    let name = image.shortName.lowercased()
    if let role = Self.names[name] {
      self = role
      return
    }
    guard let owners = Self.owned[name] else { return nil }
    let owner = image.repository.lowercased().split(separator: "/").dropLast().last.map(String.init) ?? ""
    guard let role = owners[owner] else { return nil }
    self = role
  }

  private static let names: [String: ServiceRole] = {
    var names: [String: ServiceRole] = [:]
    func add(_ role: ServiceRole, _ list: String) {
      for name in list.split(separator: " ") { names[String(name)] = role }
    }
    add(
      .dataStore,
      """
      postgres postgresql postgis pgvector timescaledb timescaledb-ha mysql mysql-server mariadb percona \
      percona-server mongo mongodb mongodb-community-server cassandra scylla elasticsearch elasticsearch-oss opensearch solr meilisearch \
      typesense clickhouse clickhouse-server couchdb couchbase influxdb neo4j arangodb cockroach cockroachdb \
      rethinkdb rabbitmq kafka cp-kafka zookeeper cp-zookeeper nats etcd qdrant weaviate milvus chroma \
      azure-sql-edge mssql db2 orientdb supabase-postgres sql
      """)
    add(.cache, "redis redis-stack redis-stack-server redismod valkey keydb dragonfly memcached")
    add(.objectStore, "minio")
    add(
      .test,
      """
      playwright puppeteer cypress selenium standalone-chrome standalone-chromium standalone-firefox \
      standalone-edge selenium-hub node-chrome node-firefox chrome-headless-shell browserless mailhog mailpit
      """)
    add(.build, "buildkit kaniko-executor gitlab-runner jenkins act_runner")
    add(
      .administration,
      """
      phpmyadmin pgadmin4 pgadmin adminer mongo-express redis-commander redisinsight portainer portainer-ce \
      portainer-ee cloudbeaver kafka-ui akhq yacht dockge dozzle
      """)
    add(
      .edge,
      """
      nginx traefik caddy haproxy envoy nginx-proxy nginx-proxy-manager swag openresty httpd apisix kong \
      oauth2-proxy
      """)
    add(
      .monitoring,
      """
      prometheus grafana alertmanager cadvisor node-exporter netdata glances uptime-kuma beszel beszel-agent \
      loki promtail jaeger zipkin tempo
      """)
    return names
  }()

  /// Names that mean something only with their owner.
  private static let owned: [String: [String: ServiceRole]] = [
    "server": ["mssql": .dataStore],
    "free": ["database": .dataStore],
    "express": ["database": .dataStore],
    "enterprise": ["database": .dataStore],
    "pgbouncer": ["pgbouncer": .dataStore],
  ]
}
