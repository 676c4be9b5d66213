import Foundation
import Reports

/// Says what code scanning services would refuse in a SARIF log, cut, or show badly, as their documentation and the
/// specification have it.
package struct SARIFCheck {
  /// What is wrong, each with the place where; empty for a log without fault.
  package private(set) var problems: [String] = []

  package init(_ text: String) throws {
    let log = try JSONDecoder().decode(JSON.self, from: Data(text.utf8))
    expect(
      log["version"] == "2.1.0" && log["$schema"]?.string?.contains("2.1.0") == true, "version and schema")
    let runs = log["runs"]?.elements ?? []
    expect((1...20).contains(runs.count), "\(runs.count) runs")
    expect(text.utf8.count < 50_000_000, "the log is too large to be taken")
    let keys = runs.map { [$0["tool"]?["driver"]?["name"], $0["automationDetails"]?["id"]] }
    expect(Set(keys).count == keys.count, "two runs of one tool and category")
    let guids = runs.first?["taxonomies"]?.elements.compactMap { $0["guid"]?.string } ?? []
    expect(Set(guids).count == guids.count, "a guid twice")
    for run in runs { check(run: run) }
  }

  private mutating func expect(_ condition: Bool, _ problem: @autoclosure () -> String) {
    if !condition { problems.append(problem()) }
  }

  // MARK: Run

  private mutating func check(run: JSON) {
    let driver = run["tool"]?["driver"]
    for key in ["name", "version", "semanticVersion", "informationUri"] {
      expect(driver?[key]?.string?.isEmpty == false, "driver.\(key)")
    }
    expect(run["columnKind"] == "unicodeCodePoints", "columnKind")
    if let id = run["automationDetails"]?["id"]?.string { expect(id.hasSuffix("/"), "category \(id)") }
    for invocation in run["invocations"]?.elements ?? [] {
      expect(invocation["executionSuccessful"] == true, "findings are no failed execution")
      if case .number = invocation["exitCode"] {} else { expect(false, "exitCode") }
    }
    let provenance = run["versionControlProvenance"]?.elements ?? []
    expect(!provenance.isEmpty, "versionControlProvenance")
    for place in provenance {
      expect(place["repositoryUri"]?.string?.contains(":") == true, "repositoryUri is not absolute")
      expect(place["mappedTo"]?["uriBaseId"] == "%SRCROOT%", "mappedTo")
    }
    check(taxonomies: run["taxonomies"]?.elements ?? [], driver?["supportedTaxonomies"]?.elements ?? [])
    let rules = driver?["rules"]?.elements ?? []
    let ids = rules.compactMap { $0["id"]?.string }
    expect(!rules.isEmpty && ids.count == rules.count && Set(ids).count == ids.count, "ids of rules")
    for rule in rules { check(rule: rule, taxonomies: run["taxonomies"]?.elements ?? []) }
    guard case .list(let results) = run["results"] else { return expect(false, "results") }
    expect(results.count <= 5_000, "\(results.count) results")
    var prints: Set<[JSON?]> = []
    for (index, result) in results.enumerated() {
      check(result: result, "results[\(index)]", rules: rules)
      let uri = result["locations"]?.elements.first?["physicalLocation"]?["artifactLocation"]?["uri"]
      let hash = result["partialFingerprints"]?["primaryLocationLineHash"]
      expect(prints.insert([result["ruleId"], uri, hash]).inserted, "results[\(index)]: an alert twice")
    }
  }

  private mutating func check(taxonomies: [JSON], _ supported: [JSON]) {
    expect(supported.count == taxonomies.count, "supportedTaxonomies")
    for (index, taxonomy) in taxonomies.enumerated() {
      expect(!(taxonomy["taxa"]?.elements ?? []).isEmpty, "taxonomies[\(index)] is empty")
      expect(
        supported.contains { $0["index"] == .number(index) && $0["guid"] == taxonomy["guid"] },
        "taxonomies[\(index)] is not supported")
    }
  }

  // MARK: Rules

  private mutating func check(rule: JSON, taxonomies: [JSON]) {
    let id = rule["id"]?.string ?? ""
    for key in ["shortDescription", "fullDescription"] {
      let text = rule[key]?["text"]?.string ?? ""
      expect(!text.isEmpty && text.count <= 1024, "\(id).\(key)")
    }
    for key in ["text", "markdown"] {
      expect(rule["help"]?[key]?.string?.isEmpty == false, "\(id).help.\(key)")
    }
    let name = rule["name"]?.string ?? ""
    expect(name.wholeMatch(of: /[A-Z][A-Za-z0-9]*/) != nil && name != id && name.count <= 255, "\(id).name")
    expect(rule["helpUri"]?.string?.hasPrefix("https://") == true, "\(id).helpUri")
    let level = rule["defaultConfiguration"]?["level"]?.string ?? ""
    expect(["note", "warning", "error"].contains(level), "\(id).level")
    let properties = rule["properties"]
    let tags = properties?["tags"]?.elements.compactMap(\.string) ?? []
    expect(tags.contains("security") && tags.count <= 10, "\(id).tags")
    let severity = properties?["security-severity"]?.string.flatMap { Double($0) } ?? 0
    expect(severity > 0 && severity <= 10, "\(id).security-severity")
    expect(
      ["very-high", "high", "medium", "low"].contains(properties?["precision"]?.string), "\(id).precision")
    for relationship in rule["relationships"]?.elements ?? [] {
      let target = relationship["target"]
      guard case .number(let index) = target?["toolComponent"]?["index"], taxonomies.indices.contains(index)
      else {
        expect(false, "\(id).relationships")
        continue
      }
      let taxa = taxonomies[index]["taxa"]?.elements ?? []
      if case .number(let place) = target?["index"] {
        expect(
          taxa.indices.contains(place) && taxa[place]["id"] == target?["id"], "\(id).relationships.index")
      }
      expect(taxa.contains { $0["id"] == target?["id"] }, "\(id).relationships.id")
    }
    for tag in tags where tag.hasPrefix("external/cwe/cwe-") {
      let number = String(tag.dropFirst("external/cwe/cwe-".count).drop { $0 == "0" })
      let named = (rule["relationships"]?.elements ?? []).contains { $0["target"]?["id"] == .text(number) }
      expect(named, "\(id): \(tag) stands in tags only")
    }
  }

  // MARK: Results

  private mutating func check(result: JSON, _ at: String, rules: [JSON]) {
    guard case .number(let index) = result["ruleIndex"], rules.indices.contains(index) else {
      return expect(false, "\(at).ruleIndex")
    }
    expect(rules[index]["id"] == result["ruleId"], "\(at): ruleIndex is another rule's")
    let message = result["message"]
    expect(message?["text"]?.string?.isEmpty == false, "\(at).message.text")
    expect(message?["text"]?.string?.contains("](") == false, "\(at): a link in the message")
    let template = message?["id"]?.string.flatMap { rules[index]["messageStrings"]?[$0]?["text"]?.string }
    let needed = (template ?? "").matches(of: /\{[0-9]+\}/).count
    expect(template != nil && message?["arguments"]?.elements.count == needed, "\(at).message.id")
    expect(["note", "warning", "error"].contains(result["level"]?.string), "\(at).level")
    expect(result["kind"] == "fail", "\(at).kind")
    let locations = result["locations"]?.elements ?? []
    expect(locations.count == 1, "\(at): \(locations.count) locations")
    for location in locations { check(location: location, "\(at).locations") }
    let related = result["relatedLocations"]?.elements ?? []
    let ids = related.compactMap { $0["id"] }
    expect(related.count <= 999 && Set(ids).count == related.count, "\(at).relatedLocations")
    for location in related { check(location: location, "\(at).relatedLocations") }
    for flow in result["codeFlows"]?.elements ?? [] {
      let threads = flow["threadFlows"]?.elements ?? []
      expect(!threads.isEmpty, "\(at).codeFlows")
      for step in threads.flatMap({ $0["locations"]?.elements ?? [] }) {
        expect(
          step["index"] == nil && step["location"]?["message"]?["text"]?.string != nil, "\(at).codeFlows")
        if let location = step["location"] { check(location: location, "\(at).codeFlows") }
      }
    }
    for suppression in result["suppressions"]?.elements ?? [] {
      expect(["inSource", "external"].contains(suppression["kind"]?.string), "\(at).suppressions.kind")
      expect(suppression["status"] == "accepted", "\(at).suppressions.status")
      expect(suppression["justification"]?.string?.isEmpty == false, "\(at).suppressions.justification")
    }
    let prints = result["partialFingerprints"]
    let hash = prints?["primaryLocationLineHash"]?.string ?? ""
    expect(hash.wholeMatch(of: /[0-9a-f]{1,16}:[1-9][0-9]*/) != nil, "\(at): the hash \(hash)")
    expect(prints?["imgcheckFinding/v1"]?.string?.isEmpty == false, "\(at).partialFingerprints")
    for change in (result["fixes"]?.elements ?? []).flatMap({ $0["artifactChanges"]?.elements ?? [] }) {
      check(uri: change["artifactLocation"]?["uri"]?.string ?? "", "\(at).fixes")
      expect(!(change["replacements"]?.elements ?? []).isEmpty, "\(at).fixes")
    }
  }

  private mutating func check(location: JSON, _ at: String) {
    let physical = location["physicalLocation"]
    expect(physical?["artifactLocation"]?["uriBaseId"] == "%SRCROOT%", "\(at).uriBaseId")
    check(uri: physical?["artifactLocation"]?["uri"]?.string ?? "", at)
    func number(_ region: String, _ key: String) -> Int? {
      guard case .number(let number) = physical?[region]?[key] else { return nil }
      return number
    }
    guard let line = number("region", "startLine"), let column = number("region", "startColumn"),
      let endLine = number("region", "endLine"), let endColumn = number("region", "endColumn")
    else { return expect(false, "\(at): a region needs four numbers") }
    expect(line >= 1 && column >= 1 && endColumn >= 1, "\(at): lines and columns count from 1")
    expect((endLine, endColumn) > (line, column), "\(at): an empty region")
    let start = number("contextRegion", "startLine") ?? .max
    let end = number("contextRegion", "endLine") ?? 0
    expect(start >= 1 && start <= line && end > endLine, "\(at): the context does not hold the region")
    for region in ["region", "contextRegion"] {
      expect(physical?[region]?["snippet"] != nil, "\(at).\(region)")
    }
  }

  private mutating func check(uri: String, _ at: String) {
    let isWellFormed = uri.wholeMatch(of: /(?:[A-Za-z0-9._~\/\-]|%[0-9A-F]{2})+/) != nil
    expect(isWellFormed, "\(at): '\(uri)' is no relative reference")
    let parts = uri.split(separator: "/", omittingEmptySubsequences: false)
    expect(!parts.contains { ["", ".", ".."].contains($0) }, "\(at): '\(uri)' is not normalised")
    expect(uri.firstMatch(of: /[0-9a-f]{40}/) == nil, "\(at): '\(uri)' holds a digest")
  }
}
