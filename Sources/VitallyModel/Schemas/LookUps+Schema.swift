extension Schema {
  /// The team members who work in Vitally.
  static let admin = Schema(
    .admin, singular: "team member", plural: "Team", path: "admins",
    titlePaths: ["name", "email"],
    fields: [
      Field("name", "Name"), Field("email", "Email", .email),
      Field("licenseStatus", "Licence"), .id,
    ],
    columns: [
      Column("name", 18, stretch: 1), Column("email", 18, stretch: 1), Column("licenseStatus", 11),
    ],
    order: ListOrder("name"), retirement: Retirement("licenseStatus", is: "deactivated"),
    operations: [],
    writes: [],
    sweep: Sweep(turn: 2),
    reading: .inListsOnly,
    findableBy: [.email])

  /// The templates of projects.
  static let projectTemplate = Schema(
    .projectTemplate, singular: "project template", plural: "Project templates",
    path: "projectTemplates",
    titlePaths: ["name", "projectName"],
    fields: [
      Field("name", "Name"), Field("projectName", "Project name"),
      Field("description", "Description", .longText(isHTML: true)),
      Field.lookUp("projectCategoryId", "Category", .projectCategory),
      .traits, .id, .createdAt, .updatedAt,
    ],
    columns: [Column("name", 20, stretch: 1), Column("projectName", 20, stretch: 1)],
    order: ListOrder("name"),
    operations: [],
    writes: [],
    sweep: Sweep(turn: 13),
    reading: .inListsOnly,
    findableBy: [])

  /// The categories of notes.
  static let noteCategory = category(
    .noteCategory, "note category", "Note categories", path: "noteCategories")

  /// The categories of tasks.
  static let taskCategory = category(
    .taskCategory, "task category", "Task categories", path: "taskCategories")

  /// The categories of projects.
  static let projectCategory = category(
    .projectCategory, "project category", "Project categories", path: "projectCategories")

  /// The categories of notes, tasks or projects.
  private static func category(
    _ resource: Resource, _ singular: String, _ plural: String, path: String
  ) -> Schema {
    Schema(
      resource, singular: singular, plural: plural, path: path,
      titlePaths: ["name"],
      fields: [Field("name", "Name"), .id, .createdAt, .updatedAt],
      columns: [Column("name", 20, stretch: 1)],
      order: ListOrder("name"),
      operations: [],
      writes: [],
      sweep: Sweep(turn: 12),
      reading: .inListsOnly,
      findableBy: [])
  }

  /// The definitions of custom traits. Those without an id are identified by model and path.
  static let customField = Schema(
    .customField, singular: "custom field", plural: "Custom fields", path: "customFields",
    titlePaths: ["label", "path"],
    fields: [
      Field("label", "Label"), Field("path", "Path"), Field("type", "Type"),
      Field("model", "Belongs to"),
      Field("options", "Options", .json), Field("createdAt", "Created", .moment),
    ],
    columns: [Column("label", 20, stretch: 1), Column("path", 20, stretch: 1), Column("type", 10)],
    order: ListOrder("label"),
    operations: [],
    writes: [],
    sweep: Sweep(
      turn: 3,
      ["accounts", "organizations", "users", "notes", "tasks", "projects", "conversations"]
        .map { ["model": $0] }, isPaged: false),
    reading: .inListsOnly,
    findableBy: [])
}
