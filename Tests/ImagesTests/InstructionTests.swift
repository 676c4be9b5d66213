import Testing

@testable import Images

/// A step reads alike, whichever builder wrote it.
struct InstructionTests {
  @Test(arguments: [
    ("RUN /bin/sh -c make && make install # buildkit", "RUN make && make install"),
    ("/bin/sh -c make && make install", "RUN make && make install"),
    ("/bin/sh -c #(nop)  CMD [\"bash\"]", "CMD [\"bash\"]"),
    ("/bin/sh -c #(nop) COPY file:0123 in /srv |unsetLabel=true|force-mtime=10", "COPY file:0123 in /srv"),
    ("RUN /bin/bash -eo pipefail -c make # buildkit", "RUN make"),
    ("RUN /bin/bash -o pipefail -c make # buildkit", "RUN make"),
    ("/usr/bin/bash -l -c make", "RUN make"),
    ("RUN |1 A=b /bin/bash -euxo pipefail -c make # buildkit", "RUN make"),
    ("/bin/ash -ec #(nop) USER app", "USER app"),
    ("cmd /S /C #(nop) WORKDIR C:\\app", "WORKDIR C:\\app"),
    ("WORKDIR /srv", "WORKDIR /srv"),
    ("/bin/sh -c #(nop) env\tTAB=1", "ENV TAB=1"),
    ("/bin/sh -c #(nop) cmd   [\"sh\"]", "CMD [\"sh\"]"),
    ("/bin/sh -c env TAB=1 make", "RUN env TAB=1 make"),
    ("bazel build ...", "bazel build ..."),
    ("", ""),
  ]) func readsTheSame(createdBy: String, text: String) {
    #expect(Instruction(createdBy: createdBy).text == text)
  }

  @Test func aShellFormIsToldFromAnExecForm() {
    #expect(Instruction(createdBy: "RUN /bin/sh -c make").isShellForm)
    #expect(!Instruction(createdBy: #"RUN ["make"]"#).isShellForm)
    #expect(!Instruction(createdBy: "COPY a b").isShellForm)
  }

  @Test func aProgramThatOnlyBeginsLikeAShellIsNone() {
    #expect(Instruction(createdBy: "RUN /bin/sh install.sh -c x").arguments == "/bin/sh install.sh -c x")
  }

  @Test func buildArgumentsAreReadWithTheirBlanks() {
    let step = Instruction(createdBy: "RUN |2 A=one two B=/bin/sh -x /bin/dash -ec echo $A # buildkit")
    #expect(step.buildArguments == ["A=one two", "B=/bin/sh -x"])
    #expect(step.arguments == "echo $A")
    #expect(Instruction(createdBy: "|9999999999999999999999 A=b").buildArguments.isEmpty)
  }

  @Test(arguments: [
    ("ENV A=b DB_PASSWORD=correct-horse C=d", "ENV A=b DB_PASSWORD=*** C=d"),
    ("RUN export API_KEY=\"two words\" && make", "RUN export API_KEY=*** *** && make"),
    (
      "RUN curl -u ci:correct-horse https://ci:horse@example.com/a",
      "RUN curl -u ci:*** https://ci:***@example.com/a"
    ),
    ("RUN docker login --password correct-horse -u ci", "RUN docker login --password *** -u ci"),
    (
      "RUN curl -H 'Authorization: Bearer a1b2c3' https://example.com",
      "RUN curl -H 'Authorization: *** *** https://example.com"
    ),
    (
      "RUN docker login --password-stdin && chown a:b /c", "RUN docker login --password-stdin && chown a:b /c"
    ),
    ("ENV GPG_KEY=A035C8C1 PATH=/bin:/usr/bin", "ENV GPG_KEY=A035C8C1 PATH=/bin:/usr/bin"),
  ]) func whatLooksLikeASecretIsMasked(createdBy: String, text: String) {
    #expect(Instruction(createdBy: createdBy).text == text)
  }
}
