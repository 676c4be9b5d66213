/// Commands that start a program as developers do: it reloads on changes, shows its source in errors, or has a debugger.
enum DevelopmentServers {
  private struct Form {
    /// The program, or the script that it runs.
    let program: String
    /// Words of which one must come later; none where the program alone tells.
    let words: Set<String>
    let name: String
  }

  /// What the words of a command start; nil for what may run in production.
  static func find(in words: [String]) -> String? {
    let names = words.map { word in
      word.utf8.split(separator: UInt8(ascii: "/")).last.map { String(Substring($0)) } ?? ""
    }
    for form in forms {
      guard let position = names.firstIndex(of: form.program) else { continue }
      if form.words.isEmpty || words[(position + 1)...].contains(where: { form.words.contains($0) }) {
        return form.name
      }
    }
    return nil
  }

  private static let scripts: Set<String> = ["dev", "develop", "start:dev", "serve:dev", "dev:server"]

  private static let forms: [Form] = [
    Form(program: "manage.py", words: ["runserver", "runserver_plus"], name: "Django's development server"),
    Form(
      program: "flask", words: ["--debug", "--debugger", "--reload"], name: "Flask with its debugger"),
    Form(program: "uvicorn", words: ["--reload"], name: "uvicorn with --reload"),
    Form(program: "gunicorn", words: ["--reload"], name: "gunicorn with --reload"),
    Form(program: "hypercorn", words: ["--reload"], name: "hypercorn with --reload"),
    Form(program: "fastapi", words: ["dev"], name: "FastAPI's development server"),
    Form(program: "npm", words: scripts, name: "a development script of npm"),
    Form(program: "yarn", words: scripts, name: "a development script of yarn"),
    Form(program: "pnpm", words: scripts, name: "a development script of pnpm"),
    Form(program: "bun", words: scripts, name: "a development script of bun"),
    Form(program: "next", words: ["dev"], name: "Next.js's development server"),
    Form(program: "nuxt", words: ["dev"], name: "Nuxt's development server"),
    Form(program: "astro", words: ["dev"], name: "Astro's development server"),
    Form(program: "ng", words: ["serve"], name: "Angular's development server"),
    Form(program: "vue-cli-service", words: ["serve"], name: "Vue's development server"),
    Form(program: "webpack-dev-server", words: [], name: "webpack's development server"),
    Form(program: "nodemon", words: [], name: "nodemon"),
    Form(program: "ts-node-dev", words: [], name: "ts-node-dev"),
    Form(program: "artisan", words: ["serve"], name: "Laravel's development server"),
    Form(program: "rails", words: ["--environment=development"], name: "Rails in development mode"),
    Form(program: "dotnet", words: ["watch"], name: "dotnet watch"),
  ]
}
