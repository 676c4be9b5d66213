import Findings
import Foundation
import Reports
import TestSupport
import Testing

/// The HTML report in a browser.
@Suite(
  .serialized, .enabled(if: Browser.installed != nil, "needs Chromium, and there is none in PATH"))
struct HTMLPageTests {
  private let scratch: ScratchDirectory
  /// The report of the demo image and a compose project, as the program writes it.
  private let page: String

  init() throws {
    scratch = try ScratchDirectory()
    page = scratch.path("report.html")
    let compose = try scratch.write(
      Array(
        """
        services:
          web: {image: "example.org/web:1.0", ports: ["8080:80"]}
          db: {image: "example.org/postgres:16", privileged: true}
        """.utf8), to: "compose.yaml")
    let result = try imgcheck(archive("demo.tar.gz"), compose, "--no-secrets", "-o", "html=\(page)")
    try #require(result.status == 1, "\(result.errorText)")
  }

  /// The page with a script at its end, and without the policy that keeps such scripts from running.
  private func page(with script: String) throws -> String {
    let text = try String(contentsOf: URL(filePath: page), encoding: .utf8)
    let policy = try #require(text.firstMatch(of: /<meta http-equiv="Content-Security-Policy"[^>]*>/))
    let open = text.replacing(policy.0, with: "")
    let end = try #require(open.firstRange(of: "</body>"))
    let errors = """
      <script>addEventListener("error", (event) => document.body.dataset.error = event.message);</script>
      """
    let changed = open[..<end.lowerBound] + "<script>\(script)</script>" + open[end.lowerBound...]
    return try scratch.write(
      Array(changed.replacing("<body>", with: "<body>\(errors)", maxReplacements: 1).utf8), to: "driven.html")
  }

  /// Runs steps in the page, with time for it to answer each, and gives what the last expression of each tells.
  private func drive(_ steps: [String]) throws -> [String] {
    let script = """
      (async () => {
        const frame = () => new Promise((done) => setTimeout(done, 100));
        const form = document.getElementById("filters");
        const change = (name, value) => {
          form.elements.namedItem(name).value = value;
          form.elements.namedItem(name).dispatchEvent(new Event("input", {bubbles: true}));
        };
        const box = (value) => form.querySelector(`input[value=${value}]`);
        const shown = () => Array.from(document.querySelectorAll("#groups .item"))
          .filter((item) => !item.hidden && !item.closest(".group").hidden);
        const seen = () => shown().length + " " + document.getElementById("status").textContent;
        const answers = [];
        const steps = [\(steps.map { "() => \($0)" }.joined(separator: ",\n"))];
        for (const step of steps) {
          step();
          await frame();
          answers.push(seen());
        }
        document.body.dataset.answers = answers.join("|");
      })();
      """
    let result = try Browser.load(try page(with: script))
    #expect(result.console.isEmpty, "\(result.console)")
    let body = try #require(result.html.firstMatch(of: /<body([^>]*)>/)).1
    #expect(!body.contains("data-error"), "\(body)")
    let answers = try #require(body.firstMatch(of: /data-answers="([^"]*)"/), "the script came to no end").1
    return answers.split(separator: "|").map(String.init)
  }

  @Test func `the page as it is runs its own script, shows the filters, and complains of nothing`() throws {
    let result = try Browser.load(page)
    #expect(result.console.isEmpty, "\(result.console)")
    let form = try #require(result.html.firstMatch(of: /<form id="filters"[^>]*>/)).0
    #expect(!form.contains("hidden"), "the script did not run")
    let total = try findings().count
    #expect(result.html.contains("role=\"status\">\(total) findings<"))
  }

  @Test func `the policy keeps other scripts and other files from the page`() throws {
    let text = try String(contentsOf: URL(filePath: page), encoding: .utf8)
    let intruder = "<script>document.body.dataset.intruder = 1</script><img src=\"file:///etc/hostname\">"
    let changed = text.replacing("</body>", with: "\(intruder)</body>")
    let result = try Browser.load(try scratch.write(Array(changed.utf8), to: "intruder.html"))
    #expect(!result.html.contains("data-intruder"))
    #expect(result.console.count >= 2, "\(result.console)")
    #expect(result.console.allSatisfy { $0.contains("Content Security Policy") }, "\(result.console)")
  }

  @Test func `without a script all findings are there and the filters are not`() throws {
    let text = try String(contentsOf: URL(filePath: page), encoding: .utf8)
    let script = try #require(text.firstMatch(of: /<script>(?s:.*?)<\/script>/))
    let result = try Browser.load(
      try scratch.write(Array(text.replacing(script.0, with: "").utf8), to: "plain.html"))
    let form = try #require(result.html.firstMatch(of: /<form id="filters"[^>]*>/)).0
    #expect(form.contains("hidden"))
    #expect(result.html.ranges(of: "class=\"item\"").count == (try findings().count))
  }

  private struct Seen {
    let severity: String
    let rule: String
    let subject: String
    let state: String
    let text: String
  }

  /// What the JSON report of the same run says.
  private func findings() throws -> [Seen] {
    let compose = scratch.path("compose.yaml")
    let (_, object) = try report(archive("demo.tar.gz"), compose)
    return try object.objects("findings").map { finding in
      let location = try #require(finding["location"] as? [String: Any])
      return Seen(
        severity: finding["severity"] as? String ?? "", rule: finding["rule"] as? String ?? "",
        subject: location["image"] as? String ?? location["file"] as? String ?? "",
        state: finding["state"] as? String ?? "", text: location["path"] as? String ?? "")
    }
  }

