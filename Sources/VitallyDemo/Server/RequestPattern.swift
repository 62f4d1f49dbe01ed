// Matches requests by method and path. Knows nothing about what is done with them.

/// A text such as `GET /resources/accounts`: an optional method, then the beginning of a path. A
/// `$` at the end means the whole path; an empty text matches every request.
struct RequestPattern: Sendable {
  private let method: String?
  private let path: String
  private let isWhole: Bool

  init(_ text: String) {
    let parts = text.split(separator: " ", maxSplits: 1)
    let hasMethod = parts.count == 2 || (parts.first.map { !$0.hasPrefix("/") } ?? false)
    method = hasMethod ? parts.first.map { $0.uppercased() } : nil
    let rest = hasMethod ? parts.dropFirst().first ?? "" : parts.first ?? ""
    isWhole = rest.hasSuffix("$")
    path = String(isWhole ? rest.dropLast() : rest)
  }

  func matches(method: String, path: String) -> Bool {
    (self.method ?? method) == method
      && (isWhole ? path == self.path : path.hasPrefix(self.path))
  }
}
