// Compares the schemas with every operation, parameter and returned value that users know.

import Foundation
import Testing
import VitallyModel

import struct VitallyModel.Operation

@Suite struct OperationTests {
  struct Row: CustomTestStringConvertible {
    var resource: Resource
    var kind: Operation.Kind
    var parameters: [(name: String, isRequired: Bool)]
    var returns: [String]
    /// The first two words of its line.
    var testDescription: String
  }

  static let rows: [Row] = {
    let url = Bundle.module.url(
      forResource: "operations", withExtension: "txt", subdirectory: "Fixtures")
    let text = url.flatMap { try? String(contentsOf: $0, encoding: .utf8) } ?? ""
    return text.split(separator: "\n").filter { !$0.hasPrefix("#") }.compactMap { row(String($0)) }
  }()

  private static func row(_ line: String) -> Row? {
    let parts = line.components(separatedBy: CharacterSet(charactersIn: "()"))
    guard parts.count == 3 else { return nil }
    let head = parts[0].split(separator: " ").map(String.init)
    let kinds: [String: Operation.Kind] = [
      "list": .list, "get": .get, "create": .write(.create), "update": .write(.update),
    ]
    guard let resource = Resource(rawValue: head[0]), let kind = kinds[head[1]] else {
      return nil
    }
    return Row(
      resource: resource, kind: kind,
      parameters: names(parts[1]).map {
        ($0.replacingOccurrences(of: "!", with: ""), $0.hasSuffix("!"))
      },
      returns: names(parts[2].replacingOccurrences(of: "->", with: "")),
      testDescription: "\(head[0]) \(head[1])")
  }

  private static func names(_ text: String) -> [String] {
    text.split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) }
  }

  @Test func `the fixture holds all twenty-three operations`() {
    #expect(Self.rows.count == 23)
  }

  @Test(arguments: rows) func `the schema has the operation with all it takes and gives`(
    row: Row
  ) throws {
    // Given the operation in the schema
    let schema = Schema.of(row.resource)
    let operation = try #require(schema.operations.first { $0.kind == row.kind })

    // Then it takes every parameter, by the name that users know
    for (name, isRequired) in row.parameters {
      let item = try #require(operation.parameters.first { $0.name == name }, "\(name)")
      guard let path = item.path else {
        #expect(["id", "limit", "from"].contains(name))
        continue
      }
      let field = try #require(schema.nestedField(path), "no field \(path.text)")
      let isNew = row.kind == .write(.create)
      let isWritable = isNew ? field.writing.onCreate : field.writing.onUpdate
      #expect(isWritable, "\(name) cannot be written")
      if isRequired { #expect(field.requirement == .always, "\(name) is required") }
    }

    // And every returned value is a field
    for name in row.returns {
      let item = try #require(operation.returns.first { $0.name == name }, "\(name)")
      let path = try #require(item.path)
      #expect(schema.nestedField(path) != nil, "no field \(path.text)")
    }
  }

  @Test(arguments: Resource.allCases) func `the client has a way for every operation`(
    resource: Resource
  ) {
    let schema = resource.schema
    for operation in schema.operations {
      switch operation.kind {
      case .list: #expect(schema.sweep != nil)
      case .get: #expect(schema.reading == .byID)
      case .write(let action): #expect(schema.writes.contains(action), "\(action.rawValue)")
      }
    }
  }

  @Test func `the client sends few writes that are no operation, which nobody is offered`() {
    let actions: [Write.Action] = [.create, .update, .archive, .destroy]
    let hidden = Resource.allCases.flatMap { resource in
      actions
        .filter { resource.schema.writes.contains($0) && !resource.schema.allows($0) }
        .map { "\(resource.rawValue) \($0.rawValue)" }
    }
    #expect(
      hidden == [
        "npsResponse update", "project update",
      ])
  }
}

extension Schema {
  /// A field, or a field of the objects in a list: `messages.timestamp`.
  func nestedField(_ path: FieldPath) -> Field? {
    if let field = fields.first(where: { $0.path == path }) { return field }
    let parts = path.text.split(separator: ".", maxSplits: 1).map(String.init)
    guard parts.count == 2, let list = fields.first(where: { $0.path.text == parts[0] }),
      case .objects(_, let fields) = list.kind
    else { return nil }
    return fields.first { $0.path.text == parts[1] }
  }
}
