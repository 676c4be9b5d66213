/// The shapes of a whole compose file and of everything in it but services.
extension Shape {
  static let file = Shape.object([
    "version": .text,
    "name": .text,
    "include": .list(
      .either([
        .text,
        .object(["path": .textOrList, "env_file": .textOrList, "project_directory": .text]),
      ])),
    "services": .map(service, keys: .name),
    "networks": .map(.either([.nothing, network]), keys: .name),
    "volumes": .map(.either([.nothing, volume]), keys: .name),
    "secrets": .map(secret, keys: .name),
    "configs": .map(config, keys: .name),
    "models": .map(model, keys: .name),
  ])

  private static let network = Shape.object([
    "name": .text,
    "driver": .text,
    "driver_opts": .options,
    "ipam": .object([
      "driver": .text,
      "config": .list(
        .object([
          "subnet": .text, "ip_range": .text, "gateway": .text, "aux_addresses": .map(.text),
        ])),
      "options": .map(.text),
    ]),
    "external": .external,
    "internal": .boolean,
    "enable_ipv4": .boolean,
    "enable_ipv6": .boolean,
    "attachable": .boolean,
    "labels": .listOrMap,
  ])

  private static let volume = Shape.object([
    "name": .text,
    "driver": .text,
    "driver_opts": .options,
    "external": .external,
    "labels": .listOrMap,
  ])

  private static let secret = Shape.object([
    "name": .text,
    "environment": .text,
    "file": .text,
    "external": .external,
    "labels": .listOrMap,
    "driver": .text,
    "driver_opts": .options,
    "template_driver": .text,
  ])

  private static let config = Shape.object([
    "name": .text,
    "content": .text,
    "environment": .text,
    "file": .text,
    "external": .external,
    "labels": .listOrMap,
    "template_driver": .text,
  ])

  private static let model = Shape.object(
    [
      "name": .text,
      "model": .text,
      "context_size": .integer,
      "runtime_flags": .texts,
    ], required: ["model"])
}
