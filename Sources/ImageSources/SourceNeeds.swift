import Findings

/// What finding a run's images takes, known before anything is read, so that the run can give up the rest.
package struct SourceNeeds: Sendable, Hashable {
  /// The files and directories among the inputs.
  package private(set) var paths: [String] = []
  /// Whether an engine or a registry will be asked.
  package private(set) var connects = false
  /// Whether a program will be started: `ctr`, or a helper that the caller's own files name.
  package private(set) var executes = false

  package init(_ inputs: [String], _ options: SourceOptions) {
    for input in inputs {
      do throws(SourceNameError) {
        switch try SourceName(input, exists: HostFile.exists) {
        case .path(let path, _), .blobDirectory(let path): paths.append(path)
        case .engine(.containerd, _): addContainerd(options)
        case .engine, .registry, .anywhere: addNames(options)
        }
      } catch {
        // It is refused when it is read.
        continue
      }
    }
  }

  /// What is started may do what this process may, and `ctr` speaks to containerd over a socket.
  private mutating func addContainerd(_ options: SourceOptions) {
    guard !options.isOffline else { return }
    connects = true
    executes = true
  }

  /// Adds what names take whose number is not known yet.
  package mutating func addNames(_ options: SourceOptions) {
    guard !options.isOffline else { return }
    connects = true
    executes = executes || options.pull != .never && CredentialStore(options: options).hasHelpers
  }
}
