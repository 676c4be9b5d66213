import Compose
import Testing

struct ConsistencyTests {
  private func refused(_ body: String, top: String = "") throws -> [String] {
    let lines = body.split(separator: "\n").map { "    \($0)\n" }.joined()
    return try load("services:\n  a:\n    image: a:1\n\(lines)  b: {image: b:1}\n\(top)").said(.refused)
  }

  @Test(arguments: [
    ("networks: [gone]", "network gone is not defined; define it under networks, or correct the name"),
    ("volumes: [\"gone:/x\"]", "volume gone is not defined"),
    ("secrets: [gone]", "secret gone is not defined"), ("configs: [gone]", "config gone is not defined"),
    ("depends_on: [gone]", "service gone is not defined"),
    ("links: [\"gone:x\"]", "service gone is not defined"),
    ("volumes_from: [gone]", "service gone is not defined"),
    ("pid: service:gone", "service gone is not defined"),
    ("network_mode: host\nnetworks: [default]", "exclude each other"),
    ("scale: 2\ncontainer_name: x", "2 containers cannot share"),
    ("scale: 2\ndeploy: {replicas: 3}", "scale is 2"),
    ("mem_limit: 1g\ndeploy: {resources: {limits: {memory: 2g}}}", "contradict"),
    ("cpus: 1\ndeploy: {resources: {limits: {memory: 2g}}}", "deploy.resources.limits.cpus must be set"),
    ("pids_limit: 5\ndeploy: {resources: {limits: {pids: 6}}}", "contradict"),
    ("mem_reservation: 5m\ndeploy: {resources: {reservations: {memory: 6m}}}", "contradict"),
    ("healthcheck: {test: [curl, x]}", "must start with NONE, CMD or CMD-SHELL"),
    ("build: {context: ., dockerfile: D, dockerfile_inline: FROM a}", "not both"),
    ("depends_on: [a]", "wait for each other"), ("links: [\"a:self\"]", "wait for each other: a -> a"),
    ("privilegd: true", "did you mean \"privileged\""), ("ports: 80", "must be a list"),
    ("privileged: maybe", "true or false"), ("mem_limit: lots", "a size such as"), ("cpus: many", "a number"),
    ("deploy: {resources: {limits: {memory: 5}}}", "must be a string"),
    ("stop_grace_period: 10", "must be a string"),
    ("stop_grace_period: \"10\"", "a duration"), ("command: [sleep, 10]", "must be a string"),
    ("cgroup: other", "one of host, private"), ("environment:", "it is empty"),
    ("volumes: [{target: /x}]", "needs the key \"type\""), ("volumes: [\"aa:bb:cc:dd\"]", "is not a mount"),
    ("image_: x", "did you mean \"image\""),
    ("gpus: [{count: some_string}]", "count must be \"all\" or a whole number, not \"some_string\""),
    ("gpus: [{count: 1, device_ids: [a]}]", "count and device_ids exclude each other"),
    (
      "deploy: {resources: {reservations: {devices: [{driver: nvidia}]}}}",
      "needs the key \"capabilities\""
    ),
    ("volumes: [{type: tmpfs, target: /x, tmpfs: {size: -1}}]", "must be 0 or more, not -1"),
    ("volumes: [{type: tmpfs, target: /x, tmpfs: {size: 5x}}]", "a size such as"),
    ("volumes: [{type: bind, target: /x}]", "the bind mount of /x needs a source"),
    ("post_start: [{command: a, image: b}]", "has no key \"image\""),
    ("depends_on: {b: {restart: true}}", "needs the key \"condition\""),
    ("ports: [{published: 80}]", "the port needs a target"),
    ("ports: [\"localhost:80:80\"]", "not \"localhost\"; write 127.0.0.1"),
    ("ports: [{target: 80, host_ip: 10.0.0.256}]", "must be an IP address, not \"10.0.0.256\""),
    ("extra_hosts: [db]", "the host \"db\" has no address; write db=ADDRESS"),
    ("pull_policy: allways", "did you mean \"always\"?"),
    ("restart: unless-stoped", "did you mean \"unless-stopped\"?"),
    ("restart: on-failure:many", "must end in a whole number, not \"many\""),
    ("models: [gone]", "model gone is not defined"),
    ("build: {context: ., secrets: [gone]}", "secret gone is not defined"),
    ("build: {context: ., additional_contexts: {base: \"service:gone\"}}", "service gone is not defined"),
    (
      "platform: linux/arm64\nbuild: {context: ., platforms: [linux/amd64]}",
      "build.platforms must include linux/arm64"
    ),
    ("develop: {watch: [{path: ., action: sync}]}", "the action sync needs a target"),
    ("oom_score_adj: 2000", "a whole number from -1000 to 1000"), ("cpu_percent: 101", "from 0 to 100"),
    ("extends: {file: base.yaml}", "the key \"service\" is missing"),
    ("provider: {options: {a: b}}", "needs the key \"type\""),
  ])
  func whatComposeRefusesIsRefused(body: String, message: String) throws {
    let said = try refused(body)
    #expect(said.contains { $0.contains(message) }, "\(said)")
  }

