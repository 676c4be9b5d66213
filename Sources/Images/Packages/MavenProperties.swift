/// A `pom.properties`, which Maven's archiver writes into each jar: `groupId`, `artifactId` and `version` as Java
/// properties, without escapes in names like these.
struct MavenProperties {
  private(set) var fields: [String: String] = [:]

  init(parsing bytes: [UInt8]) {
    for line in Lines(bytes) {
      let text = line.bytes.trimmed
      guard text.first != UInt8(ascii: "#"), text.first != UInt8(ascii: "!"),
        let (name, value) = text.split(at: UInt8(ascii: "="))
      else { continue }
      fields[name.trimmed.text] = value.trimmed.text
    }
  }

  /// nil where one of the three is missing, or is a variable that nobody filled in.
  var package: Package? {
    let parts = ["groupId", "artifactId", "version"].compactMap { fields[$0] }
    guard parts.count == 3, parts.allSatisfy({ !$0.isEmpty && !$0.contains("${") && !$0.contains(":") })
    else {
      return nil
    }
    return Package(ecosystem: .maven, name: "\(parts[0]):\(parts[1])", version: parts[2])
  }
}

/// The main section of a jar's `META-INF/MANIFEST.MF` (JAR File Specification, "Name-Value pairs and Sections").
struct JavaManifest {
  private var fields: [String: String] = [:]

  init(_ bytes: [UInt8]) {
    var name: String?
    for line in Lines(bytes) {
      let text = line.bytes.last == .carriageReturn ? line.bytes.dropLast() : line.bytes
      // An empty line ends the section.
      guard let first = text.first else { return }
      if first == .space {
        // What did not fit into 72 bytes goes on behind one blank.
        if let name { fields[name, default: ""] += text.dropFirst().text }
      } else if let (key, value) = text.split(at: .colon) {
        name = key.text
        fields[key.text] = (value.first == .space ? value.dropFirst() : value).text
      }
    }
  }

  /// The class that starts the application; of those that unpack themselves, as Spring Boot's do, the application's.
  var mainClass: String? { fields["Start-Class"] ?? fields["Main-Class"] }

  /// The name under which the library is known to others (OSGi Core, "Bundle-SymbolicName"; the Java module system,
  /// "Automatic-Module-Name"), or the group that built it; nil where the manifest tells none.
  var publishedName: String? {
    ["Implementation-Vendor-Id", "Bundle-SymbolicName", "Automatic-Module-Name"].compactMap { fields[$0] }
      .map { String($0.prefix { $0 != ";" && $0 != " " }) }.first { $0.contains(".") && !$0.contains("${") }
  }

  /// The version of what is in the archive; nil where the manifest tells none.
  var version: String? {
    ["Implementation-Version", "Bundle-Version"].compactMap { fields[$0] }.first {
      $0.utf8.first?.isDigit == true && !$0.contains("${")
    }
  }
}
