// A record whose values can't be mistaken for others: what it holds, what is typed into its form,
// and how its values stand on screen. It is made from the schema.

import Foundation
import Testing
import VitallyDemo
import VitallyModel

import struct VitallyModel.Operation

struct TellingRecord {
  let schema: Schema
  let harbour: Harbour
  private let user: String
  /// A custom object with a trait.
  let object: String
  private var world: World { harbour.world }

  init(_ resource: Resource, in harbour: Harbour) throws {
    schema = resource.schema
    self.harbour = harbour
    let world = harbour.world
    user = try harbour.addUser()
    try world.add("accounts", ["name": "Breakwater Lines"])
    try world.add("organizations", ["name": "Breakwater Group"])
    object = try world.add(
      "customObjects",
      [
        "name": "berth", "label": "Aardvark berths", "writeMode": "writable",
        "customFields": [["path": "depth", "label": "Depth", "type": "number"]],
      ])
  }

  /// What the record is called in its list.
  var title: String {
    schema.resource == .npsResponse ? "Ada Quay" : "Telling \(schema.titlePaths[0].text)"
  }

  /// Where records are written on the server.
  var writingPath: String {
    schema.holderPath == nil
      ? "/resources/\(schema.path)"
      : "/resources/\(Resource.customObject.schema.path)/\(object)/\(schema.path)"
  }

  /// Adds the record to the server; its id.
  func add() throws -> String {
    var fields: [String: Any] = [:]
    for field in told { fields[field.path.text] = try value(field, "Telling") }
    if let customer = fields["customerId"] { fields["customerIds"] = [customer] }
    return try world.add(schema.path, fields)
  }

  /// Gives the record other values, as somebody else would.
  func change(_ id: String) throws {
    var fields: [String: Any] = [:]
    for field in told where field.path != "id" {
      fields[field.path.text] = try value(field, "Again")
    }
    let data = try JSONSerialization.data(withJSONObject: fields)
    try #require(
      world.server.edit(schema.path, id: id, fields: String(decoding: data, as: UTF8.self)) != nil)
  }

  /// The fields that some operation takes or returns.
  private var told: [Field] {
    let items = schema.operations.flatMap { $0.parameters + $0.returns }
    return schema.fields.filter { field in
      field.path != "id" && items.contains { $0.path == field.path }
    }
  }

  private func value(_ field: Field, _ word: String) throws -> Any {
    let isFirst = word == "Telling"
    let year = isFirst ? 2021 : 2022
    switch field.kind {
    case .text where field.filling == .uniqueID: return "\(word)-9"
    case .text: return "\(word) \(field.path.text)"
    case .email: return "\(word.lowercased())@quay.example"
    case .url: return "https://quay.example/\(word.lowercased())"
    case .longText(let isHTML):
      let text = "\(word) \(field.path.text)."
      return isHTML ? "<p>\(text)</p>" : text
    case .number: return isFirst ? 9 : 10
    case .day: return "\(year + 10)-03-04"
    case .moment:
      // Each of a record's times in a month of its own.
      let month = 1 + (told.firstIndex(of: field) ?? 0) % 12
      return "\(year)-\(month < 10 ? "0" : "")\(month)-04T05:06:00.000Z"
    case .tags: return [word.lowercased()]
    case .traits where schema.holderPath != nil: return ["depth": 9]
    case .traits: return ["Telling": word]
    case .lookUp(let resource): return try id(of: resource)
    case .lookUps(let resource): return [try id(of: resource)]
    case .objects:
      let message: [String: Any] = [
        "id": "4c4b3a29-0000-4000-8000-00000000c001", "externalId": "m-1",
        "message": "<p>Telling message.</p>", "timestamp": "2021-03-01T14:30:00.000Z",
        "from": ["type": "user", "id": user],
        "to": [["type": "admin", "id": try harbour.admin("Dana Levi")]],
      ]
      return [message]
    default: throw Unknown(field: field.path.text)
    }
  }

  private func id(of resource: Resource) throws -> String {
    switch resource {
    case .account: harbour.account
    case .organization: harbour.group
    case .user: user
    case .admin: try harbour.admin("Dana Levi")
    case .customObject: object
    default: try #require(world.server.ids(resource.schema.path).first)
    }
  }

  /// A field that can't be filled in or looked for: say how, above or below.
  struct Unknown: Error {
    var field: String
  }
}

// MARK: - Typing

