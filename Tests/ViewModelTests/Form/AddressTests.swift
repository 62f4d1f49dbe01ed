// Mail and web addresses as people type them.

import Testing
import VitallyModel

@testable import ViewModels

@Suite struct AddressTests {
  @Test(arguments: [
    "ann@example.com", "a@localhost", "ann+vitally@example.co.uk", "o'hara@example.com",
    "x_y-z.1@sub.example.com", "jörg@müller.example",
  ])
  func `a mail address is taken as it is`(text: String) {
    #expect(AddressReader.mail(text) == .success(text))
    #expect(AddressReader.mail("  \(text)\n") == .success(text))
  }

  @Test(arguments: [
    "", "ann", "@", "@example.com", "ann@", "ann@@example.com", "a@b@c", "ann @example.com",
    "ann@exam ple.com", "ann@example.com, bob@example.com", "ann@example.com;",
    "Ann <ann@example.com>", "ann@example..com", "ann@.com", "ann@com.", "a\u{7}@example.com",
    "a\u{202E}@example.com", "a\u{A0}b@example.com",
  ])
  func `what is no mail address is refused with the form of one`(text: String) {
    #expect(
      AddressReader.mail(text)
        == .failure(InputError("not an email address; write it like name@example.com")))
  }

  @Test(arguments: [
    "https://example.com", "http://example.com/", "HTTPS://Example.com/A?b=c#d",
    "https://example.com:8443/x", "http://localhost", "http://localhost:3000", "http://[::1]:80/",
    "https://ann:secret@example.com/x", "https://example.com?x=a,b@c", "https://müller.example/ü",
  ])
  func `a web address is taken as it is`(text: String) {
    #expect(AddressReader.web(text) == .success(text))
    #expect(AddressReader.web(" \(text) ") == .success(text))
  }

  @Test(arguments: ["example.com", "www.example.com/a?b=c", "sub.example.com#x"])
  func `a web address without its beginning is completed in the sentence`(text: String) {
    #expect(
      AddressReader.web(text)
        == .failure(InputError("begin with http:// or https://: https://\(text)")))
  }

  @Test(arguments: [
    "", "https://", "http:///path", "https://?x", "https://:80", "https://ann@",
    "https:example.com",
    "https:/example.com", "ftp://example.com", "javascript:alert(1.5)", "mailto:a@example.com",
    "example", "https://exam ple.com", "https://example.com/a b", "https://example..com",
    "https://example.com/\u{1B}]8", "not a.web address", "/etc/hosts.txt",
  ])
  func `what is no web address is refused with the form of one`(text: String) {
    #expect(
      AddressReader.web(text)
        == .failure(InputError("not a web address; it looks like https://example.com")))
  }
}
