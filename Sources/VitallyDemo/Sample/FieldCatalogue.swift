// The definitions of the traits that the sample uses: label, path and type of each.
// Knows nothing of the values.

/// Creates the records of `customFields`.
struct FieldCatalogue {
  let ids: SampleID
  let made: JSON

  private static let rows: [(model: String, label: String, path: String, type: String)] = [
    ("accounts", "Renewal risk", "vitally.custom.renewalRisk", "select"),
    ("accounts", "Products", "vitally.custom.products", "multiselect"),
    ("accounts", "Next step", "vitally.custom.nextStep", "string"),
    ("accounts", "Executive summary", "vitally.custom.summary", "textarea"),
    ("accounts", "Kick-off", "vitally.custom.kickoff", "datetime"),
    ("accounts", "Seats sold", "vitally.custom.seats", "number"),
    ("accounts", "Reference customer", "vitally.custom.reference", "boolean"),
    ("accounts", "Close date", "hspot.closedate", "datetime"),
    ("accounts", "Industry (CRM)", "sfdc.Industry__c", "string"),
    ("accounts", "CRM score", "sfdc.Score__c", "number"),
    ("organizations", "Region", "vitally.custom.region", "select"),
    ("users", "Role", "role", "string"),
    ("users", "Favourite feature", "vitally.custom.favourite", "string"),
    ("notes", "Mood", "vitally.custom.mood", "select"),
    ("tasks", "Effort (hours)", "vitally.custom.effort", "number"),
    ("projects", "Budget", "vitally.custom.budget", "number"),
    ("conversations", "Channel", "channel", "string"),
    ("customObjects", "Severity", "severity", "select"),
    ("customObjects", "Reported", "reported", "datetime"),
  ]

  private static let options: [String: [String]] = [
    "vitally.custom.renewalRisk": ["low", "medium", "high"],
    "vitally.custom.products": ["core", "api", "insights", "mobile"],
    "vitally.custom.region": ["north", "south", "overseas"],
    "vitally.custom.mood": ["sunny", "cloudy", "stormy"],
    "severity": ["minor", "major", "critical"],
  ]

  var fields: [JSONObject] {
    Self.rows.enumerated().map { index, row in
      var field: JSONObject = [
        "id": .string(ids.text(.customFields, index)),
        "label": .string(row.label),
        "path": .string(row.path),
        "type": .string(row.type),
        "createdAt": made,
        "updatedAt": made,
        "model": .string(row.model),
      ]
      if let values = Self.options[row.path] {
        field["options"] = .array(values.map(option))
      }
      return field
    }
  }

  private func option(_ value: String) -> JSON {
    ["label": .string(value.prefix(1).uppercased() + value.dropFirst()), "value": .string(value)]
  }
}
