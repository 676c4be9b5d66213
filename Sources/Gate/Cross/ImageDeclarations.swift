import Compose
import Images
import Rules

extension Project {
  /// The project with what the images of its services say of them, where images were given.
  func declared(by cross: CrossCheck?) -> Project {
    guard let matching = cross?.matching else { return self }
    var declared: [String: ImageDeclaration] = [:]
    for service in services {
      guard case .image(let number, let basis) = matching.answer(for: service, in: self), basis.isSameImage
      else { continue }
      let execution = matching.images[number].config.execution
      declared[service.name] = ImageDeclaration(
        label: execution.labels[Service.roleLabel],
        ports: Set(execution.exposedPorts.compactMap { Int($0.prefix { $0 != "/" }) }))
    }
    guard !declared.isEmpty else { return self }
    var project = self
    project.declarations.merge(declared) { _, new in new }
    return project
  }
}
