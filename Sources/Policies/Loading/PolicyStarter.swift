/// The policy that `imgcheck policy init` writes: small, with what people change first.
package enum PolicyStarter {
  package static let text = """
    # yaml-language-server: $schema=https://github.com/imgcheck/imgcheck/raw/main/policies/policy.schema.json
    #
    # The policy for this project's images and compose files. `imgcheck policy show POLICY --origin` prints all
    # effective values; `imgcheck policy validate POLICY` checks this file; docs/policies.md explains every key.
    version: 1
    name: team
    extends: production

    # Findings of this severity or worse stop the pipeline.
    fail-on: high

    # Turn rules off, or change their severity; `imgcheck rules` lists all.
    rules: {}
      # layer-system-package-manager: off
      # image-no-health-check: medium

    image:
      max-size: 500MB
      required-labels: []
        # - org.opencontainers.image.source

    # What is accepted for now: each with a reason, and preferably with an end date.
    exceptions: []
      # - rule: layer-set-id-file
      #   path: /usr/lib/app/helper
      #   reason: drops its privileges at once
      #   until: 2030-12-31
      #   owner: platform team

    # What also applies in one environment: imgcheck --environment staging
    environments:
      staging:
        fail-on: critical

    """
}
