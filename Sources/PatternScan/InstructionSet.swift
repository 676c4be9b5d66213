import CVectorscan

/// The processors that expressions can be compiled for on another machine, each with all that the one before it has.
package enum InstructionSet: String, CaseIterable, Sendable {
  /// What every processor of the architecture has.
  case basic
  /// Intel's and AMD's of the last ten years.
  case avx2
  /// Servers' with AVX-512BW.
  case avx512

  /// Those that machines of this program's architecture can differ in.
  package static var ofThisArchitecture: [InstructionSet] {
    #if arch(x86_64)
      allCases
    #else
      [.basic]
    #endif
  }

  /// Those that this machine has, the best first.
  package static var ofThisMachine: [InstructionSet] {
    var info = hs_platform_info_t()
    guard unsafe hs_populate_platform(&info) == HS_SUCCESS else { return [] }
    return ofThisArchitecture.reversed().filter { info.cpu_features & $0.features == $0.features }
  }

  /// As the library counts them (hs_compile.h, "CPU feature support flags"); its macros are out of Swift's sight.
  private var features: UInt64 {
    let avx2: UInt64 = 1 << 2
    let avx512: UInt64 = 1 << 3
    return switch self {
    case .basic: 0
    case .avx2: avx2
    case .avx512: avx2 | avx512
    }
  }

  /// The library's name for the machines that are meant.
  var platform: hs_platform_info_t {
    var info = hs_platform_info_t()
    info.tune = 0
    info.cpu_features = features
    return info
  }
}
