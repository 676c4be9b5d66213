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

  /// Stages, and whether `.env` of the directory comes into the image.
  @Test(arguments: [
    ("FROM a\nCOPY . .", true),
    ("FROM a\nCOPY src /srv", false),
    ("FROM a AS b\nWORKDIR /app\nCOPY . .\nFROM c\nCOPY --from=b /app /app", true),
    ("FROM a AS b\nWORKDIR /app\nCOPY . .\nFROM c\nCOPY --from=b /app/dist /app", false),
    ("FROM a AS b\nWORKDIR /app\nCOPY . .\nFROM c\nCOPY --from=b /app/* /app/", true),
    ("FROM a AS b\nWORKDIR /app\nCOPY . .\nFROM c\nCOPY --from=b /app/*.js /app/", false),
    ("FROM a AS b\nWORKDIR /app\nCOPY . .\nFROM c\nCOPY --from=b /app/.env /app/", true),
    ("FROM a\nWORKDIR /app\nCOPY . .\nFROM c\nCOPY --from=0 / /", true),
    ("FROM a AS b\nCOPY . .\nFROM c\nCOPY --from=b /go/bin/app /", false),
    ("FROM a AS b\nCOPY . /app\nFROM B AS d\nRUN make\nFROM c\nCOPY --from=d /out /", false),
    ("FROM a AS b\nCOPY . /app\nFROM b\nRUN make", true),
    ("FROM a AS b\nCOPY . /app\nFROM c AS d\nCOPY --from=b /app /src\nFROM e\nCOPY --from=d /src/ /x", true),
    (
      "FROM a AS b\nCOPY . /app\nFROM c AS d\nCOPY --from=b /app /src\nFROM e\nCOPY --from=d /src/x /x", false
    ),
    (
      "FROM a AS b\nCOPY . /app\nFROM c AS d\nCOPY --from=b / /root\nFROM e\nCOPY --from=d /root/app /x", true
    ),
    ("FROM a AS b\nCOPY . $HOME\nFROM c\nCOPY --from=b $HOME /x", true),
    ("FROM a AS b\nCOPY . /app\nFROM c\nCOPY --from=$STAGE /app /x", true),
    ("FROM a AS b\nCOPY . /app\nFROM $BASE", true),
    ("FROM a AS b\nCOPY . /app\nFROM c\nCOPY --from=other:1 /app /app", false),
    ("FROM a AS b\nCOPY . /app\nFROM c\nCOPY --from=b \\\n  # all\n  /app /x", true),
    ("FROM a AS b\nCOPY . /app\nRUN <<EOF\nfrom b import c\nEOF\nFROM c\nCOPY --from=b /out /x", false),
    ("FROM a\nRUN python3 <<-'EOF'\nfrom os import path\nEOF\nCOPY [\".\", \"/app\"]", true),
  ])
  func `what the image gets of a directory is what its stages copy`(dockerfile: String, isShipped: Bool)
    throws
  {
    let files = ["Dockerfile": dockerfile + "\n", ".env": "A=b\n"]
    let build = try #require(try load("services: {app: {build: .}}\n", with: files).builds.first)
    #expect(build.shipped == (isShipped ? [".env"] : []))
  }

  @Test(arguments: [
    ("dev", true), ("DEV", true), ("0", true), ("prod", false), ("none", true), ("${T}", true),
  ])
  func `the target of the build says which stage ships`(target: String, isShipped: Bool) throws {
    let dockerfile = "FROM a AS dev\nCOPY . /app\nFROM b AS prod\nCOPY --from=dev /app/dist /app\n"
    let build = try #require(
      try load(
        "services: {app: {build: {context: ., target: '\(target)'}}}\n",
        with: ["Dockerfile": dockerfile, ".env": "A=b\n"]
      ).builds.first)
    #expect(build.shipped == (isShipped ? [".env"] : []))
    #expect(build.isCopiedWhole)
  }

  @Test func `many stages that copy each other end soon`() throws {
    var dockerfile = "FROM a AS s0\nCOPY . /x\n"
    for stage in 1..<200 {
      dockerfile += "FROM a AS s\(stage)\n"
      for copy in 0..<20 { dockerfile += "COPY --from=s\(stage - 1) /d\(copy) /\n" }
    }
    let files = ["Dockerfile": dockerfile, ".env": "A=b\n"]
    #expect(try load("services: {app: {build: .}}\n", with: files).builds.first?.shipped == [".env"])
  }
}
