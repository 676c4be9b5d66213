/// What well-known programs write beside their data when they run: process numbers, sockets, caches.
enum WritingPrograms {
  /// Directories by the program's name. Which of them count is decided by what the image has.
  static let directories: [String: [String]] = [
    "nginx": ["/var/cache/nginx", "/var/lib/nginx", "/var/log/nginx", "/run"],
    "postgres": ["/var/run/postgresql"],
    "mysqld": ["/var/run/mysqld", "/tmp"],
    "mariadbd": ["/var/run/mysqld", "/tmp"],
    "mongod": ["/tmp"],
    "apache2-foreground": ["/var/run/apache2", "/var/lock/apache2", "/var/log/apache2"],
    "apache2ctl": ["/var/run/apache2", "/var/lock/apache2", "/var/log/apache2"],
    "httpd-foreground": ["/usr/local/apache2/logs"],
    "catalina.sh": ["/usr/local/tomcat/work", "/usr/local/tomcat/temp", "/usr/local/tomcat/logs"],
    "rabbitmq-server": ["/var/lib/rabbitmq", "/var/log/rabbitmq"],
    "gunicorn": ["/tmp"],
    "clamd": ["/run/clamav", "/tmp"],
    "grafana-server": ["/var/lib/grafana"],
    "grafana": ["/var/lib/grafana"],
    "prometheus": ["/prometheus"],
    "caddy": ["/data", "/config"],
    "supervisord": ["/run"],
    "init": ["/run"],
  ]
}
