/// The shape of `deploy`, and of devices, which stand there and under `gpus`.
extension Shape {
  static let deploy = Shape.object([
    "endpoint_mode": .text,
    "labels": .listOrMap,
    "mode": .text,
    "placement": .object([
      "constraints": .texts,
      "max_replicas_per_node": .integer,
      "preferences": .list(.object(["spread": .text])),
    ]),
    "replicas": .integer,
    "resources": .object(["limits": limits, "reservations": reservations]),
    "restart_policy": .object([
      "condition": .text, "delay": .duration, "max_attempts": .integer, "window": .duration,
    ]),
    "rollback_config": rollout,
    "update_config": rollout,
  ])

  static let device = Shape.object([
    "capabilities": .texts,
    "count": .textOrNumber,
    "device_ids": .texts,
    "driver": .text,
    "options": .listOrMap,
  ])

  private static let limits = Shape.object(["cpus": .number, "memory": .sizeText, "pids": .integer])

  private static let reservations = Shape.object([
    "cpus": .number,
    "devices": .list(device),
    "generic_resources": .list(
      .object(["discrete_resource_spec": .object(["kind": .text, "value": .textOrNumber])])),
    "memory": .sizeText,
  ])

  private static let rollout = Shape.object([
    "delay": .duration,
    "failure_action": .text,
    "max_failure_ratio": .number,
    "monitor": .duration,
    "order": .choice(["start-first", "stop-first"]),
    "parallelism": .integer,
  ])
}
