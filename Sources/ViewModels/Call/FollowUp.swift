// A task that follows from a call: noted in its text, and approved before it is created.

import Markup
import VitallyModel

/// A task to be created with the note of a call.
struct FollowUp: Equatable, Sendable {
  /// What is to be done.
  var name: String
  /// Who is to do it; nil for nobody.
  var assignee: Ref?
  /// The name in the text that nobody or several have; nil once it is clear who is meant.
  var unclear: String?
  /// Why it is not clear.
  var problem = ""
  /// Until when; nil for no day.
  var due: Day?
  /// Whether it is left out.
  var isDropped = false

  /// A task as it was noted, without the marks of its Markdown; by itself it is the user's.
  init(_ line: FollowUpLine, me: Ref?) {
    name = MarkdownBody.firstLine(line.name, limit: 250)
    if name.isEmpty { name = line.name }
    let isMe = line.assignee?.lowercased() == "me"
    assignee = line.assignee == nil || isMe ? me : nil
    unclear = isMe && me != nil ? nil : line.assignee
    due = line.due
  }

  /// The change that creates it for a customer.
  func change(for customer: Ref, id: String) -> NewChange {
    let link: FieldPath = customer.resource == .organization ? "organizationId" : "accountId"
    var values: [(FieldPath, JSONValue)] = [
      ("name", .string(name)), (link, .string(customer.wireText)), ("externalId", .string(id)),
    ]
    if let assignee { values.append(("assignedToId", .string(assignee.wireText))) }
    if let due { values.append(("dueDate", .string(due.iso))) }
    return .creating(.made(.task, id), values)
  }
}
