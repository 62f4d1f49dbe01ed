// The small fixed collections of the sample: the team, categories, project templates, custom object
// definitions and field definitions. Knows nothing of accounts.

/// Makes the records that are the same in every sample.
struct Catalogue {
  let ids: SampleID
  let now: Moment

  /// The team. The first member is the person who uses the console.
  static let admins: [(name: String, email: String, status: String)] = [
    ("Robin Ashgrove", "demo@vitty.example", "active"),
    ("Mirja Kallio", "mirja@vitty.example", "active"),
    ("Tomás Ferrão", "tomas@vitty.example", "active"),
    ("Yuki Harada", "yuki@vitty.example", "active"),
    ("Dana Levi", "dana@vitty.example", "active"),
    ("Former Colleague", "former@vitty.example", "deactivated"),
    ("Sync Service", "sync@vitty.example", "auto-created"),
  ]

  /// The name of a template and of the project created from it.
  static let templates: [(name: String, project: String, days: Int, category: Int)] = [
    ("Onboarding, 60 days", "Onboarding", 60, 0),
    ("Renewal plan", "Renewal", 90, 1),
    ("Migration", "Migration to the new platform", 45, 0),
    ("Executive review", "Executive business review", 30, 2),
  ]

  /// All fixed collections.
  var all: [Collection: [JSONObject]] {
    [
      .admins: admins,
      .noteCategories: categories(.noteCategories, ["Call", "Email", "Review", "Risk"]),
      .taskCategories: categories(.taskCategories, ["Follow-up", "Renewal", "Training"]),
      .projectCategories: categories(.projectCategories, ["Onboarding", "Growth", "Review"]),
      .projectTemplates: projectTemplates,
      .customObjects: customObjects,
      .customFields: FieldCatalogue(ids: ids, made: old).fields,
    ]
  }

  private var old: JSON { .string(now.midnight.adding(days: -700).iso) }

  private func dated(_ collection: Collection, _ index: Int) -> JSONObject {
    let made = JSON.string(now.midnight.adding(days: index - 600).iso)
    return [
      "id": .string(ids.text(collection, index)),
      "createdAt": made,
      "updatedAt": made,
    ]
  }

  private var admins: [JSONObject] {
    Self.admins.enumerated().map { index, admin in
      var record = dated(.admins, index)
      record["name"] = .string(admin.name)
      record["email"] = .string(admin.email)
      record["licenseStatus"] = .string(admin.status)
      return record
    }
  }

  private func categories(_ collection: Collection, _ names: [String]) -> [JSONObject] {
    names.enumerated().map { index, name in
      var record = dated(collection, index)
      record["name"] = .string(name)
      return record
    }
  }

  private var projectTemplates: [JSONObject] {
    Self.templates.enumerated().map { index, template in
      var record = dated(.projectTemplates, index)
      record["name"] = .string(template.name)
      record["projectName"] = .string(template.project)
      record["description"] = .string("<p>\(template.days) days, from kick-off to sign-off.</p>")
      record["projectCategoryId"] = .string(ids.text(.projectCategories, template.category))
      record["traits"] = [:]
      return record
    }
  }

  /// Two in use, and one without names, as in some workspaces.
  private var customObjects: [JSONObject] {
    var risks = dated(.customObjects, 0)
    risks.merge([
      "name": "risk", "label": "Risks", "syncActive": true, "writeMode": "writableByAll",
    ])
    risks["customFields"] = .array(fields(of: "customObjects").map(JSON.object))
    var integrations = dated(.customObjects, 1)
    integrations.merge([
      "name": "integration", "label": "Integrations", "syncActive": true, "writeMode": "writable",
      "customFields": [],
    ])
    var nameless = dated(.customObjects, 2)
    nameless.merge(["name": "", "syncActive": false, "writeMode": "readonly", "customFields": []])
    return [risks, integrations, nameless]
  }

  private func fields(of model: String) -> [JSONObject] {
    FieldCatalogue(ids: ids, made: old).fields.filter { $0.text("model") == model }
  }
}
