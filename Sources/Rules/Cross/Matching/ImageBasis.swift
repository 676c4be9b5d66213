/// How it is known which image a service runs.
package enum ImageBasis: Sendable, Hashable {
  /// The user said so.
  case mapped
  /// The service names it with its tag.
  case reference
  /// The service names its digest.
  case digest
  /// The service is built, and the image has the name or the labels that Compose gives it.
  case build
  /// The service names its repository; tag or digest are only known at run time, or cannot be compared.
  case repository
  /// The service names its repository with another tag or digest.
  case otherVersion

  /// Whether what the image holds is what the service runs.
  package var isSameImage: Bool { self != .otherVersion }
}
