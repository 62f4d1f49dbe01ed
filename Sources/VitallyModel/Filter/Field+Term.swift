// The terms of a filter line that find what has the same value: for filtering by what one sees.

extension Field {
  /// The terms that find records with this value of the field, one for each part of a value with
  /// several. None for values that a line can't hold.
  /// - Parameter name: The name of a record that a value refers to.
  public func filterTerms(
    for value: JSONValue, now: Now, name: (Ref) -> String?
  ) -> [String] {
    let label = label.filterText
    guard !value.isBlank else { return ["\(label):none"] }
    switch kind {
    case .number:
      guard let text = value.text, FilterNumber(text) != nil else { return [] }
      return ["\(label)=\(text)"]
    case .yesNo: return value.bool.map { ["\(label):\($0 ? "yes" : "no")"] } ?? []
    case .day, .moment, .date:
      return DayOrMoment(json: value).map { ["\(label):\($0.day(in: now.zone).iso)"] } ?? []
    case .lookUp, .lookUps, .participants:
      return kind.refs(in: value).compactMap { named in
        if let me = now.me, named.ref == me { return "\(label):me" }
        return (named.name ?? name(named.ref)).map { "\(label)=\($0.trimmed.filterValue)" }
      }
    case .tags: return FieldKind.ids(value).map { "\(label):\($0.trimmed.filterValue)" }
    case .text, .email, .url, .choice, .json:
      guard let text = value.text, !text.isEmpty, text.count <= 80,
        !text.contains(where: \.isNewline)
      else { return [] }
      return ["\(label)=\(text.trimmed.filterValue)"]
    case .longText, .traits, .objects: return []
    }
  }
}