  @Test func `each filter shows what it should and counts it`() throws {
    let all = try findings()
    let rule = try #require(all.first { $0.severity == "high" }?.rule)
    let subject = scratch.path("compose.yaml")
    let path = try #require(all.first { $0.text.count > 6 }?.text)
    func count(_ isWanted: (Seen) -> Bool) -> String {
      let number = all.count(where: isWanted)
      return "\(number) \(number == all.count ? "" : "\(number) of ")\(all.count) findings"
    }
    let answers = try drive([
      "null",
      "box('high').click()",
      "form.reset()",
      "change('rule', '\(rule)')",
      "form.reset()",
      "change('subject', '\(subject)')",
      "box('medium').click()",
      "form.reset()",
      "change('state', 'visible')",
      "form.reset()",
      "change('text', '\(path.uppercased())')",
      "change('text', 'no such text anywhere')",
      "form.reset()",
    ])
    let everything = count { _ in true }
    #expect(all.contains { $0.subject == subject } && all.contains { $0.state == "visible" })
    try #require(answers.count == 13, "\(answers)")
    #expect(answers[0] == everything)
    #expect(answers[1] == count { $0.severity != "high" })
    #expect(answers[2] == everything)
    #expect(answers[3] == count { $0.rule == rule })
    #expect(answers[5] == count { $0.subject == subject })
    #expect(answers[6] == count { $0.subject == subject && $0.severity != "medium" })
    #expect(answers[8] == count { $0.state == "visible" })
    #expect(answers[10].hasSuffix(" of \(all.count) findings") && !answers[10].hasPrefix("0 "))
    #expect(answers[11] == "0 0 of \(all.count) findings")
    #expect(answers[12] == everything)
  }

  @Test func `the numbers at the filters say what choosing them would show`() throws {
    let all = try findings()
    let subject = scratch.path("compose.yaml")
    let script = """
      setTimeout(() => {
        const form = document.getElementById("filters");
        form.elements.namedItem("subject").value = "\(subject)";
        form.dispatchEvent(new Event("input"));
        setTimeout(() => {
          const box = form.querySelector("input[value=low]").parentElement.querySelector(".number");
          const option = Array.from(form.elements.namedItem("subject").options).find((one) => one.selected);
          document.body.dataset.answers = box.textContent + "|" + option.textContent;
          document.getElementById("theme").click();
        }, 100);
      }, 100);
      """
    let result = try Browser.load(try page(with: script))
    #expect(result.console.isEmpty, "\(result.console)")
    let low = all.count { $0.subject == subject && $0.severity == "low" }
    let every = all.count { $0.subject == subject }
    #expect(low > 0 && result.html.contains("data-answers=\"\(low)|\(subject) (\(every))\""))
    #expect(result.html.contains("<html lang=\"en\" data-theme=\"dark\">"), "the button changes the colours")
  }

  @Test func `filters answer at once over 5000 findings that are all open`() throws {
    let findings = (0..<5_000).map { number in
      ReportSamples.finding(
        number, severity: Severity.allCases[number % 5], path: "/srv/app/part\(number)/index.js")
    }
    let text = HTMLReport.render(ReportSamples.report(findings), rules: [ReportSamples.rule])
    // Timers run at once, so that the time between is the page's own.
    let script = """
      <script>
      window.setTimeout = (work) => { work(); return 0; };
      const form = document.getElementById("filters");
      for (const group of document.querySelectorAll(".group")) group.open = true;
      document.body.offsetHeight;
      const start = performance.now();
      form.elements.namedItem("text").value = "part12";
      form.dispatchEvent(new Event("input"));
      document.body.offsetHeight;
      document.body.dataset.answers =
        Math.round(performance.now() - start) + " " + document.getElementById("status").textContent;
      </script>
      """
    let policy = try #require(text.firstMatch(of: /<meta http-equiv="Content-Security-Policy"[^>]*>/))
    let driven = text.replacing(policy.0, with: "").replacing("</body>", with: "\(script)</body>")
    let result = try Browser.load(try scratch.write(Array(driven.utf8), to: "large.html"))
    let answer = try #require(result.html.firstMatch(of: /data-answers="([0-9]+) ([^"]*)"/))
    #expect(answer.2 == "111 of 5000 findings")
    // A tenth of a second on an idle machine; a page that takes time for each pair of findings needs far more.
    #expect(try #require(Int(answer.1)) < 3_000, "milliseconds")
  }

  @Test func `the page is no wider than a telephone`() throws {
    let script = """
      setTimeout(() => {
        const wide = Array.from(document.querySelectorAll("body *")).filter((element) =>
          element.getBoundingClientRect().right > innerWidth + 1 && !element.closest(".scroll"));
        document.body.dataset.answers = innerWidth + " " + wide.map((one) => one.className || one.tagName).join(",");
      }, 100);
      """
    let result = try Browser.load(try page(with: script), ["--window-size=500,900"])
    #expect(result.html.contains("data-answers=\"500 \""), "\(result.html.suffix(400))")
  }
}
