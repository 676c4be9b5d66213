import ArchiveIO
import Findings
import Images

extension Rule {
  static let layerDeviceNode = Rule(
    id: "layer-device-node",
    summary: "The image contains a device node.",
    why: """
      A device node leads to the host's hardware: where the container may open it, a disk's node reads the \
      whole disk. The engine creates the devices that a container needs.
      """,
    fix: """
      Delete the node in the step that adds it, and pass a device that the container needs with docker run \
      --device.
      """,
    severity: .medium, confidence: .certain,
    references: [.cwe(250)],
    triggering: [
      .image(
        "a disk",
        """
        layer: COPY rootfs /
          ▶ brw-rw---- 0:6 /srv/disk 8,0
        """),
      .image(
        "a disk in /dev",
        """
        layer: ADD rootfs.tar /
          ▶ brw-rw---- 0:6 /dev/sda 8,0
        """),
      .image(
        "several nodes in one directory, reported once",
        """
        layer: ADD rootfs.tar /
          ▶ brw-rw---- 0:6 /dev/loop0 7,0
          brw-rw---- 0:6 /dev/loop1 7,1
          brw-rw---- 0:6 /dev/ram0 1,0
        """),
    ],
    silent: [
      .image(
        "the devices that every root file system has",
        """
        layer: ADD rootfs.tar /
          crw-rw-rw- 0:0 /dev/null 1,3
          crw-rw-rw- 0:0 /dev/tty 5,0
          crw-rw-rw- 0:0 /dev/urandom 1,9
        """),
      .image(
        "a chroot's null device, and an overlay file system's whiteout",
        """
        layer: COPY chroot /var/lib/app
          crw-rw-rw- 0:0 /var/lib/app/dev/null 1,3
          c--------- 0:0 /var/lib/app/gone 0,0
        """),
      .image(
        "a node that a later layer deletes",
        """
        layer: COPY rootfs /
          brw-rw---- 0:6 /srv/disk 8,0
        layer: RUN rm /srv/disk
          delete /srv/disk
        """),
    ],
    check: .image { image, _ in
      let nodes = image.occurrences {
        ($0.kind == .blockDevice || $0.kind == .characterDevice) && !DeviceNumbers.isHarmless($0)
      }
      let groups = Dictionary(grouping: nodes.filter { $0.state == .visible }) { node in
        DeviceGroup(layer: node.layer, directory: node.path.parent ?? ArchivePath(""))
      }
      return groups.values.map { $0.sorted { $0.path < $1.path } }.sorted { $0[0].id < $1[0].id }.map {
        nodes in
        let names = nodes.map { node in
          let kind = node.entry.kind == .blockDevice ? "block" : "character"
          return "\(node.path.name) (\(kind) \(node.entry.deviceMajor):\(node.entry.deviceMinor))"
        }
        let count = Phrase.count(nodes.count, "device node")
        let directory = (nodes[0].path.parent ?? ArchivePath("")).shown
        return Match(nodes[0], in: image, "\(directory) holds \(count): \(Phrase.list(names)).")
      }
    })
}

private struct DeviceGroup: Hashable {
  let layer: Int
  let directory: ArchivePath
}

/// Devices of the kernel's own, without hardware behind them (Linux `devices.txt`).
private enum DeviceNumbers {
  static func isHarmless(_ entry: TarEntry) -> Bool {
    guard entry.kind == .characterDevice else { return false }
    switch entry.deviceMajor {
    case 0: return entry.deviceMinor == 0
    // null, zero, full, random, urandom.
    case 1: return [3, 5, 7, 8, 9].contains(entry.deviceMinor)
    // The terminals that stand for the process's own; 136 to 143 are those of /dev/pts.
    case 4, 5, 136...143: return true
    // The network tunnel and the user's file systems, which do nothing without a capability.
    case 10: return [200, 229].contains(entry.deviceMinor)
    default: return false
    }
  }
}
