// Records that lie below another one on the server, which holds them: instances lie below their
// custom object. It says which traits they have, and whether they can be written.

extension Schema {
  /// The resource of the records that hold these; nil if these have a path of their own.
  public var holderResource: Resource? {
    guard let holderPath, case .lookUp(let resource)? = field(holderPath)?.kind else { return nil }
    return resource
  }

  /// The record that holds the one with this body, as far as the body names it.
  public func holder(in body: JSONObject) -> Ref? {
    guard let field = holderPath.flatMap({ field($0) }) else { return nil }
    return field.kind.refs(in: field.source.value(in: body)).first?.ref
  }

  /// The resources whose records these hold.
  public var held: [Resource] {
    links.map(\.child).filter { $0.schema.holderResource == resource }
  }
}

extension Record {
  /// The traits that it defines for its child records; nil if it defines none for them.
  public func traits(of child: Resource) -> [Field]? {
    guard let path = schema.links.first(where: { $0.child == child })?.traitsPath,
      let definitions = self[path].array
    else { return nil }
    var seen: Set<FieldPath> = []
    return definitions.compactMap(\.object).compactMap { Field.trait(definedBy: $0) }
      .filter { seen.insert($0.path).inserted }
  }

  /// Why the records that it holds can't be written; nil if they can.
  public func lockSentence(for child: Resource) -> String? {
    guard let lock = schema.lock, child.schema.holderResource == resource,
      self[lock.path].text?.lowercased() == lock.value
    else { return nil }
    return "“\(title)” is read-only in Vitally, and so are its \(child.schema.pluralInSentence)."
  }

  /// Whether a field is shown of it: a list that extends a look-up is only where it holds more.
  public func shows(_ field: Field) -> Bool {
    field.extends == nil || FieldKind.ids(self[field]).count > 1
  }
}
