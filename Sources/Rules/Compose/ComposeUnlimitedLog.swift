import Compose
import Findings
import Policies

extension Rule {
  static let composeUnlimitedLog = Rule(
    id: "compose-unlimited-log",
    summary: "A service's log has no size limit.",
    why: """
      The engine's default log driver never deletes anything, so a service that logs a lot fills the host's \
      disk.
      """,
    fix: "Set `max-size` and `max-file` under `logging.options`, or use the `local` driver.",
    severity: .low, confidence: .firm,
    references: [.cis("2.13"), .cwe(770)],
    triggering: [
      .compose(
        "no log settings, and settings without a size",
        """
        services:
          ▶a:
            image: a:1
          b:
            image: b:1
            ▶logging:
              driver: json-file
              options: {max-file: "3"}
        """)
    ],
    silent: [
      .compose(
        "a size, a driver that rotates, and a driver that sends logs elsewhere",
        """
        services:
          a:
            image: a:1
            logging: {options: {max-size: 10m, max-file: "3"}}
          b:
            image: b:1
            logging: {driver: local}
          c:
            image: c:1
            logging: {driver: syslog}
        """)
    ],
    check: .service { service, project, policy in
      guard service.saysWhatRuns, !service.runsOnce,
        !policy.compose.requires(.logs, of: service, in: project)
      else { return [] }
      let logging = service.section.section("logging")
      let driver = logging?.text("driver")
      if driver?.isUnknown == true || !["json-file", nil].contains(driver?.value) { return [] }
      if logging?.field("options", "max-size") != nil { return [] }
      let size = Repair.Value.text("\(policy.compose.logSize >> 20)m")
      let files = Repair.Value.text("\(policy.compose.logFiles)")
      var repairs: [Repair.Change] = [
        .add(to: service.key, path: ["logging", "options", "max-size"], value: size)
      ]
      if logging?.field("options") == nil {
        let options = Repair.Value.mapping([.init("max-size", size), .init("max-file", files)])
        repairs = [.add(to: service.key, path: ["logging", "options"], value: options)]
      }
      return [
        Match(
          logging.map { .compose(key: $0.key) } ?? service.place,
          "Service \(service.name) has no log limit, so its log grows until the disk is full.",
          confidence: driver == nil ? .firm : .certain,
          // Where no driver is named, the engine has its own, and another one than json-file refuses the options.
          repair: driver == nil ? .unsafe(.all(repairs), .logDriver) : .safe(.all(repairs)))
      ]
    })
}
