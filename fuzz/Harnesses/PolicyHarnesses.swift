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
}