  @Test(arguments: [
    "privileged: \"yes\"\nmem_limit: 512m\ncpus: \"0.5\"",
    "mem_limit: 1g\ndeploy: {resources: {limits: {memory: 1gb}}}",
    "x-own: {anything: [goes]}", "networks: [default]", "depends_on: [b]", "user: \"0\"", "command:",
    "ports: [80, \"81\", {target: 82}]", "healthcheck: {test: curl x}", "deploy: {replicas: 2}",
    "cpus: ${CPUS}", "environment: {A: , B: 1, C: true}", "tmpfs: /tmp", "gpus: all", "pid: host",
    "gpus: [{count: all}, {count: \"2\"}, {count: 1}, {device_ids: [a]}]",
    "deploy: {resources: {reservations: {devices: [{count: 1, capabilities: [gpu]}]}}}",
    "volumes: [{type: tmpfs, target: /x, tmpfs: {size: 0}}, {type: tmpfs, target: /y, tmpfs: {size: 1m}}]",
    "pre_start: [{command: [a], image: \"b:1\", per_replica: true}]",
    "extra_hosts: {db: [10.0.0.1, \"::1\"], web: 10.0.0.2}",
    "extra_hosts: [\"db=10.0.0.1\", \"db:10.0.0.2\"]",
    "depends_on: {b: {condition: service_started, restart: true}}",
    "ports: [\"127.0.0.1:80:80\", \"[::1]:81:80\", \"::1:82:80\", \"${IP}:83:80\", \"[::ffff:10.0.0.1]:84:80\"]",
    "ports: [{target: 80, host_ip: \"\"}, {target: 81, host_ip: \"2001:db8::5\"}]",
    "pull_policy: every_12h", "pull_policy: daily", "restart: \"no\"", "restart: on-failure:3",
    "restart: \"\"",
    "restart: ${RESTART}", "oom_score_adj: -1000", "gpus: [{count: ALL}]",
    "platform: linux/arm64\nbuild: {context: ., platforms: [linux/amd64, linux/arm64]}",
    "build: {context: ., additional_contexts: {base: \"service:b\", files: ./files}}",
    "develop: {watch: [{path: ., action: rebuild}, {path: ., action: sync, target: /x}]}",
  ])
  func whatComposeTakesIsTaken(body: String) throws {
    #expect(try refused(body) == [])
  }

  @Test(arguments: [
    ("networks: {n: {external: true, driver: bridge}}", "external excludes driver"),
    ("networks: {n: {name: a, external: {name: b}}}", "name and external.name exclude each other"),
    ("secrets: {s: {}}", "needs one of file"), ("configs: {c: {file: a, content: b}}", "accepts only one of"),
    ("volumes: {v: {external: true, driver: x}}", "external excludes driver"),
    ("nets: {}", "the file has no key"),
    ("version: 3", "version must be a string"),
  ])
  func topLevelContradictionsAreRefused(top: String, message: String) throws {
    let said = try refused("user: u", top: top + "\n")
    #expect(said.contains { $0.contains(message) }, "\(said)")
  }

