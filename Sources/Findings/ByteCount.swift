/// Numbers of bytes as people read them: powers of ten, as disks and registries count.
package enum ByteCount {
  /// `999 B`, `1.2 kB`, `3.4 MB`, `5.6 GB`: one decimal below 100, none above.
  package static func show(_ bytes: Int64) -> String {
    let units = ["B", "kB", "MB", "GB", "TB", "PB"]
    var value = Double(bytes.magnitude)
    var unit = 0
    while value >= 999.5, unit < units.count - 1 {
      value /= 1000
      unit += 1
    }
    let sign = bytes < 0 ? "-" : ""
    guard unit > 0, value < 99.95 else { return "\(sign)\(Int(value.rounded())) \(units[unit])" }
    let tenths = Int((value * 10).rounded())
    return "\(sign)\(tenths / 10).\(tenths % 10) \(units[unit])"
  }
}
