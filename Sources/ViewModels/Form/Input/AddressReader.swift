// Parses typed addresses. It checks only their form, not whether they exist.

import VitallyModel

/// Email and web addresses as people type them.
enum AddressReader {
  /// Parses an email address: a name, one `@`, a host.
  static func mail(_ text: String) -> Result<String, InputError> {
    let address = text.trimmed
    let parts = address.split(separator: "@", omittingEmptySubsequences: false)
    let isMail =
      parts.count == 2 && !parts[0].isEmpty && isHost(parts[1]) && isVisible(address)
      && !address.contains { ",;<>".contains($0) }
    return isMail
      ? .success(address)
      : .failure(InputError("not an email address; write it like name@example.com"))
  }

  /// Parses a web address: `http://` or `https://`, then a host.
  static func web(_ text: String) -> Result<String, InputError> {
    let address = text.trimmed
    if isWeb(address) { return .success(address) }
    let completed = "https://\(address)"
    let isHostAlone = authority(of: address[...]).contains(".") && !address.contains(":")
    return .failure(
      isHostAlone && isWeb(completed)
        ? InputError("begin with http:// or https://: \(completed)")
        : InputError("not a web address; it looks like https://example.com"))
  }

  private static func isWeb(_ address: String) -> Bool {
    let scheme = ["https://", "http://"].first { address.lowercased().hasPrefix($0) }
    guard let scheme, isVisible(address) else { return false }
    let authority = authority(of: address.dropFirst(scheme.count))
    let host = authority.split(separator: "@", omittingEmptySubsequences: false).last ?? ""
    // A port may follow; a colon in brackets belongs to a numeric host.
    let name = host.hasPrefix("[") ? host : host.prefix { $0 != ":" }
    return isHost(name)
  }

  /// The part before the path, the query and the fragment.
  private static func authority(of rest: Substring) -> Substring {
    rest.prefix { !"/?#".contains($0) }
  }

  private static func isHost(_ text: Substring) -> Bool {
    text.split(separator: ".", omittingEmptySubsequences: false).allSatisfy { !$0.isEmpty }
  }

  /// Whether the text has only visible characters: no white space, no control characters.
  private static func isVisible(_ text: String) -> Bool {
    text.unicodeScalars.allSatisfy { scalar in
      let isControl = [.control, .format].contains(scalar.properties.generalCategory)
      return !isControl && !scalar.properties.isWhitespace
    }
  }
}