extension TellingRecord {
  /// Fills in a field of the form at hand.
  func enter(_ field: Field, of operation: Operation, _ word: String, into vitty: Tmux) throws {
    let isNew = operation.kind == .write(.create)
    switch field.kind {
    case .text:
      // Each new object of a list has an external ID as well: from that of the first object it goes
      // past all fields of the next, which is empty, to the record's own.
      if field.filling == .uniqueID, case .objects(_, let parts)? = schema.growingList?.kind {
        try vitty.press("Tab", times: parts.count(where: \.writing.onCreate) + 1)
        try eventually("the record's own external ID", screen: vitty.screen) {
          vitty.screen.contains(/\n> +External ID[^\n]*\n +Traits/)
        }
      }
      try vitty.fill(
        field.label, field.filling == .uniqueID ? "\(word)-8" : "\(word) \(field.path.text)")
    case .email: try vitty.fill(field.label, "\(word.lowercased())@quay.example")
    case .number: try vitty.fill(field.label, isNew ? "8" : "7")
    case .day: try vitty.fill(field.label, isNew ? "2033-05-06" : "2034-07-08")
    case .moment:
      try vitty.fill(field.label, isNew ? "2023-05-06 14:30" : "2024-07-08 09:15")
    case .tags: try vitty.fill(field.label, "telling, \(word.lowercased())")
    case .longText:
      try vitty.reach(field.label)
      try vitty.press("End")
      try vitty.type(" \(word).")
      try vitty.see("\(word).")
    case .lookUp(let resource), .lookUps(let resource):
      let (text, match) = try name(of: resource, isNew: isNew)
      try vitty.reach(field.label)
      if !vitty.selectedLine.contains(match) {
        try vitty.lookUp(field.label, text, finding: match)
      }
    case .participants: try vitty.lookUp(field.label, "ada@quay", finding: "Ada Quay")
    case .traits where schema.holderPath != nil: try vitty.fillTrait("Depth", isNew ? "11" : "12")
    case .traits where isNew: try vitty.addTrait("Telling", word)
    case .traits: try vitty.fillTrait("Telling", word)
    case .objects(_, let parts):
      let paths = operation.parameters.compactMap(\.path?.text)
      let named = parts.filter { paths.contains("\(field.path.text).\($0.path.text)") }
      let needed = parts.filter { $0.requirement == .always && $0.filling == nil }
      for part in named.isEmpty ? needed : named {
        if part.filling == .uniqueID {
          try vitty.fill(part.label, "\(word)-1")
        } else {
          try enter(part, of: operation, word, into: vitty)
        }
      }
    default: throw Unknown(field: field.path.text)
    }
  }

  /// What to type to find a record, and what it is called.
  private func name(of resource: Resource, isNew: Bool) throws -> (String, String) {
    switch resource {
    case .account: isNew ? ("aardv", "Aardvark Shipping") : ("breakw", "Breakwater Lines")
    case .organization: isNew ? ("aardv", "Aardvark Group") : ("breakw", "Breakwater Group")
    case .user: ("ada@quay", "Ada Quay")
    case .admin: ("mirja", "Mirja Kallio")
    case .customObject: ("aardv", "Aardvark berths")
    case .projectTemplate: ("onb", "Onboarding")
    default: throw Unknown(field: resource.rawValue)
    }
  }
}

// MARK: - Reading

extension TellingRecord {
  /// What tells a value on screen: words that stand in one line, for each part of it.
  func words(for field: Field, in record: [String: Any]) throws -> [[String]] {
    guard let value = record[field.path.text], !(value is NSNull) else { return [] }
    switch field.kind {
    case .text where field.path == "id" || field.path == "externalId":
      return [[field.label, "\(value)"]]
    case .text, .email, .url: return [["\(value)"]]
    case .longText:
      return [["\(value)".replacing(/<[^>]*>/, with: "").trimmingCharacters(in: .whitespaces)]]
    case .number: return [[field.label, "\(value)"]]
    case .day: return [[field.label, Self.day("\(value)")]]
    case .moment:
      let time = "\(value)".dropFirst(11).prefix(5)
      return [[field.label, "\(Self.day("\(value)")) \(time)"]]
    case .traits:
      let traits = value as? [String: Any] ?? [:]
      return traits.map { [schema.holderPath == nil ? $0.key : "Depth", "\($0.value)"] }
    case .lookUp(let resource):
      let named = try world.record(resource.schema.path, "\(value)")
      return [[try #require(named["name"] as? String)]]
    default: throw Unknown(field: field.path.text)
    }
  }

  /// A day as people write it, with the year where it is another one.
  private static func day(_ text: String) -> String {
    let months = [
      "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]
    let parts = text.prefix(10).split(separator: "-").compactMap { Int($0) }
    var calendar = Calendar(identifier: .gregorian)
    calendar.timeZone = .gmt
    let year = calendar.component(.year, from: Date())
    let day = "\(parts[2]) \(months[parts[1] - 1])"
    return parts[0] == year ? day : "\(day) \(parts[0])"
  }
}
