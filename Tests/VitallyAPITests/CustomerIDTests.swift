import Testing
import VitallyModel

@testable import VitallyAPI

struct CustomerIDTests {
  private let write = Write(.create, .project, body: ["templateId": "t", "accountId": "a"])

  private func refusal(_ words: String, fields: [FieldPath] = []) -> VitallyError {
    VitallyError(
      .refused, status: 400, sentence: "", serverWords: words,
      fields: fields.map { .init(path: $0, message: "missing") })
  }

  @Test("A server that asks for customerId gets the account under that name")
  func asked() {
    let byWords = write.withCustomerID(after: refusal("customerId or organizationId is required"))
    let byField = write.withCustomerID(after: refusal("", fields: ["customerId"]))
    #expect(byWords?.body == ["templateId": "t", "customerId": "a"])
    #expect(byField == byWords)
  }

  @Test("Otherwise the write stays as it is")
  func notAsked() {
    let asking = refusal("customerId is required")
    #expect(write.withCustomerID(after: refusal("name is required")) == nil)
    #expect(
      Write(.create, .project, body: ["organizationId": "o"]).withCustomerID(after: asking) == nil)
    #expect(Write(.create, .task, body: write.body).withCustomerID(after: asking) == nil)
    #expect(
      Write(.update, .project, id: "p", body: write.body).withCustomerID(after: asking) == nil)
  }
}
