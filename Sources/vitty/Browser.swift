// Opens addresses outside of the program, where there is a browser to open them in.

import Foundation

struct Browser {
  let environment: SystemEnvironment

  /// Opens an address; false where there is no browser: over SSH and without a desktop.
  func open(_ address: String) -> Bool {
    guard let program else { return false }
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = [program, address]
    process.environment = environment.forChildren
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    return (try? process.run()) != nil
  }

  private var program: String? {
    if let chosen = environment["BROWSER"], !chosen.contains(" ") { return chosen }
    let hasDesktop = environment["DISPLAY"] != nil || environment["WAYLAND_DISPLAY"] != nil
    return hasDesktop && !environment.isRemote ? "xdg-open" : nil
  }
}
