// Why typed or pasted text is not a server address.

/// An address that cannot be used.
public enum AddressError: Error, Hashable, Sendable {
  /// Neither a subdomain nor a base URL was given.
  case missingSubdomain
  /// The subdomain contains characters that subdomains can't have.
  case badSubdomain(String)
  /// The base URL is malformed.
  case badURL
  /// The base URL contains a user name or password.
  case secretInURL
  /// The base URL would send the key unencrypted.
  case insecure

  /// What is wrong and what to do.
  public var sentence: String {
    switch self {
    case .missingSubdomain:
      "The subdomain is missing: it is the first part of the address where you log in, "
        + "\"acme\" in https://acme.vitally.io."
    case .badSubdomain(let text):
      "\"\(text)\" is not a subdomain: give only the first part of the address where you log "
        + "in, \"acme\" in https://acme.vitally.io."
    case .badURL:
      "The base URL cannot be read: give it as https://host, without spaces and without a query."
    case .secretInURL:
      "The base URL must not contain a user name or password: the API key is given separately."
    case .insecure:
      "The base URL must begin with https://, or the API key would travel unencrypted; "
        + "http:// is for this machine only."
    }
  }
}
