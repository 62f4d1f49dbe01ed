import TestSupport
import Testing
import VitallyAPI
import VitallyDemo
import VitallyModel

/// Through a proxy, and to a server whose certificate only a company trusts.
struct CorporateNetworkTests {
  /// A server behind a certificate of an authority that nobody knows.
  private struct Company {
    let files: OwnCertificates
    let server: DemoServer
    let front: SecureFront

    init() throws {
      files = try OwnCertificates()
      server = try DemoServer.start(Peer.sample)
      front = try SecureFront(before: server.port, files)
    }

    func stop() {
      front.stop()
      server.stop()
    }

    /// Asks for one page: how many accounts came, or what went wrong.
    func ask(
      host: String = "127.0.0.1", proxy: String? = nil, caFile: String? = nil,
      _ variables: [String: String] = [:]
    ) async throws -> Result<Int, VitallyError> {
      let address = try ServerAddress(
        subdomain: nil, region: .us, baseURL: "https://\(host):\(front.port)")
      let network = try Network(
        to: address, proxy: proxy, caFile: caFile, environment: { variables[$0] })
      let client = VitallyClient(
        address: address, credentials: try Credentials(pasted: DemoOptions().apiKey),
        options: ClientOptions(network: network), timing: JumpingTime().timing,
        logger: CapturedLog().logger)
      let result: Result<Int, VitallyError>
      do {
        let page = try await client.page(ListQuery(.account, limit: 5), urgency: .user)
        result = .success(page.records.count)
      } catch {
        result = .failure(error)
      }
      await client.shutdown()
      return result
    }
  }

  private func sentence(_ result: Result<Int, VitallyError>) -> String {
    guard case .failure(let error) = result else { return "no failure" }
    #expect(error.kind == .unreachable)
    #expect(error.delivery == .neverSent)
    return error.sentence
  }

  @Test("The certificate of a company is accepted where it is named, and only there")
  func authority() async throws {
    let company = try Company()
    defer { company.stop() }
    let refusal = sentence(try await company.ask())
    #expect(
      refusal.hasPrefix("No secure connection to 127.0.0.1:\(company.front.port): its certificate"))
    #expect(refusal.contains("ca_file"))
    #expect(refusal.contains("SSL_CERT_FILE"))
    #expect(company.server.hitCount() == 0)

    let authority = company.files.authority
    #expect(try await company.ask(caFile: authority) == .success(5))
    #expect(try await company.ask(["SSL_CERT_FILE": authority]) == .success(5))
    // Of both, both count.
    let others = try OwnCertificates()
    defer { withExtendedLifetime(others) {} }
    let other = others.authority
    #expect(try await company.ask(caFile: authority, ["SSL_CERT_FILE": other]) == .success(5))
    #expect(try await company.ask(caFile: other, ["SSL_CERT_FILE": authority]) == .success(5))
    #expect(sentence(try await company.ask(caFile: other)) == refusal)
    // A folder, as OpenSSL reads it, takes the place of the system's, and files are added.
    #expect(
      try await company.ask(["SSL_CERT_FILE": authority, "SSL_CERT_DIR": "/etc/ssl/certs"])
        == .success(5))
  }

  @Test("A certificate for another host is not accepted, and that is said")
  func anotherHost() async throws {
    let company = try Company()
    defer { company.stop() }
    let proxy = try ConnectProxy()
    defer { proxy.stop() }
    let sentence = sentence(
      try await company.ask(
        host: "elsewhere.test", proxy: "http://\(proxy.address)",
        caFile: company.files.authority))
    #expect(sentence.hasSuffix("its certificate is for another host."))
    #expect(company.server.hitCount() == 0)
  }

  @Test("A proxy is asked for a connection to the server, and sees nothing of what goes through")
  func proxy() async throws {
    let company = try Company()
    defer { company.stop() }
    let proxy = try ConnectProxy()
    defer { proxy.stop() }
    // Given a host that only the proxy can find
    let target = "vitally.test:\(company.front.port)"
    let authority = company.files.authority
    let address = "http://\(proxy.address)"
    // When it is named by any of the ways, then the records come through it
    for name in ["https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"] {
      #expect(
        try await company.ask(host: "vitally.test", caFile: authority, [name: address])
          == .success(5))
    }
    #expect(
      try await company.ask(host: "vitally.test", proxy: address, caFile: authority)
        == .success(5))
    #expect(proxy.asked == Array(repeating: "CONNECT \(target) HTTP/1.1", count: 5))
    // And not where the host is an exception
    let variables = ["HTTPS_PROXY": address, "NO_PROXY": "127.0.0.0/8"]
    #expect(try await company.ask(caFile: authority, variables) == .success(5))
    #expect(proxy.asked.count == 5)
  }

  @Test("A proxy that wants a password gets it, and is named without it where it says no")
  func password() async throws {
    let company = try Company()
    defer { company.stop() }
    let proxy = try ConnectProxy(.guarded("ZGFuYTpzOmNyZXQ="))
    defer { proxy.stop() }
    let place = proxy.address
    let authority = company.files.authority
    #expect(
      try await company.ask(
        host: "vitally.test", proxy: "http://dana:s%3Acret@\(place)", caFile: authority)
        == .success(5))
    let refusal = sentence(
      try await company.ask(proxy: "http://dana:wrong@\(place)", caFile: authority))
    #expect(refusal.hasPrefix("The proxy \(place) needs a valid user and password"))
    #expect(!refusal.contains("wrong"))
  }

  @Test("A proxy that does not let through, or is not there, is named")
  func noWay() async throws {
    let company = try Company()
    defer { company.stop() }
    let proxy = try ConnectProxy(.closed)
    let address = "http://\(proxy.address)"
    let host = "127.0.0.1:\(company.front.port)"
    #expect(
      sentence(try await company.ask(proxy: address)).hasPrefix(
        "The proxy \(proxy.address) can't connect to \(host)"))
    proxy.stop()
    #expect(
      sentence(try await company.ask(proxy: address)).hasPrefix(
        "The proxy \(proxy.address) cannot be reached"))
  }
}
