// Remembers in the folder of a workspace what the user was offered, so that it is offered once.

import Glibc

/// Something that is offered once in each workspace. The raw value is the name of an empty file.
enum OneTimeOffer: String {
  /// That Today could be the first screen.
  case today = "today-offered"

  /// Whether it was never offered; from now on it was.
  func isDue(in folder: String) -> Bool {
    let file = open(
      folder + "/" + rawValue, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o600)
    guard file >= 0 else { return false }
    close(file)
    return true
  }
}
