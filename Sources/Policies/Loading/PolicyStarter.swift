/// The policy that `imgcheck policy init` writes: small, with what people change first.
///
/// A line that begins with `#` and no blank starts an example, which goes on to the next line without `#`. Each example
/// can be uncommented by itself, by taking away the `#` of its lines.
package enum PolicyStarter {
  package static let text = """
    # yaml-language-server: $schema=https://github.com/imgcheck/imgcheck/raw/main/policies/policy.schema.json
    #
    # The policy for this project's images and compose files. `imgcheck policy show POLICY --origin` prints all
    # effective values; `imgcheck policy validate POLICY` checks this file; docs/policies.md explains every key.
    # Lines that begin with # and no blank are examples: remove the # of all lines of one.
    version: 1
    name: team
    extends: production

    # Findings of this severity or worse stop the pipeline.
    fail-on: high

    # Change severities or turn rules off, for all services or for some; `imgcheck rules` lists all.
    rules:
      image-no-health-check: low
      #layer-system-package-manager: off

      #compose-writable-root:
      #  severity: medium
      #  for:
      #    - {role: data-store, severity: high}
      #    - {label: tier=legacy, state: off}

    image:
      max-size: 500MB
      #max-age: 90d

      #required-labels: [org.opencontainers.image.source]

      #base-images: ["registry.example/base/*"]

    compose:
      max-restarts: 5
      #allowed-registries: ["registry.example/**", "docker.io/library/*"]

      #allowed-tags: ["/^v?[0-9]+[.][0-9]+/"]

      #limits:
      #  - {memory: {max: 2g}, memory-ratio: {max: 2}}
      #  - {role: data-store, memory: {max: 8g}, required: true}

      #required-settings:
      #  - {role: app, labels: [owner], restart: [always, unless-stopped], read-only: true}

      #mounted-files:
      #  - {role: edge, path: /etc/nginx/nginx.conf, lacks: "server_tokens on"}

    # What is accepted for now: each with a reason, and preferably with an end date.
    #exceptions:
    #  - rule: layer-set-id-file
    #    path: /usr/lib/app/helper
    #    reason: drops its privileges at once
    #    until: 2030-12-31
    #    owner: platform team
    #    ticket: OPS-17

    # What no key can say: CEL expressions that must be true.
    #assertions:
    #  - name: pinned-by-digest
    #    for: service
    #    where: service.role == 'data-store'
    #    that: has(service.digest)
    #    severity: high
    #    message: A data store must be pinned by digest.

    # What also applies in one environment: imgcheck --environment staging
    environments:
      staging:
        fail-on: critical

    """
}
