import Findings
import Images
import Policies

/// Holds an image's labels, tags, users, ports, volumes, variables and base against what is asked of them.
struct TraitRequirements {
  let trait: Trait
  let image: ImageFacts
  let requirements: [Requirement]
  private let values: [TraitValue]

  init(_ trait: Trait, _ image: ImageFacts, _ policy: Policy) {
    self.trait = trait
    self.image = image
    requirements = policy.requirements(on: image)
    // Most policies ask nothing of most traits.
    values = requirements.isEmpty ? [] : image.values(of: trait)
  }

  /// What must be there and is not, or has another value.
  var missing: [Match] {
    requirements.compactMap { requirement in
      guard case .has(trait, let name, let wanted) = requirement.kind else { return nil }
      let found = values.filter { $0.names.contains(where: name.matches) }
      guard let last = found.last else {
        return requirement.match(.image, absence(of: name), subject: name.text)
      }
      if let wanted {
        guard !wanted.matches(last.value) else { return nil }
        return requirement.match(last.place, difference(last, wanted), subject: name.text)
      }
      guard trait == .label, last.value.isEmpty else { return nil }
      return requirement.match(.image, "The required label '\(name)' is empty.", subject: name.text)
    }
  }

  /// What is there and may not be.
  var forbidden: [Match] {
    requirements.flatMap { requirement in
      switch requirement.kind {
      case .hasOnly(trait, let allowed):
        return values.filter { value in
          !value.names.contains { name in allowed.contains { $0.matches(name) } }
        }
        .map { value in
          let list =
            allowed.isEmpty
            ? "none is allowed"
            : "only \(Phrase.list(allowed.map { "'\($0)'" })) \(allowed.count == 1 ? "is" : "are") allowed"
          return about(
            value,
            requirement.match(value.place, "\(presence(of: value)), but \(list).", subject: value.names[0]))
        } + unknownBase(requirement)
      case .hasNo(trait, let pattern):
        return values.filter { $0.names.contains(where: pattern.matches) }.map { value in
          let rule = pattern.text == value.names[0] ? "" : " by '\(pattern)'"
          return about(
            value,
            requirement.match(
              value.place, "\(presence(of: value)), which is forbidden\(rule).", subject: value.names[0]))
        }
      case .hasBase(let digests): return unlistedBase(digests, requirement)
      case .has, .hasOnly, .hasNo, .sets, .isYounger, .hasPackage, .hasNoPackage, .hasProgram, .hasNoProgram,
        .hasOnlyLicences, .hasNoLicence, .tellsLicences, .file:
        return []
      }
    } + baseNobodyKnows
  }

  /// The match with what other rules may see too.
  private func about(_ value: TraitValue, _ match: Match) -> Match {
    var match = match
    switch trait {
    case .user: match.facts = [Fact(.user)]
    case .tag: match.facts = [Fact(.tag, name: value.names[0])]
    case .port: match.facts = [Fact(.port, value.place)]
    case .volume: match.facts = [Fact(.volume, value.place)]
    case .label, .variable, .base: break
    }
    return match
  }

  /// An image that does not say what it was built on is not one of those that are allowed.
  private func unknownBase(_ requirement: Requirement) -> [Match] {
    guard trait == .base, values.isEmpty else { return [] }
    return [requirement.match(.image, Self.unknownBase, subject: "unknown")]
  }

  /// The layers prove what an image is built on; where they are of no listed base, the image's word for it counts.
  private func unlistedBase(_ digests: [String], _ requirement: Requirement) -> [Match] {
    guard trait == .base else { return [] }
    let isNothing = image.baseImageName == "scratch" || image.startsFromNothing
    if isNothing, digests.contains("scratch") { return [] }
    let stated = image.statedBaseDigest
    if image.chainIDs.contains(where: digests.contains) || stated.map(digests.contains) == true { return [] }
    let seen =
      image.baseChainID.map { "The layers of the base image have the chain ID \($0)" }
      ?? stated.map { "The base image has the digest \(short($0))" }
      ?? "The image does not show which of its layers are a base image"
    return [
      requirement.match(
        .image, "\(seen), but image.base-digests lists \(Phrase.count(digests.count, "other base")).",
        subject: "digest")
    ]
  }

  /// Where bases are only forbidden, one that is not known is worth a word.
  private var baseNobodyKnows: [Match] {
    let forbids = requirements.filter { if case .hasNo(.base, _) = $0.kind { true } else { false } }
    let allows = requirements.contains { if case .hasOnly(.base, _) = $0.kind { true } else { false } }
    guard trait == .base, values.isEmpty, !allows, let first = forbids.first else { return [] }
    var match = first.match(.image, Self.unknownBase, subject: "unknown", severity: .low)
    match.confidence = .tentative
    return [match]
  }

  private static let unknownBase =
    "The label org.opencontainers.image.base.name is not set, so the base image cannot be checked."

  private func absence(of name: ValuePattern) -> String {
    switch trait {
    case .label: "The required label '\(name)' is missing."
    case .tag:
      values.isEmpty
        ? "The image has no tag, but must have one that matches '\(name)'."
        : "No tag matches '\(name)': the image has \(Phrase.list(values.map { "'\($0.names[0])'" }))."
    case .user: "The image does not run as '\(name)'."
    case .port: "The required port \(name) is not exposed."
    case .volume: "The required volume '\(name)' is not declared."
    case .variable: "The required environment variable '\(name)' is not set."
    case .base: "The image is not built on '\(name)'."
    }
  }

  /// Values of variables are not shown: they may be anybody's secrets.
  private func difference(_ value: TraitValue, _ wanted: ValuePattern) -> String {
    let name = value.names[0]
    if trait == .variable {
      return "The environment variable '\(name)' does not match '\(short(wanted.text))'."
    }
    let seen = value.value.isEmpty ? "empty" : "'\(short(value.value))'"
    return "The \(trait.rawValue) '\(name)' is \(seen), but must match '\(short(wanted.text))'."
  }

  private func presence(of value: TraitValue) -> String {
    let name = short(value.names[0])
    return switch trait {
    case .label: "The image has the label '\(name)'"
    case .tag: "The image has the tag '\(name)'"
    case .user: "The user is '\(name)'"
    case .port: "The port \(name) is exposed"
    case .volume: "The volume '\(name)' is declared"
    case .variable: "The environment variable '\(name)' is set"
    case .base: "The image is built on '\(name)'"
    }
  }
}
