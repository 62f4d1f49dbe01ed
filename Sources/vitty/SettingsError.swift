// Why the program can't start, as one sentence for the user.

import Foundation
import Glibc
import Store

/// A problem that keeps the program from starting, in one sentence.
struct SettingsError: Error, Equatable, CustomStringConvertible {
  var description: String
}

extension SettingsError {
  /// Describes any error in one sentence.
  init(telling error: any Error) {
    switch error {
    case let error as SettingsError: self = error
    case let error as StoreError: description = error.sentence
    case let error as any CustomStringConvertible where !(error is NSError):
      description = error.description
    default: description = "vitty can't start: \((error as NSError).localizedDescription)"
    }
  }

  /// The system's description of an error, such as "no space left on device".
  static func systemReason(_ number: Int32 = errno) -> String {
    let words = String(cString: strerror(number))
    return words.prefix(1).lowercased() + words.dropFirst()
  }
}
