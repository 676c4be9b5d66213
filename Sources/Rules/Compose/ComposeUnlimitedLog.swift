import Compose
import Findings
import Policies

extension Rule {
  static let composeUnlimitedLog = Rule(
    id: "compose-unlimited-log",
    summary: "A service's log grows without limit.",
    why:
      "The engine's default log driver never deletes anything; a service that talks much fills the host's disk.",
    fix: "Set `logging.options` with `max-size` and `max-file`, or use the `local` driver.",
    severity: .low, confidence: .firm,
    references: [.cis("2.13"), .cwe(770)],
    triggering: [
      .compose(
        "nothing said, or no size",
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
        "a size, a driver that rotates, a driver that sends away",
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
      guard service.hasContainers, !service.runsOnce,
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
          "The log of service \(service.name) grows without limit.",
          confidence: driver == nil ? .firm : .certain,
          // Where no driver is named, the engine has its own, and another one than json-file refuses the options.
          repair: driver == nil ? .unsafe(.all(repairs), .logDriver) : .safe(.all(repairs)))
      ]
    })
}
