import ArchiveIO
import Findings
import Images
import TestSupport
import Testing

@testable import Gate

/// Which step gave a config field its value.
struct ConfigSettingTests {
  private func image(_ listing: String) throws -> ImageFacts {
    let archive = ByteView(
      copying: try ImageListing(listing + "\nlayer: COPY a /\n  -rw-r--r-- 0:0 /a").builder.archive())
    return try #require(try ImageLoader().load(archive, source: "app").images.first)
  }

  private func setter(_ field: String, _ listing: String) throws -> ConfigSetting.Setter {
    let image = try image(listing)
    return try #require(ConfigSetting(field, in: image)).setter(in: image.history)
  }

  @Test(arguments: [
    // BuildKit and the classic builder.
    ("Env: PGPASS=x1", "ENV PGPASS=x1", "Env[0]"),
    ("Env: PGPASS=x1", "ENV LANG=C.UTF-8 PGPASS=x1 A=b", "Env[0]"),
    ("Env: OPTS=-a -b", "ENV LANG=C OPTS=-a -b LAST=1", "Env[0]"),
    ("Env: PGPASS=x1", "/bin/sh -c #(nop)  ENV PGPASS=x1", "Env[0]"),
    // Buildah keeps the line.
    ("Env: PGPASS=two words", "/bin/sh -c #(nop) ENV A=1 PGPASS=\"two words\"", "Env[0]"),
    ("Env: PGPASS=two words", "/bin/sh -c #(nop) ENV PGPASS two words", "Env[0]"),
    ("Env: HOME=/srv/app", "/bin/sh -c #(nop) ENV HOME=$BASE/app", "Env[0]"),
    ("Labels: a.b=c d", "LABEL x=y a.b=c d", "Labels.a.b"),
    ("Labels: a.b=c d", "/bin/sh -c #(nop) LABEL \"a.b\"=\"c d\"", "Labels.a.b"),
    ("User: 0", "USER 0", "User"),
    ("User: 7:8", "/bin/sh -c #(nop) USER $uid:8", "User"),
    ("ExposedPorts: 22/tcp", "EXPOSE map[22/tcp:{} 80/tcp:{}]", "ExposedPorts.22/tcp"),
    ("ExposedPorts: 22/tcp", "EXPOSE [80/tcp 22/tcp]", "ExposedPorts.22/tcp"),
    ("ExposedPorts: 22/tcp", "/bin/sh -c #(nop) EXPOSE 20-25", "ExposedPorts.22/tcp"),
    ("ExposedPorts: 53/udp", "/bin/sh -c #(nop) EXPOSE 53/UDP 53", "ExposedPorts.53/udp"),
    ("ExposedPorts: 22/tcp", "/bin/sh -c #(nop) EXPOSE ${PORT}", "ExposedPorts.22/tcp"),
    ("Volumes: /data", "VOLUME [/cache /data]", "Volumes./data"),
    ("Volumes: /data", "/bin/sh -c #(nop) VOLUME [\"/data\", \"/cache\"]", "Volumes./data"),
    (#"Cmd: ["node","--inspect"]"#, #"CMD ["node" "--inspect"]"#, "Cmd"),
    (#"Cmd: ["/bin/sh","-c","node a"]"#, "/bin/sh -c #(nop) CMD node a", "Cmd"),
    (#"Entrypoint: ["/run.sh"]"#, #"ENTRYPOINT ["/run.sh"]"#, "Entrypoint"),
    (
      #"Healthcheck: ["CMD-SHELL","curl -f http://a"]"#,
      #"HEALTHCHECK &{["CMD-SHELL" "curl -f http://a"] "30s" "0s" "0s" "0s" '\x03'}"#, "Healthcheck"
    ),
    (#"Healthcheck: ["NONE"]"#, "/bin/sh -c #(nop) HEALTHCHECK NONE", "Healthcheck"),
    ("WorkingDir: /app", "WORKDIR /app/", "WorkingDir"),
    ("WorkingDir: /srv/app", "/bin/sh -c #(nop) WORKDIR app", "WorkingDir"),
    ("StopSignal: SIGQUIT", "STOPSIGNAL SIGQUIT", "StopSignal"),
    ("OnBuild: COPY . /app", "ONBUILD COPY . /app", "OnBuild[0]"),
  ])
  func `a step that sets the value is the one`(field: String, step: String, place: String) throws {
    #expect(try setter(place, "\(field)\nhistory: \(step)\nhistory: ARG X") == .step(0))
  }

  @Test(arguments: [
    ("Env: POSTGRES_PASSWORD=x", "ENV LANG=C.UTF-8", "Env[0]"),
    ("Env: A=1", "ENV DATA=1 B=2", "Env[0]"),
    ("ExposedPorts: 22/tcp", "EXPOSE 80", "ExposedPorts.22/tcp"),
    ("ExposedPorts: 22/tcp", "EXPOSE 22/udp 220", "ExposedPorts.22/tcp"),
    ("Labels: a=b", "LABEL aa=b", "Labels.a"),
    ("Volumes: /data", "VOLUME /data/x", "Volumes./data"),
    ("OnBuild: COPY . /app", "ONBUILD COPY . /", "OnBuild[0]"),
    ("User: 0", "ENV USER=0", "User"),
  ])
  func `a step that sets something else is not blamed`(field: String, step: String, place: String) throws {
    #expect(try setter(place, "\(field)\nhistory: \(step)") == .nobody)
  }

  @Test(arguments: [
    ("User: 0", "USER app", "User"), ("Env: A=2", "ENV A=1", "Env[0]"),
    ("Env: A=2", "/bin/sh -c #(nop) ENV A 1", "Env[0]"),
    ("WorkingDir: /tmp", "WORKDIR /app", "WorkingDir"), (#"Cmd: ["sh"]"#, #"CMD ["node"]"#, "Cmd"),
    (#"Healthcheck: ["CMD","a"]"#, "HEALTHCHECK CMD b", "Healthcheck"),
    ("Labels: a=2", "LABEL a=1", "Labels.a"),
  ])
  func `a config that was changed after its history blames no step`(
    field: String, step: String, place: String
  ) throws {
    #expect(try setter(place, "\(field)\nhistory: \(step)") == .other)
    #expect(
      try LocationResolver(image: image("\(field)\nhistory: \(step)")).location(.config(place)).instruction
        == nil)
  }

  @Test func `of several steps the last that sets it counts, before and behind others of its keyword`() throws
  {
    let steps = "history: ENV A=1\nhistory: ENV A=2\nhistory: ENV A=1\nhistory: ENV B=1"
    #expect(try setter("Env[0]", "Env: A=1\n" + steps) == .step(2))
  }

  @Test func `what no step of one's own sets came with the base image`() throws {
    let listing = """
      Env: POSTGRES_PASSWORD=x
      layer: bazel build ...
        -rw-r--r-- 0:0 /bin/x
      history: ENV LANG=C.UTF-8
      """
    let base = LocationResolver(image: try image(listing))
    #expect(base.image.history.baseLayers == 1)
    #expect(base.origin(.config("Env[0]")) == .base)
    #expect(base.location(.config("Env[0]")).instruction == nil)
    let unknown = LocationResolver(image: try image("Env: POSTGRES_PASSWORD=x\nhistory: ENV LANG=C.UTF-8"))
    #expect(unknown.origin(.config("Env[0]")) == .yours)
    #expect(unknown.location(.config("Env[0]")).instruction == nil)
  }

  @Test func `hostile steps end quickly`() throws {
    let long = String(repeating: "A=", count: 20_000)
    #expect(try setter("Env[0]", "Env: A=b\nhistory: ENV \(long)") != .step(0))
    #expect(
      try setter("ExposedPorts.1/tcp", "ExposedPorts: 1/tcp\nhistory: EXPOSE 9-1 1-99999999999999999999")
        == .nobody)
  }
}
