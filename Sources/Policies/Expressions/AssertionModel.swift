/// What assertions see of a run: the variables and their types. The gate fills them in.
package enum AssertionModel {
  package static let port = RecordType(
    "port",
    [
      .init("published", .int, "The port of the host, or the first of a range; not set if the host chooses."),
      .init("published_end", .int, "The last published port."),
      .init("target", .int, "The port of the container, or the first of a range."),
      .init("address", .string, "The address of the host; not set for all addresses."),
      .init("protocol", .string, "`tcp`, `udp` or `sctp`."),
    ])

  package static let mount = RecordType(
    "mount",
    [
      .init("type", .string, "`bind`, `volume`, `tmpfs`, `cluster`, `npipe` or `image`."),
      .init(
        "source", .string, "The path on the host or the name of the volume; not set for anonymous volumes."),
      .init("target", .string, "The path in the container."),
      .init("read_only", .bool, "Whether the mount is read-only."),
    ])

  package static let package = RecordType(
    "package",
    [
      .init("name", .string, "The name."),
      .init("version", .string, "The version as the ecosystem writes it."),
      .init("type", .string, "The type of its package URL: `deb`, `apk`, `rpm`, `npm`, `pypi`."),
      .init("purl", .string, "The package URL, if it is known."),
      .init("license", .string, "The declared licence, if there is one."),
      .init("image", .string, "The name of the image, without tag."),
      .init("layer", .int, "The layer that brought it, counted from 0."),
      .init("path", .string, "The file that records it."),
    ])

  package static let image = RecordType(
    "image",
    [
      .init("name", .string, "The name without tag and digest."),
      .init("tags", .list(.string), "The names with their tags."),
      .init("platform", .string, "The platform, such as `linux/amd64`."),
      .init("digest", .string, "The digest of the manifest, else of the config."),
      .init("created", .string, "When the image was built, as an RFC 3339 time."),
      .init("user", .string, "The user of the config; empty for root."),
      .init("labels", .map(key: .string, value: .string), "The labels."),
      .init("annotations", .map(key: .string, value: .string), "The annotations of the manifest."),
      .init("environment", .map(key: .string, value: .string), "The environment variables."),
      .init("entrypoint", .list(.string), "The entry point."),
      .init("command", .list(.string), "The command."),
      .init("working_dir", .string, "The working directory."),
      .init("exposed_ports", .list(.string), "The exposed ports, such as `8080/tcp`."),
      .init("volumes", .list(.string), "The declared volumes."),
      .init("health_check", .list(.string), "The test of the health check."),
      .init("base", .string, "The name of the base image, if the image records it."),
      .init("system", .string, "The distribution: `debian`, `alpine`."),
      .init("system_version", .string, "The version of the distribution."),
      .init("layers", .int, "The number of layers."),
      .init("size", .int, "The total of the layers' uncompressed sizes in bytes."),
      .init("packages", .list(.record(package)), "The installed packages."),
    ])

  package static let service = RecordType(
    "service",
    [
      .init("name", .string, "The name."),
      .init("project", .string, "The name of the project."),
      .init("role", .string, "The role, if it is known: `edge`, `app`, `data-store`."),
      .init("image", .string, "The image as the file names it."),
      .init("tag", .string, "The tag of the image."),
      .init("digest", .string, "The digest that pins the image."),
      .init("builds", .bool, "Whether the image is built here."),
      .init("user", .string, "The user that the file sets."),
      .init("labels", .map(key: .string, value: .string), "The labels of the containers."),
      .init(
        "environment", .map(key: .string, value: .string), "The variables, those of `env_file` included."),
      .init("restart", .string, "The restart policy."),
      .init("read_only", .bool, "Whether the root file system is read-only."),
      .init("privileged", .bool, "Whether the container is privileged."),
      .init("cap_add", .list(.string), "The added capabilities."),
      .init("cap_drop", .list(.string), "The dropped capabilities."),
      .init("security_opt", .list(.string), "The security options."),
      .init("network_mode", .string, "The network mode."),
      .init("networks", .list(.string), "The networks that the service joins."),
      .init("depends_on", .list(.string), "The services that it depends on."),
      .init("profiles", .list(.string), "The profiles."),
      .init("ports", .list(.record(port)), "The published ports."),
      .init("mounts", .list(.record(mount)), "The mounts."),
      .init("replicas", .int, "The number of replicas."),
      .init("memory_limit", .int, "The memory limit in bytes."),
      .init("memory_reservation", .int, "The memory reservation in bytes."),
      .init("cpu_limit", .double, "The CPU limit."),
      .init("cpu_reservation", .double, "The CPU reservation."),
      .init("pids_limit", .int, "The process limit."),
      .init("health_check", .string, "The command of the health check, if the file sets one."),
      .init("config", .dynamic, "The whole service in the long forms of the Compose Specification."),
      .init("images", .list(.record(image)), "The image that it runs, if it was passed."),
    ])

  package static let finding = RecordType(
    "finding",
    [
      .init("rule", .string, "The id of the rule."),
      .init("severity", .string, "`note`, `low`, `medium`, `high` or `critical`."),
      .init("rank", .int, "The severity as a number from 0 (note) to 4 (critical)."),
      .init("confidence", .string, "`tentative`, `firm` or `certain`."),
      .init("message", .string, "The message."),
      .init("image", .string, "The name of the image, without tag."),
      .init("service", .string, "The name of the service."),
      .init("layer", .int, "The layer, counted from 0."),
      .init("path", .string, "The path in the image."),
      .init("key", .string, "The field of the image config or the key of the compose model."),
      .init("file", .string, "The file beside the image."),
      .init("line", .int, "The line."),
      .init("origin", .string, "`base` or `yours`, for a finding in a layer."),
      .init("fingerprint", .string, "The fingerprint."),
    ])

  package static let project = RecordType(
    "project",
    [
      .init("name", .string, "The name."),
      .init("files", .list(.string), "The compose files."),
      .init("services", .list(.record(service)), "The services."),
      .init("networks", .list(.string), "The networks."),
      .init("volumes", .list(.string), "The named volumes."),
    ])

  /// All types, in the order of the documentation.
  package static let types = [service, port, mount, image, package, finding, project]

  /// The variables of every assertion.
  package static let variables: [(name: String, type: ValueType)] = [
    ("services", .list(.record(service))), ("images", .list(.record(image))),
    ("packages", .list(.record(package))), ("findings", .list(.record(finding))),
    ("projects", .list(.record(project))), ("now", .timestamp),
  ]
}
