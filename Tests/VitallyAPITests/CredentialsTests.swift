import Testing

@testable import VitallyAPI

struct CredentialsTests {
  /// base64 of `sk_live_hush:`
  static let encoded = "c2tfbGl2ZV9odXNoOg=="

  @Test(
    "All three pasted forms become the same header",
    arguments: [
      "sk_live_hush", " sk_live_hush\n", encoded, "Basic \(encoded)", "basic   \(encoded) ",
    ])
  func pastedForms(text: String) throws {
    #expect(try Credentials(pasted: text).authorization == "Basic \(Self.encoded)")
  }

  @Test("Base64 that is not a key with a colon is taken as a key")
  func keyThatLooksLikeBase64() throws {
    #expect(try Credentials(pasted: "abcdabcd").authorization == "Basic YWJjZGFiY2Q6")
  }

  @Test("An empty key is refused", arguments: ["", " \n ", "Basic", "Basic  "])
  func empty(text: String) {
    #expect(throws: CredentialsError.empty) { try Credentials(pasted: text) }
  }

  @Test(
    "A key with a line break, a control character or a fancy letter is refused",
    arguments: ["sk_live\n_hush", "sk\r\nX-Header: 1", "sk\u{1B}[0m", "“sk_live”"])
  func unprintable(text: String) {
    #expect(throws: CredentialsError.unprintable) { try Credentials(pasted: text) }
  }

  @Test("Nothing that prints, dumps or mirrors credentials shows the key")
  func neverShown() throws {
    let credentials = try Credentials(pasted: "sk_live_hush")
    var dumped = ""
    dump(credentials, to: &dumped)
    dump(["nested": credentials], to: &dumped)
    let shown = "\(credentials) \(String(reflecting: credentials)) \([credentials]) \(dumped)"
    #expect(!shown.contains("hush"))
    #expect(!shown.contains(Self.encoded))
    #expect(shown.contains("hidden"))
  }

  @Test("Every form of the key is blotted out of a text")
  func redacting() throws {
    for pasted in ["sk_live_hush", Self.encoded, "Basic \(Self.encoded)"] {
      let credentials = try Credentials(pasted: pasted)
      #expect(
        credentials.redacting("bad key sk_live_hush in Basic \(Self.encoded)!")
          == "bad key [key] in Basic [key]!")
    }
  }
}
