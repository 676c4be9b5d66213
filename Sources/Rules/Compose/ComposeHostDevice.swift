import Compose
import Findings

extension Rule {
  static let composeHostDevice = Rule(
    id: "compose-host-device",
    summary: "A service gets a device that gives it power over the host.",
    why: """
      A container that has a disk reads and writes it past all file permissions; kernel memory and all of \
      `/dev` are the host itself. Devices for one purpose, such as a serial port or a graphics card, are not \
      reported.
      """,
    fix:
      "Remove the device, or grant only the one device that is needed, with the permissions that it needs.",
    severity: .critical, confidence: .certain,
    references: [.cis("5.18"), .cwe(250)],
    triggering: [
      .compose(
        "disks and memory, in any spelling",
        """
        services:
          app:
            image: app:1
            devices:
              - ▶/dev/sda:/dev/sda
              - ▶//dev/nvme0n1
              - ▶/dev/mem:/dev/mem:r
              - ▶source: /dev/mapper/root
        """)
    ],
    silent: [
      .compose(
        "devices for one purpose",
        """
        services:
          app:
            image: app:1
            devices: ["/dev/ttyUSB0", "/dev/dri:/dev/dri", "/dev/net/tun", "vendor.example/gpu=all"]
        """)
    ],
    check: .service { service, _, _ in
      service.section.sections("devices").compactMap { device in
        guard let source = device.text("source"), !source.isUnknown else { return nil }
        let path = FilePath.normalised(source.value)
        guard let severity = HostDevice.severity(of: path) else { return nil }
        return Match(
          .compose(key: device.key), "Service \(service.name) gets the host's device \(path).", subject: path,
          severity: severity)
      }
    })
}

/// How bad a device is in a container's hands.
private enum HostDevice {
  static func severity(of path: String) -> Severity? {
    guard path.hasPrefix("/dev") else { return nil }
    if ["/dev", "/dev/mem", "/dev/kmem", "/dev/port"].contains(path) { return .critical }
    let name = path.dropFirst("/dev/".count)
    let disks = [
      "sd", "hd", "vd", "xvd", "nvme", "mmcblk", "dm-", "mapper/", "md", "disk/", "loop", "nbd", "zd",
    ]
    if disks.contains(where: { name.hasPrefix($0) }) { return .critical }
    return ["kmsg", "vhost-net", "uinput", "input"].contains(String(name)) ? .medium : nil
  }
}
