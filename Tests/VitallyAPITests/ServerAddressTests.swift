import Testing

@testable import VitallyAPI

struct ServerAddressTests {
  @Test(
    "Whatever form of a subdomain is pasted, the address is the same",
    arguments: [
      "acme", " Acme ", "https://acme.vitally.io/", "acme.rest.vitally.io", "acme.vitally.io",
      "https://acme.rest.vitally.io/resources/accounts?limit=1", "http://acme.vitally-eu.io",
      "acme/",
    ])
  func pastedSubdomain(text: String) throws {
    let address = try ServerAddress(subdomain: text, region: .us, baseURL: nil)
    #expect(address.base == "https://acme.rest.vitally.io")
    #expect(address.folderName == "acme.rest.vitally.io")
  }

  @Test("The EU host has no subdomain, but the folder keeps it")
  func europe() throws {
    let address = try ServerAddress(subdomain: "acme", region: .eu, baseURL: "  ")
    #expect(address.base == "https://rest.vitally-eu.io")
    #expect(address.folderName == "acme.rest.vitally-eu.io")
  }

  @Test("A base URL wins over subdomain and region, without its slash and /resources")
  func baseURLWins() throws {
    let address = try ServerAddress(
      subdomain: "acme", region: .eu, baseURL: "http://127.0.0.1:8080/resources/")
    #expect(address.base == "http://127.0.0.1:8080")
    #expect(address.folderName == "127.0.0.1-8080")
    #expect(address.host == "127.0.0.1:8080")
  }

  @Test(
    "Base URLs of all allowed kinds are read",
    arguments: [
      ("HTTPS://Rest.Vitally.IO", "https://rest.vitally.io", "rest.vitally.io"),
      ("https://proxy.example/vitally/", "https://proxy.example/vitally", "proxy.example-vitally"),
      ("http://localhost:9", "http://localhost:9", "localhost-9"),
      ("http://[::1]:8080", "http://[::1]:8080", "---1--8080"),
    ])
  func allowedURL(text: String, base: String, folder: String) throws {
    let address = try ServerAddress(subdomain: nil, region: .us, baseURL: text)
    #expect(address.base == base)
    #expect(address.folderName == folder)
  }

  @Test(
    "A key is never sent unencrypted, except to this machine",
    arguments: ["http://rest.vitally.io", "http://127.0.0.1.evil.example", "ftp://rest.vitally.io"])
  func insecure(text: String) {
    #expect(throws: AddressError.insecure) {
      try ServerAddress(subdomain: nil, region: .us, baseURL: text)
    }
  }

  @Test(
    "What is not a base URL is refused",
    arguments: [
      "rest.vitally.io", "https://", "https://a b", "https://host?x=1", "https://host#x",
      "https://host:port", "https://host:",
    ])
  func badURL(text: String) {
    #expect(throws: AddressError.badURL) {
      try ServerAddress(subdomain: nil, region: .us, baseURL: text)
    }
  }

  @Test("A password in the URL is refused, and not repeated in the sentence")
  func secretInURL() {
    #expect(throws: AddressError.secretInURL) {
      try ServerAddress(subdomain: nil, region: .us, baseURL: "https://me:hush@host")
    }
    #expect(!AddressError.secretInURL.sentence.contains("hush"))
  }

  @Test(
    "Vitally's own domain alone holds no subdomain",
    arguments: ["", "  ", "rest.vitally.io", "vitally.io", "https://rest.vitally-eu.io"])
  func missingSubdomain(text: String) {
    #expect(throws: AddressError.missingSubdomain) {
      try ServerAddress(subdomain: text, region: .eu, baseURL: nil)
    }
  }

  @Test("What is no subdomain is refused", arguments: ["a_b", "acme.example", "-a", "ä"])
  func badSubdomain(text: String) {
    #expect(throws: AddressError.badSubdomain(text)) {
      try ServerAddress(subdomain: text, region: .us, baseURL: nil)
    }
  }
}
