// Fetches one record and its child lists, ahead of all background work.

import Foundation
import VitallyModel

import struct VitallyModel.Record

extension Sync {
  /// Call when the user opens a record: fetches it, then the list of the visible tab, then the
  /// other lists. The first page of each comes at once; long lists continue in the background.
  func open(_ ref: Ref, tab: Resource?, force: Bool) async {
    guard source != nil, ref.serverID != nil else { return }
    if !force, isFresh(opened[ref]) { return }
    opened[ref] = timing.now()
    await fetch(ref)
    guard !isShut else { return }
    let keys = lists(of: ref, tab)
    for key in keys where needsSweep(key) { setStatus(key) { $0.isRunning = true } }
    for key in keys { await look(into: key) }
    startWorking()
  }

  /// Finds a record that is not in the cache: by its id or external id, or a person by email.
  /// Without a resource it may be any; for people only users are then searched.
  func find(_ text: String, in resource: Resource? = nil) async -> Result<Ref, StoreError> {
    let text = text.trimmingCharacters(in: .whitespacesAndNewlines)
    guard let source else { return .failure(StoreError("There is no connection to search with.")) }
    let people: Resource = resource ?? .user
    do {
      var found: Record?
      var refusal: VitallyError?
      if text.contains("@"), people.schema.findableBy.contains(.email) {
        do throws(VitallyError) {
          // Several may have one address: all are then here to choose from.
          let all = try await source.people(people, email: text, urgency: .user)
          for other in all.dropFirst() { _ = try? await receive(other) }
          found = all.first
        } catch {
          switch error.kind {
          case .refused: break  // It is no address, but may be an external id.
          case .forbidden: refusal = error
          default: throw error
          }
        }
      }
      if found == nil, !text.isEmpty {
        found = try await first(
          text, of: resource.map { [$0] } ?? Self.findable(text), source, &refusal)
      }
      if found == nil, let refusal { throw refusal }
      if let found { return .success(try await receive(found)) }
      let none = resource.map { "No \($0.schema.singular)" } ?? "Nothing"
      return .failure(StoreError("\(none) was found by the name, ID or email address \(text)."))
    } catch {
      return .failure(StoreError(note(error) ?? "The search was cancelled.", detail: "\(error)"))
    }
  }

  /// Fetches the team member with an email address unless the cache has one.
  func findMe(_ email: String) async {
    guard let source, (try? store.find(email).contains { $0.resource == .admin }) != true
    else { return }
    do {
      for person in try await source.people(.admin, email: email, urgency: .user) {
        _ = try await receive(person)
      }
    } catch {
      _ = note(error)
    }
  }

  /// The record with this id in the first of these resources that has one. A server that rejects
  /// the id as malformed counts as not having the record. Resources that the key may not read are
  /// skipped.
  private func first(
    _ id: String, of resources: [Resource], _ source: any RecordSource,
    _ refusal: inout VitallyError?
  ) async throws -> Record? {
    for resource in resources {
      guard resource.schema.reading == .byID else { continue }
      do throws(VitallyError) {
        return try await source.record(resource, id: id, parent: nil, urgency: .user)
      } catch {
        switch error.kind {
        case .notFound, .refused: continue
        case .forbidden: refusal = error
        default: throw error
        }
      }
    }
    return nil
  }

  /// The resources that can have an id of this form, in menu order. An external id can be any text.
  private static func findable(_ id: String) -> [Resource] {
    let isUUID = id.count == 36 && id.split(separator: "-").map(\.count) == [8, 4, 4, 4, 12]
    return Resource.browsable.filter { resource in
      let clues = resource.schema.findableBy
      return clues.contains(.externalID) || (isUUID && clues.contains(.id))
    }
  }

  private func receive(_ record: Record) async throws -> Ref {
    let absorbed = try incoming.take(record)
    await announcer.announce(absorbed.changed, atOnce: true)
    await succeeded()
    return record.ref
  }

  /// The child lists of a record that can be fetched, the visible tab's first.
  private func lists(of ref: Ref, _ tab: Resource?) -> [ListKey] {
    let links = ref.resource.schema.links.filter { $0.nestedPath != nil }
    let ordered = links.filter { $0.child == tab } + links.filter { $0.child != tab }
    return ordered.map { ListKey($0.child, parent: ref) }
  }

  private func look(into key: ListKey) async {
    guard needsSweep(key) else {
      await refreshNewest(key, .user)
      return
    }
    do {
      if try await !step(key, .user) { enqueue(key, first: false) }
    } catch {
      fail(key, error)
      if error.stopsAll { enqueue(key, first: false) }
    }
  }

  private func fetch(_ ref: Ref) async {
    guard let source, let id = ref.serverID else { return }
    let parent: Ref?
    switch ref.resource.schema.reading {
    case .byID: parent = nil
    case .bySearchInParent:
      guard let holder = try? cache.holder(of: ref) else { return }
      parent = holder
    case .inListsOnly: return
    }
    do {
      let record = try await source.record(ref.resource, id: id, parent: parent, urgency: .user)
      _ = try await receive(record)
    } catch let error as VitallyError where error.kind == .notFound {
      await forget(ref)
    } catch {
      opened[ref] = nil
      if let sentence = note(error) { emit(.notice(Notice(.warning, sentence))) }
    }
  }

  /// Removes a record that the server no longer has.
  private func forget(_ ref: Ref) async {
    do {
      try cache.remove(ref)
      await announcer.announce([ref.resource], atOnce: true)
    } catch {
      _ = note(error)
    }
    let noun = ref.resource.schema.singular
    emit(.notice(Notice(.warning, "This \(noun) is no longer in Vitally.")))
  }
}