  @Test func aNameThatIsNearlyRightIsNamed() throws {
    let said = try refused(
      "depends_on: [bb]\nnetworks: [frnt]\nvolumes: [\"dat:/x\"]",
      top: "networks: {front: }\nvolumes: {data: }\n")
    #expect(
      Set(said.map { String($0.drop { $0 != " " }.dropFirst()) }) == [
        "service bb is not defined; did you mean \"b\"?",
        "network frnt is not defined; did you mean \"front\"?",
        "volume dat is not defined; did you mean \"data\"?",
      ])
  }

  @Test(arguments: [
    "name: my_shop-2", "name: ${NAME}", "secrets: {s: {driver: vault, file: ./s}}",
    "networks: {n: {name: a, external: {name: a}}}",
  ])
  func topLevelsThatComposeTakesAreTaken(top: String) throws {
    #expect(try refused("user: u", top: top + "\n") == [])
  }

  @Test(arguments: ["My Shop", "-shop", "shop.v2"]) func aNameThatVersionsOfComposeTakeDifferentlyIsWarnedOf(
    name: String
  ) throws {
    let project = try load("name: \(name)\nservices: {a: {image: a}}\n")
    #expect(project.said(.warned).count == 1 && project.said(.refused).isEmpty)
    #expect(try load("name: shop-2\nservices: {a: {image: a}}\n").said(.warned).isEmpty)
  }

  @Test func aServiceNeedsAnOrigin() throws {
    #expect(
      try load("services:\n  a: {user: u}\n").said(.refused) == [
        "2:3 service a has neither an image nor a build; a file that adds to others is named after them"
      ])
    #expect(try load("services:\n  a: {provider: {type: x}}\n").said(.refused).isEmpty)
    // One cause is one problem.
    let names = ["a", "b", "c", "d", "e"].map { "  \($0): {user: u}\n" }.joined()
    #expect(
      try load("services:\n" + names).said(.refused) == [
        "2:3 services a, b, c and 2 more have neither an image nor a build; a file that adds to others is named after them"
      ])
  }

  @Test func circlesOfLinksVolumesAndNamespacesAreRefused() throws {
    let circle = """
      services:
        a: {image: a, depends_on: [b]}
        b: {image: b, links: ["c:alias"]}
        c: {image: c, volumes_from: ["d:ro", "container:a"]}
        d: {image: d, network_mode: "service:a"}
      """
    #expect(try load(circle).said(.refused) == ["5:31 services wait for each other: a -> b -> c -> d -> a"])
    #expect(try load(circle.replacing("service:a", with: "host")).said(.refused) == [])
  }

  @Test func containerNamesAreUniqueAmongWhatRunsByDefault() throws {
    let clash = "services:\n  a: {image: a, container_name: x}\n  b: {image: b, container_name: x}\n"
    #expect(try load(clash).said(.refused).count == 1)
    let apart = """
      services:
        a: {image: a, container_name: x, profiles: [cpu]}
        b: {image: b, container_name: x, profiles: [gpu]}
      """
    #expect(try load(apart).said(.refused).isEmpty)
    let oneMore = """
      services:
        a: {image: a, container_name: x}
        b: {image: b, container_name: x, profiles: [gpu]}
      """
    #expect(try load(oneMore).said(.refused).isEmpty)
    let chosen = try load(["compose.yaml": oneMore], ["compose.yaml"]) { $0.profiles = ["gpu"] }
    #expect(chosen.said(.refused).count == 1)
  }

  @Test func swarmIgnoresLegacyKeys() throws {
    let text = "services:\n  a: {image: a, mem_limit: 1g, scale: 3, deploy: {replicas: 2}}\n"
    let swarm = try load(["compose.yaml": text], ["compose.yaml"]) { $0.target = .swarm }
    #expect(swarm.services[0].resources.memory.effective == nil)
    #expect(swarm.services[0].replicas == 2)
    #expect(swarm.said(.refused).isEmpty)
  }

  @Test func theOlderExternalNameIsUnderstood() throws {
    let project = try load(
      "services: {a: {image: a, networks: [n]}}\nnetworks: {n: {external: {name: shared}}}\n")
    #expect(project.network("n")?.isExternal == true)
    #expect(project.network("n")?.section.text("name")?.value == "shared")
    #expect(project.said(.refused).isEmpty)
  }

  @Test func theSameFilesGiveTheSameProblems() throws {
    let text = "services:\n  a: {x: 1, y: 2, image: \"${A}${B}\"}\n  b: {z: 1}\nfoo: 1\n"
    let first = try load(text).problems
    for _ in 0..<5 { #expect(try load(text).problems == first) }
  }
}
