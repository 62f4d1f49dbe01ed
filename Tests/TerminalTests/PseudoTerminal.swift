// A terminal without a screen: a test types at one end, a device works at the other.

import Glibc
import Terminal
import Testing

/// A pair of descriptors that the system treats as a terminal.
final class PseudoTerminal {
  private var keyboard: Int32 = -1
  private var line: Int32 = -1
  private let original: termios

  init(width: Int, height: Int) throws {
    try #require(openpty(&keyboard, &line, nil, nil, nil) == 0)
    original = Self.modes(of: line)
    resize(width: width, height: height)
  }

  deinit {
    close(keyboard)
    close(line)
  }

  func open(type: String = "xterm-256color") throws -> NcursesTerminal {
    var options = NcursesTerminal.Options()
    options.input = line
    options.output = line
    options.type = type
    return try NcursesTerminal.open(options: options)
  }

  func resize(width: Int, height: Int) {
    var window = winsize()
    window.ws_col = UInt16(width)
    window.ws_row = UInt16(height)
    _ = ioctl(line, UInt(TIOCSWINSZ), &window)
  }

  func type(_ text: String) {
    _ = Array(text.utf8).withUnsafeBytes { write(keyboard, $0.baseAddress, $0.count) }
  }

  /// What the device has sent since the last call.
  func sent() -> String {
    var bytes: [UInt8] = []
    var waiting = pollfd(fd: keyboard, events: Int16(POLLIN), revents: 0)
    while poll(&waiting, 1, 0) > 0 {
      var buffer = [UInt8](repeating: 0, count: 4096)
      let count = read(keyboard, &buffer, buffer.count)
      if count <= 0 { break }
      bytes += buffer[..<count]
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Whether the line is as it was before a device took it.
  var hasOriginalModes: Bool {
    let now = Self.modes(of: line)
    return now.c_lflag == original.c_lflag && now.c_iflag == original.c_iflag
      && now.c_oflag == original.c_oflag
  }

  private static func modes(of descriptor: Int32) -> termios {
    var modes = termios()
    tcgetattr(descriptor, &modes)
    return modes
  }
}
