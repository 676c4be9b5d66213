import Compose
import Findings
import Policies
import PolicyPacks
import Rules
import TestSupport

extension Harness {
  static let policies = [
    Harness("policy", seeds: { PolicyPacks.all.values.sorted().map { Array($0.utf8) } }, run: policy),
    Harness("structure-test") { bytes in
      do throws(PolicyError) {
        _ = try StructureTests.read("test.yaml", from: FileReader { $0 == "test.yaml" ? bytes : nil })
          .requirements
      } catch {
        _ = error.description
      }
    },
    Harness(
      "expression", seeds: { ["^a+b?$", "(a|b)*c", "(?i)[^x]{2,}"].map { Array($0.utf8) } }, run: expression),
    Harness("assertion", seeds: { assertions.map { Array($0.utf8) } }, run: assertion),
  ]

  private static let ids = Rule.all.map(\.id)

  /// A policy, which may extend the built-in ones and itself.
  private static func policy(_ bytes: [UInt8]) {
    let reader = FileReader { $0 == "policy.yaml" ? bytes : nil }
    do throws(PolicyError) {
      let loader = PolicyLoader(reader: reader, builtIn: PolicyPacks.all, rules: ids)
      let loaded = try loader.load(["policy.yaml"])
      for environment in loaded.environments.prefix(3) {
        _ = try loader.load(["policy.yaml"], environment: environment)
      }
    } catch {
      _ = error.description
    }
  }

  /// An expression of a policy, and a text in which it is searched behind a line's end.
  private static func expression(_ bytes: [UInt8]) {
    let parts = bytes.split(separator: 0x0A, maxSplits: 1)
    guard let first = parts.first, let text = String(validating: first, as: UTF8.self) else { return }
    do {
      _ = try TextExpression(text).find(in: parts.count == 2 ? Array(parts[1]) : Array(first))
    } catch {
      _ = "\(error)"
    }
  }

  private static let assertions = [
    "service.privileged || service.ports.all(p, p.published > 1024 && p.address == '127.0.0.1')",
    "services.exists(s, s.labels['a.b'].matches('^[a-z]+$') && has(s.memory_limit))",
    "service.networks.map(n, n + '-x').filter(n, n.contains('-')).size() == 2 ? 1.5 < 2 : 'a' in ['a']",
    "services.exists_one(s, s.name.split('e').join('') == r'wb') && {'a': 1}['a'] == int('1')",
  ]

  /// Two services: one with a value of each kind, and one of which little is known.
  private static let known: [(name: String, value: Value)] = {
    let port = Value.record(
      Record(AssertionModel.port, ["published": .int(80), "target": .int(.max), "address": .string("::1")]))
    let web = Value.record(
      Record(
        AssertionModel.service,
        [
          "name": .string("web"), "privileged": .bool(false), "ports": .list([port, .unknown("a port")]),
          "networks": .list([.string("a"), .string("b")]), "labels": .map([.string("a.b"): .string("c")]),
          "memory_limit": .int(.min), "image": .unknown("the image is not known"),
        ]))
    let other = Value.record(Record(AssertionModel.service, ["name": .string("")]))
    return [("service", web), ("services", .list([web, other]))]
  }()

  /// An assertion of a policy, which costs what it may and no more.
  private static func assertion(_ bytes: [UInt8]) {
    guard let text = String(validating: bytes, as: UTF8.self) else { return }
    let service = ValueType.record(AssertionModel.service)
    let types: [(name: String, type: ValueType)] = [("service", service), ("services", .list(service))]
    do {
      let expression = try Expression(text, types)
      var budget = 20_000
      _ = try expression.holds(known, budget: &budget)
    } catch {
      _ = "\(error)"
    }
  }
}
