/// Consoles from which a program or a whole host is administered, by image and container port.
enum Console {
  /// What answers on one of an image's ports, as it reads in "publishes ... on port 8080"; nil for what is no console.
  static func name(image: String, ports: ClosedRange<Int>) -> String? {
    let image = image.lowercased()
    return all.first {
      $0.images.contains(image) && ($0.ports.isEmpty || $0.ports.contains(where: ports.contains))
    }?.name
  }

  /// Whether the consoles of an image are known.
  static func isListed(_ image: String) -> Bool {
    let image = image.lowercased()
    return all.contains { $0.images.contains(image) }
  }

  /// No ports stand for every port of the image.
  private static let all: [(images: Set<String>, ports: Set<Int>, name: String)] = [
    (["traefik"], [8080], "Traefik's dashboard"),
    (["nginx-proxy-manager"], [81], "the console of nginx-proxy-manager"),
    (["dokploy"], [3000], "Dokploy's console"),
    (["coolify"], [], "Coolify's console"),
    (["portainer", "portainer-ce", "portainer-ee"], [9000, 9443], "Portainer's console"),
    (["jenkins"], [8080, 8443], "Jenkins' console"),
    (["vault", "openbao"], [8200], "Vault's API"),
    (["consul"], [8500, 8501], "Consul's console"),
    (["nomad"], [4646], "Nomad's console"),
    (["pgadmin4", "pgadmin"], [], "pgAdmin"),
    (["phpmyadmin"], [], "phpMyAdmin"),
    (["adminer"], [], "Adminer"),
    (["phpldapadmin"], [], "phpLDAPadmin"),
    (["pgweb"], [], "pgweb"),
    (["dbgate"], [], "DbGate"),
    (["cloudbeaver"], [], "CloudBeaver"),
    (["mongo-express"], [], "mongo-express"),
    (["redis-commander"], [], "Redis Commander"),
    (["redisinsight"], [], "RedisInsight"),
    (["kafka-ui", "akhq", "kafdrop", "cmak"], [], "Kafka's console"),
    (["flower"], [], "Flower"),
    (["minio"], [9001], "MinIO's console"),
    (["rancher"], [], "Rancher"),
    (["dockge"], [5001], "Dockge"),
    (["yacht"], [8000], "Yacht"),
    (["semaphore"], [3000], "Semaphore"),
    (["filebrowser"], [], "File Browser"),
    (["mailhog", "mailpit", "maildev"], [8025, 1080], "the inbox of a mail catcher"),
    (["rabbitmq"], [15672], "RabbitMQ's console"),
    (["kibana"], [5601], "Kibana"),
    (["opensearch-dashboards"], [5601], "OpenSearch Dashboards"),
    (
      ["base-notebook", "minimal-notebook", "scipy-notebook", "datascience-notebook", "tensorflow-notebook"],
      [8888], "a Jupyter notebook"
    ),
    (["code-server"], [8080, 8443], "an editor with a terminal"),
    (["openvscode-server"], [3000], "an editor with a terminal"),
    (["ttyd", "wetty"], [], "a terminal"),
  ]
}
