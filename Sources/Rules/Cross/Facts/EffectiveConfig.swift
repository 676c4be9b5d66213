import Compose
import Findings
import Images

/// An image's config with what a service states over it, as the engine joins the two, and where the service says it.
package struct EffectiveConfig: Sendable {
  package private(set) var execution: ImageConfig.Execution
  /// The keys of the service by the config's fields that they set, named as rules name them: `User`, `Env[3]`.
  private var keys: [String: Key] = [:]
  /// Those of the variables, which are the last of the environment.
  private var variables: [Key] = []

  /// What only the run time knows is left as the image has it. A variable that `environment` names without a value is
  /// not there: Compose gives it the host's value, or takes it away where the host has none, and keeps the image's never.
  ///
  /// - Parameter image: the image's own config; an empty one where the image is not known.
  package init(_ service: Service, over image: ImageConfig.Execution) {
    self.init(service, StartCommand(service, image), over: image)
  }

  init(_ service: Service, _ start: StartCommand, over image: ImageConfig.Execution) {
    execution = image
    execution.entrypoint = start.entrypoint.isEmpty ? nil : start.entrypoint.map(\.text)
    execution.command = start.arguments.map(\.text)
    keys["Entrypoint"] = Self.key(of: start.entrypoint, service.section.field("entrypoint"))
    keys["Cmd"] = Self.key(of: start.arguments, service.section.field("command"))
    if let user = service.section.text("user"), !user.isUnknown, !user.value.isEmpty {
      execution.user = user.value
      keys["User"] = user.key
    }
    if let directory = service.section.text("working_dir"), !directory.isUnknown {
      execution.workingDirectory = directory.value
      keys["WorkingDir"] = directory.key
    }
    if let signal = service.section.text("stop_signal"), !signal.isUnknown {
      execution.stopSignal = signal.value
      keys["StopSignal"] = signal.key
    }
    addVariables(service)
    if let check = service.healthCheck, let test = check.imageTest {
      var all = execution.healthCheck ?? ImageConfig.HealthCheck()
      all.test = test
      execution.healthCheck = all
      keys["Healthcheck"] = check.key
    }
    for (name, field) in service.section.entries("labels") where !field.isUnknown {
      execution.labels[name] = field.value.text ?? ""
      keys["Labels.\(name)"] = field.key
    }
    for port in service.section.texts("expose") where !port.isUnknown {
      let text = port.value.contains("/") ? port.value : port.value + "/tcp"
      if !execution.exposedPorts.contains(text) { execution.exposedPorts.append(text) }
      keys["ExposedPorts.\(text)"] = port.key
    }
  }

  private mutating func addVariables(_ service: Service) {
    let stated = service.environment.filter { $0.value != nil }
    if !execution.environment.isEmpty {
      let names = Set(stated.map(\.name)).union(service.hostVariables)
      execution.environment.removeAll { names.contains(String($0.prefix { $0 != "=" })) }
    }
    execution.environment += stated.map { $0.name + "=" + ($0.value ?? "") }
    variables = stated.map(\.key)
  }

  /// The field where the words are the service's, and not the image's.
  private static func key(of words: [StartCommand.Word], _ field: Field<Node>?) -> Key? {
    words.first?.isOfService == true ? field?.key : nil
  }

  /// Whether the service states nothing of what a config holds.
  package var isImageAlone: Bool { keys.isEmpty && variables.isEmpty }

  /// Where the service sets a field of the config; nil where the image does, or nobody.
  package func key(of field: String) -> Key? {
    guard field.hasPrefix("Env["), let number = Int(field.dropFirst("Env[".count).dropLast()) else {
      return keys[field]
    }
    let position = number - (execution.environment.count - variables.count)
    return variables.indices.contains(position) ? variables[position] : nil
  }
}

extension HealthCheck {
  /// The test as an image's config has it; nil where the image's own runs.
  fileprivate var imageTest: [String]? {
    switch test {
    case .ofImage: nil
    case .disabled: ["NONE"]
    case .command(let words): ["CMD"] + words
    case .shell(let line): ["CMD-SHELL", line]
    }
  }
}
