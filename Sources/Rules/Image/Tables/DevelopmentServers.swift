/// Commands that start a program as developers do: it reloads on changes, shows its source in errors, or has a debugger.
enum DevelopmentServers {
  private struct Form {
    /// The program, or the script that it runs.
    let program: String
    /// Words of which one must come later; none where the program alone tells.
    let words: Set<String>
    let name: String
    /// Variables of which each sets another mode than the developers' one.
    var modes: Set<String> = []
    /// Words by which the program does something else.
    var without: Set<String> = []
  }

  /// What the words of a command start; nil for what may run in production.
  ///
  /// - Parameter variables: the names of all variables of the container; nil where not all are known.
  static func find(in words: [String], with variables: Set<String>? = nil) -> String? {
    let names = words.map { word in
      word.utf8.split(separator: UInt8(ascii: "/")).last.map { String(Substring($0)) } ?? ""
    }
    for form in forms {
      guard let position = names.firstIndex(of: form.program) else { continue }
      if !form.modes.isEmpty, variables?.isDisjoint(with: form.modes) != true { continue }
      let rest = words[(position + 1)...]
      if rest.contains(where: { form.without.contains($0) }) { continue }
      if form.words.isEmpty || rest.contains(where: { form.words.contains($0) }) {
        return form.name
      }
    }
    return nil
  }

  /// The programs to which official images pass a command that does not name one.
  static let ofImages = ["node": "node", "vault": "vault", "openbao": "vault"]

  private static let scripts: Set<String> = ["dev", "develop", "start:dev", "serve:dev", "dev:server"]

  private static let forms: [Form] = [
    Form(program: "manage.py", words: ["runserver", "runserver_plus"], name: "Django's development server"),
    Form(
      program: "flask", words: ["--debug", "--debugger", "--reload"], name: "Flask with its debugger"),
    Form(program: "flask", words: ["run"], name: "Flask's development server"),
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
    Form(
      program: "rails", words: ["development", "--environment=development", "-edevelopment"],
      name: "Rails in development mode"),
    Form(
      program: "rails", words: ["s", "server"],
      name: "Rails in development mode (RAILS_ENV is not set)",
      modes: ["RAILS_ENV", "RACK_ENV"]),
    Form(
      program: "vite", words: ["dev", "serve", "--host", "--port", "--host=0.0.0.0"],
      name: "Vite's development server", without: ["build", "preview"]),
    Form(program: "react-scripts", words: ["start"], name: "Create React App's development server"),
    Form(program: "gatsby", words: ["develop"], name: "Gatsby's development server"),
    Form(program: "remix", words: ["dev"], name: "Remix's development server"),
    Form(program: "tsx", words: ["watch"], name: "tsx watch"),
    Form(program: "node", words: ["--watch"], name: "Node.js with --watch"),
    Form(program: "php", words: ["-S"], name: "PHP's development server"),
    Form(program: "symfony", words: ["serve", "server:start"], name: "Symfony's development server"),
    Form(program: "hugo", words: ["server", "serve"], name: "Hugo's development server"),
    Form(program: "air", words: ["-c"], name: "air, which builds again on changes"),
    Form(program: "watchmedo", words: ["auto-restart"], name: "a program that watchmedo restarts on changes"),
    Form(
      program: "mvn", words: ["spring-boot:run", "quarkus:dev"],
      name: "a build by Maven that runs the sources"),
    Form(
      program: "gradlew", words: ["bootRun", "quarkusDev"], name: "a build by Gradle that runs the sources"),
    Form(
      program: "gradle", words: ["bootRun", "quarkusDev"], name: "a build by Gradle that runs the sources"),
    Form(program: "start-dev", words: [], name: "Keycloak in development mode"),
    Form(program: "vault", words: ["-dev"], name: "Vault's development server"),
    Form(program: "dotnet", words: ["watch"], name: "dotnet watch"),
  ]
}
