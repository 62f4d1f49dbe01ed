// Finds out whether a create has already succeeded, in the way that the resource's schema names.

import VitallyModel

import struct VitallyModel.Record

/// The result of a search for a created record.
enum CreateSearchResult {
  case found(Record)
  case notThere
  /// It can't be determined; the sentence asks the user.
  case unsure(String)
  case failed(VitallyError)
}

extension Recovery {
  /// The search for the record of one create.
  struct Search: Sendable {
    private let change: Change
    private let source: any RecordSource
    /// Records created by other changes, which can't be the one looked for.
    private let made: Set<Ref>

    private static let skew: Double = 300
    private static let pageLimit = 20

    /// Creates a search for what a change may have created.
    init(_ change: Change, source: any RecordSource, made: Set<Ref>) {
      self.change = change
      self.source = source
      self.made = made
    }

    private var schema: Schema { change.ref.resource.schema }

    private var externalID: String? {
      change.new.fields["externalId"]?.text.flatMap { $0.isEmpty ? nil : $0 }
    }

    /// Looks for what a sent change may have created.
    func run() async -> CreateSearchResult {
      switch (schema.recovery, externalID) {
      case (.lookUpByExternalID, let id?): return await lookUp(id)
      case (.sendAgain, .some): return .notThere
      case (.newestOfParent, let id?):
        return await newest { $0.externalID == id }
      case (.newestOfParentBy(let paths), _):
        return await newest { record in !made.contains(record.ref) && isAlike(record, paths) }
      default: return .unsure(doubt)
      }
    }

    /// Requests the record with an external id.
    func lookUp(_ id: String) async -> CreateSearchResult {
      do throws(VitallyError) {
        if schema.reading == .bySearchInParent { return try await lookUpInHolder(id) }
        let record = try await source.record(
          change.ref.resource, id: id, parent: nil, urgency: .user)
        return record.externalID == id ? .found(record) : .notThere
      } catch {
        return error.kind == .notFound ? .notThere : .failed(error)
      }
    }

    /// Searches the holder's records. There, several may have the same external id.
    private func lookUpInHolder(_ id: String) async throws(VitallyError) -> CreateSearchResult {
      guard let holder = schema.holder(in: change.new.fields) else { return .unsure(doubt) }
      let all = try await source.records(
        change.ref.resource, externalID: id, in: holder, urgency: .user)
      let found = all.filter { $0.externalID == id && !made.contains($0.ref) }
      guard let first = found.first else { return .notThere }
      return found.count == 1 || change.sentAt == nil ? .found(first) : .unsure(doubt)
    }

    /// Walks the newest records, back to shortly before the change was sent.
    private func newest(where isWanted: (Record) -> Bool) async -> CreateSearchResult {
      var query = ListQuery(
        change.ref.resource, parent: parent, filters: schema.sweep?.variants.first ?? [:],
        sort: .createdAt)
      var found: [Record] = []
      do throws(VitallyError) {
        for _ in 0..<Self.pageLimit {
          let page = try await source.page(query, urgency: .user)
          for record in page.records where isRecent(record) && isWanted(record) {
            // A list whose pages repeat has records more than once.
            if !found.contains(where: { $0.ref == record.ref }) { found.append(record) }
          }
          guard let next = page.next, next != query.cursor, page.records.allSatisfy(isRecent)
          else { break }
          query.cursor = next
        }
      } catch {
        return .failed(error)
      }
      switch found.count {
      case 0: return .notThere
      case 1: return .found(found[0])
      default: return .unsure(doubt)
      }
    }

    private func isRecent(_ record: Record) -> Bool {
      guard let sentAt = change.sentAt, let createdAt = record.createdAt else { return true }
      return createdAt.seconds(since: sentAt) > -Self.skew
    }

    private func isAlike(_ record: Record, _ paths: [FieldPath]) -> Bool {
      paths.allSatisfy { path in
        guard let field = schema.field(path) else { return false }
        let wanted = path.value(in: change.new.fields)
        // The server may have filled what the user left empty.
        return wanted.isBlank || field.kind.isSame(record[field], wanted)
      }
    }

    /// The record whose list contains the new one: the first lookup that has such a list.
    private var parent: Ref? {
      for field in schema.fields {
        guard case .lookUp(let resource) = field.kind,
          resource.schema.links.contains(where: {
            $0.child == schema.resource && $0.nestedPath != nil
          }),
          let id = field.path.value(in: change.new.fields).text, !id.isEmpty
        else { continue }
        return .server(resource, id)
      }
      return nil
    }

    private var doubt: String {
      "It is not clear whether Vitally created this \(schema.singular): look for it there, then "
        + "try again or throw this away."
    }
  }
}
