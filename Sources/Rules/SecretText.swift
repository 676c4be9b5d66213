import Findings
import Images
import Secrets

/// What a finding of a secret says and advises.
struct SecretText {
  let spot: SecretOccurrence.Appearance
  let type: SecretType

  /// `DB_PASSWORD in /srv/app/.env is set to what looks like a real password.`
  var message: String {
    var text = "\(subject) \(predicate)"
    if !spot.match.reasons.isEmpty { text += "; " + spot.match.reasons.joined(separator: ", and ") }
    text += "."
    switch spot.state {
    case .deleted:
      text += " Layer \(spot.hiddenBy ?? 0) deletes the file, but its bytes still ship with the image."
    case .overwritten:
      text += " Layer \(spot.hiddenBy ?? 0) overwrites the file, but its bytes still ship with the image."
    case .visible, nil: break
    }
    return text
  }

  /// What to do about this one; nil where the rule's own advice fits.
  var fix: String? {
    switch spot.match.standing {
    case .live: nil
    case .doubtful:
      "Check whether the value is real. If it is, revoke it and issue a new one; if it is a sample, add an exception."
    case .shipped: "Check the value only if you changed the file: anyone who installs the package has it."
    case .harmless:
      "Remove it if nothing needs it. It is public or no longer valid, so there is nothing to revoke."
    case .hash: Self.hashFix
    }
  }

  static let hashFix =
    "Change the password that the hash belongs to, and keep the hash out of the image: mount the file at run time."

  private var predicate: String {
    let shown = spot.match.shown == "..." ? "" : " (\(spot.match.shown))"
    guard type.isBuiltIn else {
      let title = type.title.hasSuffix(".") ? String(type.title.dropLast()) : type.title
      return "holds a secret\(shown): \(title)"
    }
    guard spot.match.name != nil, type.goesByName else { return "holds \(type.phrase)\(shown)" }
    switch spot.match.standing {
    case .live: return "is set to what looks like a real \(spot.match.noun)"
    case .hash: return "is set to a password hash"
    case .doubtful, .shipped, .harmless: return "is set to what looks like a \(spot.match.noun)"
    }
  }

  /// The variable, key or file that holds the value.
  private var subject: String {
    let name = spot.match.name
    switch spot.place {
    case .file(_, let path, _):
      guard let name else {
        return spot.match.member == "" ? "The unpacked \(path.shown)" : inside(path.shown)
      }
      return "\(name) in \(inside(path.shown))"
    case .config(let field): return configSubject(field, name)
    case .history(let step): return name.map { "\($0) in history step \(step)" } ?? "History step \(step)"
    case .image, .layer, .compose, .source: return name ?? "The image"
    }
  }

  private func inside(_ path: String) -> String {
    guard let member = spot.match.member else { return path }
    // A gzip file has a single file in it, mostly without a name.
    return member.isEmpty ? "the unpacked \(path)" : "\(SafeText.show(member)) of \(path)"
  }

  private func configSubject(_ field: String, _ name: String?) -> String {
    if let (head, title) = Self.listings.first(where: { field.hasPrefix($0.head) }) {
      let own = SafeText.show(String(field.dropFirst(head.count)))
      // An attestation holds many names.
      guard let name, name != own else { return "The \(title) \(own)" }
      return "\(name) in the \(title) \(own)"
    }
    let title =
      Self.fields.first { field.hasPrefix($0.head) }?.title ?? "config field \(SafeText.show(field))"
    return name.map { field.hasPrefix("Env") ? $0 : "\($0) in the \(title)" } ?? "The \(title)"
  }

  private static let listings = [
    (head: "Labels.", title: "label"), (head: "annotations.", title: "annotation"),
    (head: "attestations.", title: "attestation"),
  ]

  private static let fields = [
    (head: "Env", title: "environment"), (head: "Entrypoint", title: "entry point"),
    (head: "Cmd", title: "command"),
    (head: "Healthcheck", title: "health check"), (head: "OnBuild", title: "ONBUILD instruction"),
  ]
}

extension SecretType {
  /// What to do about a live secret of this type.
  var fix: String {
    if id == "symfony-default-secret" {
      return "Set a secret of your own at run time: everyone knows this default."
    }
    guard !title.hasPrefix("password hash") else { return SecretText.hashFix }
    return """
      Revoke the secret and issue a new one. Pass the new one at run time, or to the build with RUN \
      --mount=type=secret,id=NAME, and rebuild the image without the old one.
      """
  }

  /// Whether only the name beside a value, or its file's format, says what it is.
  fileprivate var goesByName: Bool { !hasPattern || id.hasPrefix("generic-") }
}
