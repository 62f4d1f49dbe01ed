import NIOCore
import NIOHTTP1
import Testing
import VitallyModel

@testable import VitallyAPI

struct ErrorReaderTests {
  private func error(
    _ status: Int, _ body: String, _ method: HTTPMethod = .GET, sent: JSONObject? = nil,
    key: String = "sk_live_hush"
  ) throws -> VitallyError {
    let reader = ErrorReader(credentials: try Credentials(pasted: key))
    return reader.error(
      Response(status: status, headers: [:], body: ByteBuffer(string: body)),
      for: Request(method: method, path: ["accounts"], body: sent, resource: .account))
  }

  @Test("The sentence claims no more than the server said")
  func claims() throws {
    #expect(try error(400, "no").sentence == "Vitally does not answer this request: no")
    #expect(try error(400, "no", .PUT).sentence == "Vitally does not accept this account: no")
    #expect(
      try error(409, "taken", .POST, sent: ["externalId": "a"]).sentence
        .contains("another external ID"))
    #expect(
      try error(409, "locked", .PUT, sent: ["name": "A"]).sentence
        == "Vitally says that another record is in the way: locked")
  }

  @Test(
    "Every shape of error body gives the server's words",
    arguments: [
      (#"{"error":"No account"}"#, "No account"),
      (#"{"error":{"message":"validation failed"}}"#, "validation failed"),
      (
        #"{"error":{"errors":[{"message":"must be string","instancePath":"/name"}]}}"#,
        "name must be string"
      ),
      (#"{"message":"By itself"}"#, "By itself"),
      (#"{"statusCode":400,"message":"Numbered"}"#, "Numbered"),
      (#"{"detail":"In detail"}"#, "In detail"),
      (#"{"errors":["First","Second"]}"#, "First; Second"),
      (#"{"errors":[{"message":"First"},{"message":"Second"}]}"#, "First; Second"),
      (#"{"error":"","message":"Fallback"}"#, "Fallback"),
      (#""Only a text""#, "Only a text"),
      ("plain words", "plain words"),
      ("<html><head><title>502 Bad Gateway</title></head><body>x</body></html>", "502 Bad Gateway"),
      (
        "<html><style>b{}</style><body><h1>Bad <b>day</b></h1><p>Sorry</p></body></html>",
        "Bad day Sorry"
      ),
      ("", "Bad Request"),
      ("{}", "Bad Request"),
      ("two\n\tlines \u{1B}[31mred", "two lines [31mred"),
    ])
  func words(body: String, words: String) throws {
    #expect(try error(400, body).serverWords == words)
  }

  @Test("A failed validation names the fields")
  func fields() throws {
    let body = #"""
      {"error":{"message":"validation failed","errors":[
        {"instancePath":"/externalId","keyword":"type","params":{"type":"string"},"message":"must be string"},
        {"instancePath":"","params":{"missingProperty":"name"},"message":"must have required property 'name'"},
        {"instancePath":"/traits/vitally.custom.a~1b","message":"must be number"},
        {"instancePath":"/messages/0","params":{"missingProperty":"from"},"message":"must have it"},
        {"instancePath":"","params":{"additionalProperty":"colour"},"message":"must not be there"},
        {"instancePath":"","message":"about nothing"}
      ]}}
      """#
    let error = try error(400, body)
    #expect(
      error.fields == [
        .init(path: "externalId", message: "must be string"),
        .init(path: "name", message: "must have required property 'name'"),
        .init(path: .trait("vitally.custom.a/b"), message: "must be number"),
        .init(path: "messages.0.from", message: "must have it"),
        .init(path: "colour", message: "must not be there"),
      ])
    #expect(error.serverWords.hasPrefix("validation failed: externalId must be string; must have"))
    #expect(error.sentence.contains("externalId must be string"))
  }

  @Test(
    "Each status has its kind and a sentence of its own",
    arguments: [
      (400, VitallyError.Kind.refused), (401, .unauthorized), (403, .forbidden), (404, .notFound),
      (409, .duplicate), (422, .refused), (429, .rateLimited), (500, .server), (502, .server),
      (503, .server), (302, .refused), (418, .refused),
    ])
  func kinds(status: Int, kind: VitallyError.Kind) throws {
    let error = try error(status, "")
    #expect(error.kind == kind)
    #expect(error.status == status)
    #expect(error.delivery == .answered)
    #expect(!error.serverWords.isEmpty)
    #expect(error.sentence.count > 20)
  }

  @Test("The sentence for a wrong key says where the key is set and where it is found")
  func unauthorized() throws {
    #expect(
      try error(401, #"{"error":"Authorization header not present."}"#).sentence
        == "Vitally rejected the API key: check VITALLY_API_KEY or api_key_command "
        + "(Settings → Integrations → Vitally REST API).")
  }

  @Test("After a gateway error nobody knows whether a write got through; after a refusal one does")
  func deliveryOfWrites() throws {
    #expect(try error(502, "", .POST).delivery == .unknown)
    #expect(try error(502, "", .GET).delivery == .answered)
    #expect(try error(409, "", .POST).delivery == .answered)
    #expect(try error(429, "", .PUT).delivery == .answered)
  }

  @Test("A server that quotes the key does not get it onto the screen")
  func keyIsBlottedOut() throws {
    let body =
      #"{"error":{"message":"bad key sk_live_hush","errors":[{"instancePath":"/x","message":"c2tfbGl2ZV9odXNoOg=="}]}}"#
    let error = try error(400, body)
    let shown = "\(error)"
    #expect(!shown.contains("hush") && !shown.contains("c2tf"))
    #expect(error.serverWords.contains("[key]"))
  }

  @Test("Long bodies are cut")
  func longBody() throws {
    let long = String(repeating: "x", count: 100_000)
    #expect(try error(500, long).serverWords.count == ErrorReader.longestWords)
    #expect(try error(500, "<p>" + long).serverWords.count == ErrorReader.longestWords)
  }
}
