import Testing

@testable import Images

/// Scripts are split as a shell would, without running anything.
struct ShellScriptTests {
  private func words(_ script: String) -> [[String]] {
    ShellScript.commands(script).map { $0.words.map(\.text) }
  }

  private func connections(_ script: String) -> [ShellCommand.Connection] {
    ShellScript.commands(script).map(\.connection)
  }

  @Test func `behind a pipe or an operator of a list the command goes on in the next line`() {
    let commands = ShellScript.commands("curl a |\n  sh && # then\n\n b\nc")
    #expect(commands.map(\.name) == ["curl", "sh", "b", "c"])
    #expect(commands.map(\.connection) == [.sequence, .pipe, .and, .sequence])
  }

  @Test func listsAndPipelinesAreCommandsOfTheirOwn() {
    #expect(words("a 1 && b || c; d | e\nf & g") == [["a", "1"], ["b"], ["c"], ["d"], ["e"], ["f"], ["g"]])
    #expect(
      connections("a && b || c; d | e\nf & g") == [
        .sequence, .and, .or, .sequence, .pipe, .sequence, .sequence,
      ])
  }

  @Test func quotesAreTakenOff() {
    #expect(words(#"echo 'a && b' "c \"d\" e" f\ g"#) == [["echo", "a && b", #"c "d" e"#, "f g"]])
    #expect(words("echo 'never closed") == [["echo", "never closed"]])
  }

  @Test func aWordWithAnExpansionIsNotLiteral() {
    let words = ShellScript.commands(#"a "$B" '$C' \$D ${E}x"#)[0].words
    #expect(words.map(\.isLiteral) == [true, false, true, true, false])
    #expect(words.map(\.text) == ["a", "$B", "$C", "$D", "${E}x"])
  }

  @Test func substitutionsAreCommandsBeforeTheOneTheyServe() {
    #expect(
      words(#"sh -c "$(curl -s a | b)""#) == [["curl", "-s", "a"], ["b"], ["sh", "-c", "$(curl -s a | b)"]])
    #expect(connections("sh <(curl a)") == [.substitution, .sequence])
    #expect(words("a `b c` d") == [["b", "c"], ["a", "`b c`", "d"]])
  }

  @Test func assignmentsStandBeforeTheCommand() throws {
    let command = try #require(ShellScript.commands("A=1 B='x y' env C=2 -u D make E=3").first)
    #expect(command.assignments.map(\.text) == ["A=1", "B=x y"])
    #expect(command.name == "env")
    #expect(command.unwrapped.assignments.map(\.text) == ["A=1", "B=x y", "C=2"])
    #expect(command.unwrapped.words.map(\.text) == ["make", "E=3"])
  }

  @Test func redirectionsAndCommentsAreLeftOut() {
    #expect(words("a >b 2>&1 <c 3 &>d # e\nf#g") == [["a", "3"], ["f#g"]])
    #expect(words("cat <<'END' >x\nrm -rf /\nEND\nls") == [["cat"], ["ls"]])
  }

  @Test func keywordsAreNoCommands() {
    #expect(
      words("if ! a; then b; else c; fi; while d; do e; done; { f; }; (g)") == "abcdefg".map { [String($0)] })
  }

  @Test func continuedLinesAreOne() {
    #expect(words("apt-get install \\\n  -y \\\n  a") == [["apt-get", "install", "-y", "a"]])
  }

  @Test func hostileScriptsEnd() {
    #expect(ShellScript.commands(String(repeating: "$(", count: 100_000)).count < 100)
    #expect(ShellScript.commands(String(repeating: "(", count: 100_000)).isEmpty)
    #expect(ShellScript.commands(String(repeating: "a|", count: 50_000)).count == 50_000)
    #expect(ShellScript.commands("").isEmpty)
    #expect(ShellScript.commands("\\").allSatisfy { $0.words.map(\.text) == [""] })
  }
}
