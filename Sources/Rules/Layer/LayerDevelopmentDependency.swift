import Findings
import Images

extension Rule {
  static let layerDevelopmentDependency = Rule(
    id: "layer-development-dependency",
    summary: "Packages that only development needs are in the image.",
    why: """
      What package.json lists under devDependencies builds, checks and tests the application. In \
      production it is dead weight, often larger than the application, and each package more is one more \
      to be attacked through.
      """,
    fix: """
      Install with npm ci --omit=dev (yarn workspaces focus --production, pnpm install --prod), or npm \
      prune --omit=dev after the build.
      """,
    severity: .medium, confidence: .firm,
    references: [.cis("4.3"), .nist("4.1.1")],
    triggering: [
      .image(
        "named in the manifest",
        """
        layer: COPY . /srv/app
          -rw-r--r-- 0:0 /srv/app/package.json
            | {"name": "shop", "dependencies": {"express": "4"}, "devDependencies": {"typescript": "5", "@types/node": "20"}}
        layer: RUN npm ci
        ▶ drwxr-xr-x 0:0 /srv/app/node_modules
          package npm express 4.18.2
          package npm typescript 5.3.3
          package npm @types/node 20.10.4
        """)
    ],
    silent: [
      .image(
        "a test framework has a rule of its own",
        """
        layer: COPY . /srv/app
          -rw-r--r-- 0:0 /srv/app/package.json
            | {"name": "shop", "dependencies": {"express": "4"}, "devDependencies": {"jest": "29"}}
          package npm express 4.18.2
          package npm jest 29.7.0
        """),
      .image(
        "needed in production too, and not installed",
        """
        layer: COPY . /srv/app
          -rw-r--r-- 0:0 /srv/app/package.json
            | {"name": "shop", "dependencies": {"typescript": "5"}, "devDependencies": {"typescript": "5", "eslint": "8"}}
          package npm typescript 5.3.3
        """),
    ],
    check: .image { image, _ in DevelopmentPackages.matches(in: image) })
}
