import Findings
import Images

extension Rule {
  static let layerDevelopmentDependency = Rule(
    id: "layer-development-dependency",
    summary: "Development dependencies are in the image.",
    why: """
      The devDependencies in package.json build, check and test the application. In production they are dead \
      weight, often larger than the application, and each package is one more target.
      """,
    fix: """
      Install with npm ci --omit=dev, yarn workspaces focus --production or pnpm install --prod, or run npm \
      prune --omit=dev after the build.
      """,
    severity: .medium, confidence: .firm,
    references: [.cis("4.3"), .nist("4.1.1")],
    triggering: [
      .image(
        "packages named in package.json",
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
        "a test framework, which another rule reports",
        """
        layer: COPY . /srv/app
          -rw-r--r-- 0:0 /srv/app/package.json
            | {"name": "shop", "dependencies": {"express": "4"}, "devDependencies": {"jest": "29"}}
          package npm express 4.18.2
          package npm jest 29.7.0
        """),
      .image(
        "a package that production also needs, and one that is not installed",
        """
        layer: COPY . /srv/app
          -rw-r--r-- 0:0 /srv/app/package.json
            | {"name": "shop", "dependencies": {"typescript": "5"}, "devDependencies": {"typescript": "5", "eslint": "8"}}
          package npm typescript 5.3.3
        """),
    ],
    check: .image { image, _ in DevelopmentPackages.matches(in: image) })
}
