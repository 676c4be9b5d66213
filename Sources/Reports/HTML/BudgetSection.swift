import Findings

/// What the projects promise of the host: a bar against what it has for each resource, and every service's share.
struct BudgetSection {
  let budget: HostBudget

  var markup: Markup {
    .block(
      "section", [.init("id", "host"), .init("aria-labelledby", "host-title")],
      [
        .element("h2", [.init("id", "host-title")], .text("Host")),
        .element(
          "p", [.init("class", "lead")],
          .text("The limits of all active services together, compared with what the host has.")),
        .block("div", [.init("class", "budget")], budget.resources.enumerated().map { row($1, $0) }),
        Drawing.legend([
          ("promised", "committed by limits"), ("reserved", "of that reserved"),
          ("over", "beyond what may be committed"), ("host", "the host has"), ("limit", "may be committed"),
        ]),
        shares,
      ])
  }

  private func row(_ resource: HostBudget.Resource, _ number: Int) -> Markup {
    .element(
      "div", [.init("class", "resource")],
      .element("h3", [], .text(Self.title(resource.name))),
      bar(resource, number),
      .element(
        "p", [], .element("strong", [], .text(Self.show(resource.promised, resource.name))),
        .text(" of \(Self.show(resource.available, resource.name)), "),
        .element(
          "span", [.init("class", resource.isExceeded ? "bad" : "fine")],
          .text(Amount.percent(resource.ratio))),
        .text(details(resource))),
      unlimited(resource))
  }

  private func details(_ resource: HostBudget.Resource) -> String {
    let limit = Self.show(resource.available * resource.overcommit, resource.name)
    let over = resource.isExceeded ? "; more than the \(limit) that may be committed" : ""
    let allowed = !resource.isExceeded && resource.overcommit != 1 ? "; \(limit) may be committed" : ""
    let reserved = resource.reserved > 0 ? "; \(Self.show(resource.reserved, resource.name)) reserved" : ""
    return over + allowed + reserved
  }

  private func unlimited(_ resource: HostBudget.Resource) -> Markup {
    guard !resource.unlimited.isEmpty else { return .none }
    return .element(
      "p", [.init("class", "unlimited")], .element("span", [.init("class", "tag bad")], .text("no limit")),
      .text(" \(resource.unlimited.joined(separator: ", ")): the sum is at least this."))
  }

  private func bar(_ resource: HostBudget.Resource, _ number: Int) -> Markup {
    let limit = resource.available * resource.overcommit
    let scale = max(resource.promised, limit, resource.available, resource.reserved) * 1.02
    func part(_ value: Double) -> Double { scale > 0 && value > 0 ? value / scale * 100 : 0 }
    let within = min(resource.promised, limit)
    return Drawing.markup(
      id: "host-\(number)", style: "bar budget-bar", size: [.init("height", 30)],
      title: "\(Self.title(resource.name)): committed against available",
      description: "\(Self.show(resource.promised, resource.name)) committed, "
        + "\(Self.show(resource.available, resource.name)) available\(details(resource)).",
      content: [
        Drawing.rectangle(0, part(resource.available), y: 3, height: 24, style: "host"),
        Drawing.rectangle(0, part(within), y: 8, height: 14, style: "promised"),
        resource.promised > limit
          ? Drawing.rectangle(
            part(limit), part(resource.promised - limit), y: 8, height: 14, style: "over") : .none,
        resource.reserved > 0
          ? Drawing.rectangle(0, part(resource.reserved), y: 18, height: 4, style: "reserved") : .none,
        .element(
          "line",
          [
            .init("class", "limit"), .init("x1", Drawing.percent(part(limit))),
            .init("x2", Drawing.percent(part(limit))), .init("y1", 0), .init("y2", 30),
          ]),
      ])
  }

  private var shares: Markup {
    guard !budget.shares.isEmpty else { return .none }
    let projects = Set(budget.shares.map(\.project))
    let names = ["cpus", "memory", "pids"]
    let rows = budget.shares.map { share in
      [
        .element("code", [], .text(projects.count > 1 ? "\(share.project)/\(share.service)" : share.service)),
        .text("\(share.replicas)"),
      ] + zip(names, [share.cpus, share.memory, share.pids]).map(cell)
    }
    return .all([
      .element("h3", [], .text("Shares")),
      Table.markup(
        caption: "The limits of each active service, for all its replicas together", style: "shares",
        columns: ["Service", "Replicas"] + names.map(Self.title), numbers: [1], rows: rows),
    ])
  }

  /// A number with its part of the host as a small bar.
  private func cell(_ name: String, _ value: Double?) -> Markup {
    guard let value else { return .element("span", [.init("class", "tag bad")], .text("no limit")) }
    let number = Markup.element("span", [.init("class", "amount")], .text(Self.show(value, name)))
    guard let host = budget.resources.first(where: { $0.name == name }), host.available > 0 else {
      return number
    }
    let part = value / host.available
    return .all([
      .element(
        "svg", [.init("class", "part"), .init("height", 8), .init("aria-hidden", "true")],
        Drawing.rectangle(0, 100, y: 0, height: 8, style: "host"),
        Drawing.rectangle(
          0, max(0, min(part, 1)) * 100, y: 0, height: 8, style: part > 1 ? "over" : "promised")),
      number, .text(" "), .element("span", [.init("class", "muted")], .text(Amount.percent(part))),
    ])
  }

  // MARK: Words

  private static func title(_ name: String) -> String {
    switch name {
    case "cpus": "CPUs"
    case "memory": "Memory"
    case "pids": "Processes"
    case "disk": "Disk"
    default: name
    }
  }

  private static func show(_ value: Double, _ name: String) -> String {
    name == "memory" || name == "disk" ? Amount.bytes(value) : Amount.decimal(value)
  }
}
