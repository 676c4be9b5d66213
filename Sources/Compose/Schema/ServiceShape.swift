/// The shape of a service, key by key in the order of the alphabet.
extension Shape {
  static let service = Shape.object(serviceKeys)

  private static let serviceKeys: [String: Shape] = [
    "annotations": .listOrMap,
    "attach": .boolean,
    "blkio_config": blockInput,
    "build": .either([.text, build]),
    "cap_add": .texts,
    "cap_drop": .texts,
    "cgroup": .choice(["host", "private"]),
    "cgroup_parent": .text,
    "command": .command,
    "configs": grants,
    "container_name": .text,
    "cpu_count": .integer,
    "cpu_percent": .bounded(0...100),
    "cpu_period": .either([.number, .duration]),
    "cpu_quota": .either([.number, .duration]),
    "cpu_rt_period": .either([.textOrNumber]),
    "cpu_rt_runtime": .either([.textOrNumber]),
    "cpu_shares": .number,
    "cpus": .number,
    "cpuset": .text,
    "credential_spec": .object(["config": .text, "file": .text, "registry": .text]),
    "depends_on": .either([.texts, dependencies]),
    "deploy": .either([.nothing, deploy]),
    "develop": .either([.nothing, .object(["watch": .list(watch)])]),
    "device_cgroup_rules": .texts,
    "devices": .list(
      .either([
        .text, .object(["source": .text, "target": .text, "permissions": .text], required: ["source"]),
      ])),
    "dns": .textOrList,
    "dns_opt": .texts,
    "dns_search": .textOrList,
    "domainname": .text,
    "entrypoint": .command,
    "env_file": .either([
      .text,
      .list(
        .either([
          .text, .object(["path": .text, "format": .text, "required": .boolean], required: ["path"]),
        ])),
    ]),
    "environment": .listOrMap,
    "expose": .list(.textOrNumber),
    "extends": .either([.text, .object(["service": .text, "file": .text])]),
    "external_links": .texts,
    "extra_hosts": extraHosts,
    "gpus": .either([.choice(["all"]), .list(device)]),
    "group_add": .list(.textOrNumber),
    "healthcheck": healthCheck,
    "hostname": .text,
    "image": .text,
    "init": .boolean,
    "ipc": .text,
    "isolation": .text,
    "label_file": .textOrList,
    "labels": .listOrMap,
    "links": .texts,
    "logging": .object(["driver": .text, "options": .map(.either([.nothing, .textOrNumber]))]),
    "mac_address": .text,
    "mem_limit": .size,
    "mem_reservation": .size,
    "mem_swappiness": .integer,
    "memswap_limit": .size,
    "models": .either([
      .texts, .map(.either([.nothing, .object(["endpoint_var": .text, "model_var": .text])])),
    ]),
    "network_mode": .text,
    "networks": .either([.texts, .map(.either([.nothing, attachment]), keys: .name)]),
    "oom_kill_disable": .boolean,
    "oom_score_adj": .bounded(-1000...1000),
    "pid": .either([.nothing, .text]),
    "pids_limit": .number,
    "platform": .text,
    "ports": .list(.either([.textOrNumber, port])),
    "post_start": .list(hook),
    "pre_start": .list(.object(hookKeys.merging(startKeys) { $1 }, required: ["command"])),
    "pre_stop": .list(hook),
    "privileged": .boolean,
    "profiles": .texts,
    "provider": .object(["type": .text, "options": .map(.any)], required: ["type"]),
    "pull_policy": .text,
    "pull_refresh_after": .text,
    "read_only": .boolean,
    "restart": .text,
    "runtime": .text,
    "scale": .integer,
    "secrets": grants,
    "security_opt": .texts,
    "shm_size": .size,
    "stdin_open": .boolean,
    "stop_grace_period": .duration,
    "stop_signal": .text,
    "storage_opt": .map(.any),
    "sysctls": .listOrMap,
    "tmpfs": .textOrList,
    "tty": .boolean,
    "ulimits": ulimits,
    "use_api_socket": .boolean,
    "user": .text,
    "userns_mode": .text,
    "uts": .text,
    "volumes": .list(.either([.text, mount])),
    "volumes_from": .texts,
    "working_dir": .text,
  ]

