import Compose
import Testing

@testable import Policies

/// What a policy says of compose projects.
struct ComposePolicyTests {
  private func policy(_ text: String) throws -> Policy {
    try loader(text).load(["p.yaml"]).policy
  }

  private func loader(_ text: String) -> PolicyLoader {
    PolicyLoader(reader: FileReader(["p.yaml": "version: 1\n" + text]), builtIn: [:], rules: [])
  }

  private func project(_ services: String) throws -> Project {
    try Project.load(
      Options(files: ["shop/compose.yaml"]),
      reader: FileReader(["shop/compose.yaml": "services:\n" + services]))
  }

  @Test func everythingThatASelectorSaysMustFit() throws {
    let project = try project(
      """
        api-1: {image: "registry.example/team/api:2", labels: {tier: front, imgcheck.role: app}}
        db: {image: postgres:16}
      """)
    let (api, db) = (project.services[0], project.services[1])
    func fits(_ text: String) throws -> [Bool] {
      let limits = try policy("compose: {limits: [\(text)]}\n").compose.limits
      let selector = try #require(limits.first).selector
      return [selector.fits(api, in: project), selector.fits(db, in: project)]
    }
    #expect(try fits("{memory: {max: 1g}}") == [true, true])
    #expect(try fits("{service: [web, api-*]}") == [true, false])
    #expect(try fits("{service: shop/db}") == [false, true])
    #expect(try fits("{service: other/db}") == [false, false])
    #expect(try fits("{image: api}") == [true, false])
    #expect(try fits("{image: registry.example/**}") == [true, false])
    #expect(try fits("{image: docker.io/library/postgres}") == [false, true])
    #expect(try fits("{image: 'postgres:16'}") == [false, true])
    #expect(try fits("{label: tier}") == [true, false])
    #expect(try fits("{label: tier=back}") == [false, false])
    #expect(try fits("{role: [app, data-store]}") == [true, true])
    #expect(try fits("{role: data-store, image: mysql}") == [false, false])
  }

  @Test func ofSeveralLimitsTheTightestBoundsHold() throws {
    let project = try project("  db: {image: postgres:16}\n")
    let compose = try policy(
      """
      compose:
        limits:
          - {memory: {min: 64m, max: 2g}, cpus: {max: 2}}
          - {role: data-store, memory: {min: 128MiB, max: 4g}, required: true}
          - {service: other, memory: {max: 1m}}
      """
    ).compose
    let memory = compose.bounds(\.memory, of: project.services[0], in: project)
    #expect(memory.bounds == Bounds(minimum: 128 * 1_048_576, maximum: 2 * 1_073_741_824))
    #expect(memory.isRequired)
    let cpus = compose.bounds(\.cpus, of: project.services[0], in: project)
    #expect(cpus.bounds == Bounds(maximum: 2))
    #expect(!cpus.isRequired)
    #expect(compose.bounds(\.pids, of: project.services[0], in: project).bounds.isEmpty)
  }

  @Test func rolesComeFromThePolicyThenALabelThenTheImage() throws {
    var project = try project(
      """
        cache: {image: redis:7, labels: {imgcheck.role: worker}}
        db: {image: postgres:16}
        store: {image: team/store:1}
        odd: {image: postgres:16, labels: {imgcheck.role: database}}
        queue: {image: team/queue:1}
      """)
    project.declarations = [
      "store": ImageDeclaration(ports: [5432]), "queue": ImageDeclaration(label: "worker", ports: [5432]),
    ]
    let roles = { (project: Project) in project.services.map { project.role(of: $0) } }
    #expect(roles(project) == [.worker, .dataStore, .dataStore, .dataStore, .worker])
    let given = try policy("roles: {d*: app, db: cache, \"*\": build, shop/store: test}\n").roles
    #expect(roles(project.withRoles(given)) == [.build, .cache, .test, .build, .build])
    #expect(ServiceRole(ports: [5432, 6379]) == nil)
    #expect(ServiceRole(ports: [5432, 8080]) == .dataStore)
  }

  @Test func anEnvironmentIsFoundByNameFileOrProject() throws {
    let project = try project("  api: {image: api:1}\n  api-staging: {image: api:1}\n")
    let environments = try policy(
      """
      compose:
        environments:
          a: {services: "*-staging"}
          b: {files: "**/compose.yaml"}
          c: {projects: shop}
          d: {projects: other, files: compose.yaml}
      """
    ).compose.environments
    #expect(environments.map(\.name) == ["a", "b", "c", "d"])
    let held = environments.map { environment in
      project.services.filter { environment.holds($0, of: project, among: environments) }.map(\.name)
    }
    #expect(held == [["api-staging"], ["api", "api-staging"], ["api", "api-staging"], []])
  }

