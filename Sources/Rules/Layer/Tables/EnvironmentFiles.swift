import Findings
import Images

/// The names under which files of environment variables lie about.
enum EnvironmentFiles {
  private static let variants = [
    "backup", "bak", "ci", "dev", "development", "docker", "live", "local", "old", "orig", "preprod",
    "private",
    "prod", "production", "qa", "save", "secret", "secrets", "shared", "stage", "staging", "test", "testing",
    "uat",
    "development.local", "production.local", "staging.local", "test.local",
  ]

  static let names = [".env", ".env~", ".envrc"] + variants.map { ".env." + $0 }

  /// `production.env`, but no file that shows how such a one looks.
  static func isNamed(_ path: ArchivePath) -> Bool {
    let name = path.name.lowercased()
    return !["example", "sample", "template", "dist", "default", "schema"].contains { name.contains($0) }
  }
}