  private static let blockInput = Shape.object([
    "device_read_bps": .list(.object(["path": .text, "rate": .size])),
    "device_read_iops": .list(.object(["path": .text, "rate": .integer])),
    "device_write_bps": .list(.object(["path": .text, "rate": .size])),
    "device_write_iops": .list(.object(["path": .text, "rate": .integer])),
    "weight": .integer,
    "weight_device": .list(.object(["path": .text, "weight": .integer])),
  ])

  private static let build = Shape.object([
    "additional_contexts": .listOrMap,
    "args": .listOrMap,
    "cache_from": .texts,
    "cache_to": .texts,
    "context": .text,
    "dockerfile": .text,
    "dockerfile_inline": .text,
    "entitlements": .texts,
    "extra_hosts": extraHosts,
    "isolation": .text,
    "labels": .listOrMap,
    "network": .text,
    "no_cache": .boolean,
    "no_cache_filter": .textOrList,
    "platforms": .texts,
    "privileged": .boolean,
    "provenance": .textOrNumber,
    "pull": .boolean,
    "sbom": .textOrNumber,
    "secrets": grants,
    "shm_size": .size,
    "ssh": .either([.text, .listOrMap]),
    "tags": .texts,
    "target": .text,
    "ulimits": ulimits,
  ])

  private static let grants = Shape.list(
    .either([
      .text,
      .object(["source": .text, "target": .text, "uid": .text, "gid": .text, "mode": .textOrNumber]),
    ]))

  private static let dependencies = Shape.map(
    .object(
      [
        "condition": .choice(["service_started", "service_healthy", "service_completed_successfully"]),
        "required": .boolean,
        "restart": .boolean,
      ], required: ["condition"]), keys: .name)

  private static let watch = Shape.object(
    [
      "action": .choice(["rebuild", "sync", "restart", "sync+restart", "sync+exec"]),
      "exec": hook,
      "ignore": .textOrList,
      "include": .textOrList,
      "initial_sync": .boolean,
      "path": .text,
      "target": .text,
    ], required: ["path", "action"])

  private static let extraHosts = Shape.either([.texts, .map(.textOrList)])

  private static let healthCheck = Shape.object([
    "disable": .boolean,
    "interval": .duration,
    "retries": .number,
    "start_interval": .duration,
    "start_period": .duration,
    "test": .textOrList,
    "timeout": .duration,
  ])

  private static let attachment = Shape.object([
    "aliases": .texts,
    "driver_opts": .options,
    "gw_priority": .number,
    "interface_name": .text,
    "ipv4_address": .text,
    "ipv6_address": .text,
    "link_local_ips": .texts,
    "mac_address": .text,
    "priority": .number,
  ])

  private static let port = Shape.object([
    "app_protocol": .text,
    "host_ip": .text,
    "mode": .text,
    "name": .text,
    "protocol": .text,
    "published": .textOrNumber,
    "target": .integer,
  ])

  private static let hook = Shape.object(hookKeys, required: ["command"])

  private static let hookKeys: [String: Shape] = [
    "command": .command,
    "environment": .listOrMap,
    "privileged": .boolean,
    "user": .text,
    "working_dir": .text,
  ]

  /// What only a step before the start may say, which runs in a container of its own.
  private static let startKeys: [String: Shape] = ["image": .text, "per_replica": .boolean]

  private static let ulimits = Shape.map(
    .either([.integer, .object(["soft": .integer, "hard": .integer], required: ["soft", "hard"])]),
    keys: .lowercase)

  private static let mount = Shape.object(
    [
      "bind": .object([
        "create_host_path": .boolean,
        "propagation": .text,
        "recursive": .choice(["enabled", "disabled", "writable", "readonly"]),
        "selinux": .choice(["z", "Z"]),
      ]),
      "consistency": .text,
      "image": .object(["subpath": .text]),
      "read_only": .boolean,
      "source": .text,
      "target": .text,
      "tmpfs": .object(["size": .size, "mode": .textOrNumber]),
      "type": .choice(["bind", "volume", "tmpfs", "cluster", "npipe", "image"]),
      "volume": .object(["labels": .listOrMap, "nocopy": .boolean, "subpath": .text]),
    ], required: ["type"])
}
