import Compose
import Findings

extension Rule {
  static let composeSmallMemoryLimit = Rule(
    id: "compose-small-memory-limit",
    summary: "A service's memory limit is not above what its own file tells the program to use.",
    why: """
      The kernel kills the program as soon as it uses the configured memory: under load, and without a message \
      from the program. A heap or a cache is only part of what a process needs.
      """,
    fix: """
      Raise the limit, or lower the program's setting; leave a quarter of the limit for the rest of the \
      process.
      """,
    severity: .medium, confidence: .firm,
    references: [],
    triggering: [
      .compose(
        "heaps and caches of several programs",
        """
        services:
          java:
            image: app:1
            environment: {JAVA_OPTS: -Xms512m -Xmx2g}
            mem_limit: ▶1g
          node:
            image: app:1
            command: node --max-old-space-size=2048 server.js
            deploy: {resources: {limits: {memory: ▶2g}}}
          db:
            image: postgres:16
            command: [postgres, -c, shared_buffers=512MB]
            mem_limit: ▶256m
          cache: {image: "redis:7", command: redis-server --maxmemory 1gb, mem_limit: ▶512m}
          queue: {image: "redis:7", command: "redis-server --requirepass ${PASSWORD} --maxmemory 1gb", mem_limit: ▶512m}
          sql: {image: "mysql:8", command: --innodb-buffer-pool-size=1G, mem_limit: ▶1g}
          docs: {image: "mongo:7", command: mongod --wiredTigerCacheSizeGB 2, mem_limit: ▶1g}
          objects: {image: "memcached:1.6", command: [memcached, -m, "1024"], mem_limit: ▶512m}
        """)
    ],
    silent: [
      .compose(
        "enough memory, shares of it, no limit, and what only the run time knows",
        """
        services:
          a:
            image: app:1
            environment: {JAVA_OPTS: -Xmx2g}
            mem_limit: 3g
          b:
            image: app:1
            environment: {JAVA_TOOL_OPTIONS: "-XX:MaxRAMPercentage=70"}
            mem_limit: 1g
          c: {image: "redis:7", command: redis-server --maxmemory 1gb}
          d: {image: "redis:7", command: redis-server --maxmemory 1gb, mem_limit: "${LIMIT}"}
          e: {image: "redis:7", command: "redis-server --maxmemory ${SIZE}", mem_limit: 1g}
          f: {image: "memcached:1.6", command: [memcached, -m, "128"], mem_limit: 256m}
          g: {image: "app:1", command: [app, -m, "1024"], mem_limit: 256m}
        """)
    ],
    check: .service { service, _, _ in
      guard let limit = service.resources.memory.effective, !limit.isUnknown, limit.value.bytes > 0,
        let request = MemoryRequest.all(service).first, request.bytes >= limit.value.bytes
      else { return [] }
      return [
        Match(
          limit.place,
          "Service \(service.name) has a memory limit of \(limit.value), but its program is configured to use \(ByteSize(bytes: request.bytes)) (\(request.text)).",
          related: [.init(request.place, "configured here")])
      ]
    })
}
