import ArchiveIO

/// An image of a few layers, made by chance: files of all kinds with all modes, whiteouts, a config and a history.
package struct RandomImage {
  package struct Layer {
    package var instruction: String
    package var members: [TarWriter.Member]

    package init(_ instruction: String, _ members: [TarWriter.Member]) {
      self.instruction = instruction
      self.members = members
    }
  }

  package var layers: [Layer] = []
  package var user: String?

  private static let folders = [
    "", "app/", "etc/", "usr/bin/", "srv/app/src/", "home/app/.ssh/", "var/log/", "opt/x/y/",
  ]
  private static let names = [
    "main.py", ".env", "id_rsa", "tool", "config.json", "notes.txt", "server.key", "test_main.py", "lib.so",
    "app.rb",
    "passwd", "Dockerfile", "core.1", "a b", "ü", "x.yaml", "Makefile", "gcc", "bash", ".npmrc",
  ]
  private static let modes = [0o644, 0o600, 0o755, 0o4755, 0o2755, 0o666, 0o777, 0o1777, 0]
  private static let instructions = [
    "COPY . /app # buildkit", "RUN /bin/sh -c apt-get update # buildkit",
    "/bin/sh -c #(nop) ADD file:0123 in / ",
    "RUN pip install x", "COPY --chown=app src /srv",
  ]

  package init(seed: UInt64) {
    var random = FixedRandom(seed: seed)
    user = [nil, "root", "1000", "app"].randomElement(using: &random) ?? nil
    for _ in 0..<Int.random(in: 1...4, using: &random) {
      let members = (0..<Int.random(in: 1...8, using: &random)).map { _ in Self.member(&random) }
      layers.append(
        Layer(Self.instructions.randomElement(using: &random) ?? "", members))
    }
  }

  private static func member(_ random: inout FixedRandom) -> TarWriter.Member {
    let folder = folders.randomElement(using: &random) ?? ""
    let name = names.randomElement(using: &random) ?? "x"
    switch Int.random(in: 0..<12, using: &random) {
    case 0: return TarWriter.Member("\(folder).wh.\(name)")
    case 1: return TarWriter.Member("\(folder).wh..wh..opq")
    case 2:
      var link = TarWriter.Member(folder + name, kind: .symbolicLink)
      link.link = Array("../\(name)".utf8)
      return link
    case 3: return TarWriter.Member("\(folder)\(name).d/", kind: .directory)
    default:
      var file = TarWriter.Member(folder + name)
      file.mode = modes.randomElement(using: &random) ?? 0o644
      file.uid = [0, 0, 0, 1000, 65_534].randomElement(using: &random) ?? 0
      file.content = content(&random)
      return file
    }
  }

  private static func content(_ random: inout FixedRandom) -> [UInt8] {
    let count = Int.random(in: 0...600, using: &random)
    switch Int.random(in: 0..<4, using: &random) {
    case 0: return (0..<count).map { _ in UInt8.random(in: 0...255, using: &random) }
    case 1:
      return [0x7F, 0x45, 0x4C, 0x46] + (0..<count).map { _ in UInt8.random(in: 0...255, using: &random) }
    case 2: return Array("#!/bin/sh\nset -e\nexec /app/tool \"$@\"\n".utf8)
    default: return Array((0..<count / 8).map { "key_\($0) = value\n" }.joined().utf8)
    }
  }

  private var execution: LayoutBuilder.Object {
    var execution: LayoutBuilder.Object = ["Cmd": ["/app/tool"], "Env": ["PATH=/usr/bin:/bin", "MODE=x"]]
    if let user { execution["User"] = user }
    return execution
  }

  /// As `docker save` writes it.
  package func dockerArchive() throws -> [UInt8] {
    var builder = ImageBuilder()
    builder.execution = execution
    builder.steps = layers.map { .layer(.init($0.instruction, $0.members)) }
    return try builder.archive()
  }

  /// As an OCI archive, each layer packed.
  package func ociArchive(packing: ([UInt8]) -> [UInt8] = { $0 }, type: String = "") throws -> [UInt8] {
    var builder = LayoutBuilder(
      layers.map { layer in
        var built = LayoutBuilder.Layer(layer.members, packing: packing)
        built.mediaType += type
        return built
      })
    builder.tag = "app:1.0"
    builder.config["config"] = execution
    builder.config["history"] = layers.map { ["created_by": $0.instruction] as LayoutBuilder.Object }
    return try builder.archive()
  }
}
