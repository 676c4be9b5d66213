import Foundation

/// Addresses of this machine alone.
enum Loopback {
  static func socket() -> Int32 {
    #if canImport(Darwin)
      Foundation.socket(AF_INET, SOCK_STREAM, 0)
    #else
      Foundation.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    #endif
  }

  /// - Parameter port: 0 lets the system choose.
  static func address(port: Int = 0) -> sockaddr_in {
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = UInt16(port).bigEndian
    address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
    return address
  }
}

/// Two connections of which each gets what the other says.
enum Tunnel {
  /// A connection to a port of this machine; nil where nobody listens.
  static func connect(_ port: Int) -> Int32? {
    let connection = Loopback.socket()
    var address = Loopback.address(port: port)
    let isConnected = unsafe withUnsafePointer(to: &address) { pointer in
      unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        unsafe Foundation.connect(connection, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
      }
    }
    guard connection >= 0, isConnected else {
      close(connection)
      return nil
    }
    return connection
  }

  /// Hands bytes to and fro until one of both has no more.
  static func join(_ one: Int32, _ other: Int32) {
    let back = Thread { pass(other, one) }
    back.start()
    pass(one, other)
    while !back.isFinished { Thread.sleep(forTimeInterval: 0.001) }
  }

  private static func pass(_ from: Int32, _ to: Int32) {
    LoopbackServer.ignoreBrokenPipe()
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    let out = LoopbackServer.Output(to)
    while true {
      let count = unsafe read(from, &buffer, buffer.count)
      guard count > 0, out.bytes(Array(buffer[..<count])) else { break }
    }
    shutdown(from, Int32(SHUT_RDWR))
    shutdown(to, Int32(SHUT_RDWR))
  }
}
