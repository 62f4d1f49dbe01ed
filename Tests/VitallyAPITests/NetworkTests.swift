import TestSupport
import Testing

@testable import VitallyAPI

/// How the way to the server is read from settings and variables.
struct NetworkTests {
  private func proxy(
    _ setting: String? = nil, base: String = "https://acme.rest.vitally.io",
    _ variables: [String: String] = [:]
  ) throws -> String? {
    let address = try ServerAddress(subdomain: nil, region: .us, baseURL: base)
    return try Network(to: address, proxy: setting, environment: { variables[$0] }).proxy?
      .description
  }

  @Test("The variables are read in the order of curl")
  func order() throws {
    var variables = ["ALL_PROXY": "http://d", "all_proxy": "c:3", "HTTPS_PROXY": "b:2"]
    variables["https_proxy"] = "http://a:1/"
    for (name, found) in [("https_proxy", "a:1"), ("HTTPS_PROXY", "b:2"), ("all_proxy", "c:3")] {
      #expect(try proxy(nil, variables) == found)
      variables[name] = nil
    }
    #expect(try proxy(nil, variables) == "d:1080")
    #expect(try proxy(nil, [:]) == nil)
    // HTTP_PROXY is for http:// only, and that goes nowhere but to this machine.
    #expect(try proxy(nil, ["HTTP_PROXY": "http://e", "http_proxy": "http://e"]) == nil)
    #expect(try proxy(nil, base: "http://127.0.0.1:99", ["all_proxy": "http://e"]) == nil)
  }

  @Test("What is set for vitty wins over the variables; empty means no proxy")
  func setting() throws {
    let variables = ["HTTPS_PROXY": "http://b:2", "NO_PROXY": "*"]
    #expect(try proxy("http://a:1", variables) == "a:1")
    #expect(try proxy("", ["HTTPS_PROXY": "http://b:2"]) == nil)
    #expect(try proxy(" ", ["HTTPS_PROXY": "http://b:2"]) == nil)
  }

  @Test(
    "Some hosts are reached without a proxy",
    arguments: [
      "*", "acme.rest.vitally.io", "vitally.io", ".vitally.io", "a,VITALLY.IO ,b",
      "localhost rest.vitally.io.",
    ])
  func exceptions(text: String) throws {
    for name in ["no_proxy", "NO_PROXY"] {
      #expect(try proxy(nil, ["HTTPS_PROXY": "http://b:2", name: text]) == nil)
    }
  }

  @Test("Others are not", arguments: ["", "io.example", "ally.io", "*.vitally.io", "10.0.0.0/8"])
  func noExceptions(text: String) throws {
    #expect(try proxy(nil, ["HTTPS_PROXY": "http://b:2", "NO_PROXY": text]) == "b:2")
  }

  @Test("Networks and addresses are exceptions, too")
  func addresses() {
    #expect(ProxyExceptions("10.0.0.0/8").contains("10.1.2.3"))
    #expect(!ProxyExceptions("10.0.0.0/8").contains("11.1.2.3"))
    #expect(ProxyExceptions("0.0.0.0/0").contains("11.1.2.3"))
    #expect(ProxyExceptions("127.0.0.1,[::1]").contains("127.0.0.1"))
    #expect(ProxyExceptions("127.0.0.1,[::1]").contains("::1"))
    #expect(!ProxyExceptions("0.1").contains("127.0.0.1"))
    #expect(!ProxyExceptions("10.0.0.0/99,10/8,/8").contains("10.0.0.1"))
  }

  @Test("Users, passwords and addresses are taken apart")
  func parts() throws {
    let proxy = try ProxyAddress("http://d%40na:a:b%2F@[::1]:3128/path")
    #expect(proxy.user == "d@na")
    #expect(proxy.password == "a:b/")
    #expect(proxy.host == "::1")
    #expect(proxy.port == 3128)
    #expect(try ProxyAddress("dana@proxy").password == "")
    var dumped = ""
    dump(proxy, to: &dumped)
    #expect(![dumped, "\(proxy)", String(reflecting: proxy)].contains { $0.contains("b/") })
  }

  @Test(
    "What is no proxy for vitty is told in one sentence",
    arguments: [
      ("https://p:1", "https_proxy is an https:// proxy, which vitty cannot use"),
      ("SOCKS5://p:1", "https_proxy is a socks5:// proxy, which vitty cannot use"),
      ("http://", "https_proxy cannot be read"), ("http://p:0", "https_proxy cannot be read"),
      ("http://p:99999", "https_proxy cannot be read"), ("p q", "https_proxy cannot be read"),
      ("http://%zz@p", "https_proxy cannot be read"), ("[::1]x", "https_proxy cannot be read"),
    ])
  func mistakes(text: String, says: String) throws {
    let error = #expect(throws: NetworkError.self) { try proxy(nil, ["https_proxy": text]) }
    #expect(error?.sentence.hasPrefix(says) == true)
    #expect(throws: NetworkError(sentence: "")) {
      do { _ = try proxy(text) } catch let error as NetworkError {
        #expect(error.sentence.hasPrefix("proxy "))
        throw NetworkError(sentence: "")
      }
    }
  }

  @Test(
    "A file that holds no certificates is told by its name",
    arguments: ["ca_file", "SSL_CERT_FILE"])
  func noCertificates(name: String) throws {
    let folder = try TestFolder()
    let address = try ServerAddress(subdomain: "acme", region: .us, baseURL: nil)
    for path in [folder.path + "/none.pem", folder.path, "/etc/hostname"] {
      let error = #expect(throws: NetworkError.self) {
        try Network(
          to: address, caFile: name == "ca_file" ? path : nil,
          environment: { $0 == name ? path : nil })
      }
      #expect(
        error?.sentence
          == "\(name) names \(path), from which no certificates can be read: it must be "
          + "a PEM file.")
    }
  }
}
