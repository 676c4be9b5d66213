import Findings
import Images
import Secrets

extension Rule {
  static let imageSecretCommand = Rule(
    id: "image-secret-command",
    summary: "A command in the image's history holds what looks like a secret.",
    why: """
      Builders record every RUN command in the image, word for word: docker history shows it to everyone who \
      can pull the image, even where later steps delete the files.
      """,
    fix: """
      Revoke the secret, because everyone with the image can read it. Give a new one to the build with RUN \
      --mount=type=secret,id=NAME.
      """,
    severity: .high, confidence: .firm,
    references: [.cis("4.10"), .cwe(538), .nist("3.1.4")],
    triggering: [
      .image(
        "a variable before a command", "▶ history: RUN /bin/sh -c NPM_TOKEN=a1b2c3d4e5 npm ci # buildkit"),
      .image("an exported variable", "▶ history: /bin/sh -c export DB_PASSWORD=correct-horse && make"),
      .image(
        "an option",
        "▶ history: RUN /bin/sh -c docker login -u ci --password \(examplePassword) registry.example.com"),
      .image(
        "a user and a password for curl",
        "▶ history: RUN /bin/sh -c curl -u ci:\(examplePassword) https://example.com/a"),
      // In pieces, so that the program does not hold it whole.
      .image(
        "an account's password",
        "▶ history: RUN /bin/sh -c echo '" + ["app", "correct-horse"].joined(separator: ":") + "' | chpasswd"),
      .image(
        "a header",
        "▶ history: RUN /bin/sh -c curl -H 'Authorization: Bearer a1b2c3d4e5' https://example.com/a"),
    ],
    silent: [
      .image(
        "variables and files",
        """
        history: RUN /bin/sh -c NPM_TOKEN=$(cat /run/secrets/npm) npm ci # buildkit
        history: RUN /bin/sh -c export TOKEN="$TOKEN" && curl -u "ci:$TOKEN" https://example.com/a
        history: RUN /bin/sh -c docker login --password-stdin < /run/secrets/registry
        history: RUN /bin/sh -c curl -H "Authorization: Bearer $TOKEN" https://example.com/a
        """),
      .image(
        "words that only look similar",
        """
        history: RUN /bin/sh -c GPG_KEY=A035C8C1 && gpg --recv-keys "$GPG_KEY"
        history: RUN /bin/sh -c useradd --password '*' app && apt-get install -y libpam-passwdqc
        history: RUN /bin/sh -c SECRET_KEY_BASE=dummy rails assets:precompile
        """),
    ],
    check: .image { image, _ in
      image.history.steps.enumerated().flatMap { index, step -> [Match] in
        guard step.keyword == "RUN" else { return [] }
        let commands = ShellScript.commands(step.arguments)
        var seen: Set<String> = []
        let found = commands.indices.flatMap {
          CommandSecrets.find(commands[$0], after: $0 > 0 ? commands[$0 - 1] : nil)
        }
        return found.filter { seen.insert($0.text).inserted }.map { secret in
          var match = Match(
            image.place(ofStep: index), "The RUN command holds \(secret.text), which looks like a secret.",
            subject: secret.text)
          match.facts = [Fact(.secret, image.place(ofStep: index), name: secret.name)]
          return match
        }
      }
    })
}

/// What in a command looks like a secret, by the names and options that stand beside it; never the value.
private enum CommandSecrets {
  /// What it is, as it reads after "holds", and the variable or option that it is given to.
  struct Found {
    let text: String
    var name: String?
  }

  static func find(_ command: ShellCommand, after previous: ShellCommand?) -> [Found] {
    let command = command.unwrapped
    return assignments(command) + options(command) + webAccess(command) + accounts(command, after: previous)
  }

  private static func assignments(_ command: ShellCommand) -> [Found] {
    let exported =
      ["export", "declare", "readonly", "setx"].contains(command.name) ? command.words.dropFirst() : []
    return (command.assignments + exported).compactMap { word in
      guard word.isLiteral, let equals = word.text.firstIndex(of: "=") else { return nil }
      let name = word.text[..<equals]
      return SecretName.isSecret(name, value: word.text[word.text.index(after: equals)...])
        ? Found(text: "the value of \(name)", name: String(name)) : nil
    }
  }

  /// `--password VALUE` and `--token=VALUE`.
  private static func options(_ command: ShellCommand) -> [Found] {
    command.words.indices.dropFirst().compactMap { index in
      let word = command.words[index]
      guard word.text.hasPrefix("--"), word.isLiteral else { return nil }
      let parts = word.text.dropFirst(2).split(separator: "=", maxSplits: 1)
      guard let name = parts.first, !name.hasSuffix("-stdin"), SecretName.isSecret(name) else { return nil }
      let next = index + 1 < command.words.count ? command.words[index + 1] : nil
      let value = parts.count > 1 ? ShellCommand.Word(String(parts[1])) : next
      guard let value, value.isLiteral, !value.text.hasPrefix("-"),
        SecretName.isSecret(name, value: value.text)
      else { return nil }
      return Found(text: "the value of --\(name)", name: "--\(name)")
    }
  }

  private static func webAccess(_ command: ShellCommand) -> [Found] {
    guard command.name == "curl" || command.name == "wget" else { return [] }
    return command.words.indices.dropFirst().compactMap { index in
      let word = command.words[index]
      guard word.isLiteral else { return nil }
      let option = command.words[index - 1].text
      if option == "-u" || option == "--user", let colon = word.text.firstIndex(of: ":"),
        !word.text[word.text.index(after: colon)...].isEmpty,
        SecretName.isSecret("password", value: word.text[word.text.index(after: colon)...])
      {
        return Found(text: "a user and a password for \(command.name)")
      }
      let text = word.text.lowercased()
      guard
        let header = ["authorization:", "private-token:", "x-api-key:"].first(where: {
          text.hasPrefix($0) || text.hasPrefix("--header=" + $0)
        })
      else { return nil }
      let value = text.split(separator: " ").last ?? ""
      return SecretName.isSecret("token", value: value) ? Found(text: "the header \(header.dropLast())") : nil
    }
  }

  /// `echo 'name:password' | chpasswd`.
  private static func accounts(_ command: ShellCommand, after previous: ShellCommand?) -> [Found] {
    guard command.name == "chpasswd" || command.name == "passwd", command.connection == .pipe, let previous,
      ["echo", "printf"].contains(previous.name), let text = previous.words.last, text.isLiteral,
      !text.text.isEmpty
    else { return [] }
    return [Found(text: "the password of an account")]
  }
}
