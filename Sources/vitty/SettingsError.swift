// Why the program does not start, as one sentence for the user, whatever it was that failed.

import Foundation
import Glibc
import Store

/// A mistake in the settings or in what the program needs to start, as one sentence.
struct SettingsError: Error, CustomStringConvertible {
  var description: String
}

extension SettingsError {
  /// Any error as one sentence: those of libraries are not made for people.
  init(telling error: any Error) {
    switch error {
    case let error as SettingsError: self = error
    case let error as StoreError: description = error.sentence
    case let error as any CustomStringConvertible where !(error is NSError):
      description = error.description
    default: description = "vitty can't start: \((error as NSError).localizedDescription)"
    }
  }

  /// What the system says of its last error, such as "no space left on device".
  static func systemReason(_ number: Int32 = errno) -> String {
    let words = String(cString: strerror(number))
    return words.prefix(1).lowercased() + words.dropFirst()
  }
}
