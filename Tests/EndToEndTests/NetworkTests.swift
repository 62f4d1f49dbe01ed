// A company's network: a proxy, and a certificate that only the company trusts.

import TestSupport
import Testing
import VitallyDemo

extension Journeys {
  @Suite struct NetworkTests {
    @Test func `Through a company's proxy, with its certificate, everything works`() throws {
      // Given a server that is reached through a proxy, by a certificate of the company's own
      let world = try World()
      let files = try OwnCertificates()
      let front = try SecureFront(before: world.server.port, files)
      let proxy = try ConnectProxy()
      defer {
        front.stop()
        proxy.stop()
        withExtendedLifetime(files) {}
      }
      world.set("VITALLY_BASE_URL", "https://vitally.test:\(front.port)")
      world.set("HTTPS_PROXY", "http://\(proxy.address)")

      // When the certificate is unknown, then the screen says what to set.
      let first = try world.open()
      try first.see("ca_file in config.toml")
      try world.leave(first)
      #expect(world.server.hitCount() == 0)

      // When the variable names it, then the records are there.
      world.set("SSL_CERT_FILE", files.authority)
      let second = try world.open()
      try second.see("Accounts  1/")
      try world.leave(second)

      // When config.toml names both, then they are used, and the variables are not needed.
      world.set("SSL_CERT_FILE", nil)
      world.set("HTTPS_PROXY", nil)
      try world.configure(
        """
        [profiles.work]
        proxy = "http://\(proxy.address)"
        ca_file = "\(files.authority)"
        """)
      let asked = world.server.hitCount()
      let third = try world.open()
      try third.see("  synced ")
      #expect(world.server.hitCount() > asked)
      #expect(proxy.asked.contains("CONNECT vitally.test:\(front.port) HTTP/1.1"))
    }

    @Test(arguments: [
      ("HTTPS_PROXY", "https://proxy.example:8080", "HTTPS_PROXY is an https:// proxy"),
      ("https_proxy", "socks5://proxy.example:1080", "https_proxy is a socks5:// proxy"),
      ("SSL_CERT_FILE", "/nowhere/ca.pem", "SSL_CERT_FILE names /nowhere/ca.pem"),
    ])
    func `A network setting that can't be used is told in one sentence`(
      name: String, value: String, says: String
    ) throws {
      let world = try World()
      world.set("VITALLY_BASE_URL", "https://vitally.test")
      world.set(name, value)

      let end = try world.run()

      #expect(end.status != 0)
      #expect(end.output.contains(says))
      #expect(end.output.split(separator: "\n").count == 1)
    }
  }
}