  @Test func capabilitiesAndUniqueRolesTakeNamesAndMappings() throws {
    let compose = try policy(
      """
      compose:
        allowed-capabilities: [cap_chown, {service: vpn, capabilities: [net_admin]}]
        one-per-role: [edge, {role: monitoring, except: "*-agent"}]
      """
    ).compose
    #expect(compose.allowedCapabilities.map(\.capabilities) == [["CHOWN"], ["NET_ADMIN"]])
    #expect(compose.uniqueRoles.map(\.role) == [.edge, .monitoring])
  }

  @Test func theHostAndItsZonesAreRead() throws {
    let policy = try policy(
      """
      host: {cpus: 2, memory: 4g, pids: 1000, disk: 40GB, overcommit: {cpu: 1.5}}
      zones:
        edge: {roles: edge, from-outside: true, reaches: [app]}
        app: {services: [api], networks: back, outside: true}
        data: {}
      """)
    #expect(policy.host?.memory == 4 << 30)
    #expect(policy.host?.disk == 40_000_000_000)
    #expect(policy.host?.overcommit.cpu == 1.5)
    #expect(policy.host?.overcommit.memory == 1)
    let (edge, app, data) = (policy.zones[0], policy.zones[1], policy.zones[2])
    #expect(policy.zones.map(\.name) == ["edge", "app", "data"])
    #expect(edge.mayMeet(app) && app.mayMeet(edge) && app.mayMeet(app))
    #expect(!edge.mayMeet(data) && !data.mayMeet(app))
    #expect([edge, app, data].map(\.mayHaveEgress) == [true, true, false])
  }

  @Test(arguments: [
    (
      "compose: {limits: [{memory: {min: 2g, max: 1g}}]}\n",
      "p.yaml:2:35: the minimum of \"memory\", 2g, is above its maximum, 1g"
    ),
    (
      "zones: {edge: {reaches: [ap]}, app: {}}\n",
      "p.yaml:2:26: zone \"ap\" does not exist; did you mean \"app\"?"
    ),
    (
      "roles: {db: database}\n",
      "p.yaml:2:13: roles.db must be one of edge, app, worker, data-store, cache, object-store, monitoring, test, build, administration, not \"database\""
    ),
    (
      "compose: {allowed-ports: [{ports: [70000]}]}\n",
      "p.yaml:2:36: compose.allowed-ports[0].ports[0] must be a port from 1 to 65535 or a range of ports such as 8000-8100, not \"70000\""
    ),
    (
      "compose: {limits: [{memory: 2g}]}\n",
      "p.yaml:2:29: compose.limits[0].memory must be a mapping, not \"2g\""
    ),
    (
      "host: {overcommit: {cpu: 0}}\n",
      "p.yaml:2:26: host.overcommit.cpu must be a number above 0, such as 1 or 1.5, not \"0\""
    ),
    (
      "compose: {environments: {production: {service: x}}}\n",
      "p.yaml:2:39: compose.environments.production has no key \"service\"; did you mean \"services\"?"
    ),
    (
      "compose: {mounted-files: [{path: nginx.conf, lacks: debug}]}\n",
      "p.yaml:2:34: compose.mounted-files[0].path must be an absolute path in the container, such as /etc/nginx/nginx.conf, or a pattern that begins with / or **, not \"nginx.conf\""
    ),
    (
      "compose: {mounted-files: [{path: \"{/etc,conf}/*.conf\", lacks: debug}]}\n",
      "p.yaml:2:34: compose.mounted-files[0].path must be an absolute path in the container, such as /etc/nginx/nginx.conf, or a pattern that begins with / or **, not \"{/etc,conf}/*.conf\""
    ),
  ])
  func saysWhatMakesNoSense(_ text: String, _ said: String) {
    let error = #expect(throws: PolicyError.self) { try policy(text) }
    #expect(error?.problems.map(\.description) == [said])
  }

  @Test(arguments: [
    "/etc/app.conf", "/etc/../etc//app.conf", "/etc/*.conf", "**/app.conf", "{/etc,/srv}/app.conf",
  ])
  func aMountedFileIsFoundByItsPathInTheContainer(_ path: String) throws {
    let project = try project("  app: {image: a, volumes: [\"./own.conf:/etc/app.conf\"]}\n")
    let compose = try policy("compose: {mounted-files: [{path: \"\(path)\", lacks: debug}]}\n").compose
    let requirement = try #require(compose.mountedFiles.first)
    #expect(requirement.mounts(of: project.services[0], in: project).map(\.path) == ["/etc/app.conf"])
  }
}
