import Compose
import Findings
import Images

extension Rule {
  static let crossSmallMemoryLimit = Rule(
    id: "cross-small-memory-limit",
    summary: "A service's memory limit is not above what its program is configured to use.",
    why: """
      The kernel kills the program as soon as it uses the configured memory: under load, and without a message \
      from the program. A heap or a cache is only part of what a process needs.
      """,
    fix: """
      Raise the limit, or lower the program's setting; leave a quarter of the limit for the rest of the \
      process.
      """,
    severity: .medium, confidence: .certain,
    references: [],
    triggering: [
      .cross(
        "Java, Node.js, PostgreSQL and Redis",
        """
        # compose: compose.yaml
        services:
          java: {image: "java:1", mem_limit: ▶1g}
          node:
            image: node:1
            environment: {NODE_OPTIONS: --enable-source-maps --max-old-space-size=2048}
            deploy: {resources: {limits: {memory: ▶2g}}}
          db:
            image: db:1
            command: [postgres, -c, shared_buffers=512MB]
            mem_limit: ▶256m
          cache: {image: "db:1", command: redis-server --maxmemory 1gb, mem_limit: ▶512m}
        # image: java:1
        Env: JAVA_TOOL_OPTIONS=-Xms512m -Xmx2g
        layer: COPY . /
          -rwxr-xr-x 0:0 /server 10
        # image: node:1
        layer: COPY . /
          -rwxr-xr-x 0:0 /server 10
        # image: db:1
        layer: COPY . /
          -rwxr-xr-x 0:0 /server 10
        """)
    ],
    silent: [
      .cross(
        "enough memory, no limit, and a setting that replaces the image's",
        """
        # compose: compose.yaml
        services:
          a: {image: "java:1", mem_limit: 3g}
          b: {image: "java:1"}
          c: {image: "java:1", mem_limit: 1g, environment: {JAVA_TOOL_OPTIONS: "-XX:MaxRAMPercentage=70"}}
          d: {image: "java:1", mem_limit: 0}
          e: {image: "java:1", mem_limit: 1g, command: [/usr/bin/redis-server]}
        # image: java:1
        Env: JAVA_TOOL_OPTIONS=-Xmx2g
        layer: COPY . /
          -rwxr-xr-x 0:0 /server 10
          -rwxr-xr-x 0:0 /usr/bin/redis-server
          elf
        """)
    ],
    needs: [.tree],
    check: .pair { facts, _ in
      guard let limit = facts.service.resources.memory.effective, !limit.isUnknown, limit.value.bytes > 0,
        let request = MemoryRequest.all(facts).first, request.bytes >= limit.value.bytes
      else { return [] }
      return [
        Match(
          limit.place,
          "Service \(facts.service.name) has a memory limit of \(limit.value), but its program is configured to use \(ByteSize(bytes: request.bytes)) (\(request.text)).",
          related: [.init(request.place, "configured here")])
      ]
    })
}
