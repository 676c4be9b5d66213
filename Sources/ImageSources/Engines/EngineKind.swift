/// What keeps images on a machine.
package enum EngineKind: String, Sendable, Hashable, CaseIterable {
  case docker, podman, containerd
}
