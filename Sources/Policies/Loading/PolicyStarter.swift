/// The policy that `imgcheck policy init` writes: small, with what people change first.
package enum PolicyStarter {
  package static let text = """
    # yaml-language-server: $schema=https://github.com/imgcheck/imgcheck/raw/main/policies/policy.schema.json
    #
    # What this project's images and compose files are judged by. `imgcheck policy show POLICY --origin` prints all
    # that holds; `imgcheck policy validate POLICY` checks this file; docs/policies.md explains every key.
    version: 1
    name: team
    extends: production

    # Findings of this severity or worse stop the pipeline.
    fail-on: high

    # Turn rules off, or change how bad they are; `imgcheck rules` lists all.
    rules: {}
      # layer-system-package-manager: off
      # image-no-health-check: medium

    image:
      max-size: 500MB
      required-labels: []
        # - org.opencontainers.image.source

    # What is accepted for now: each with a reason, better with an end.
    exceptions: []
      # - rule: layer-set-id-file
      #   path: /usr/lib/app/helper
      #   reason: drops its privileges at once
      #   until: 2030-12-31
      #   owner: platform team

    # What holds besides in one environment: imgcheck --environment staging
    environments:
      staging:
        fail-on: critical

    """
}
