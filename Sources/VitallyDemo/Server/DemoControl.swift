// The paths below `/demo`, with which tests control a server in another process: hits, scenarios,
// and changes as if by somebody else. Needs no key; counts no hits.

/// Answers the requests that control the server.
struct DemoControl {
  static func respond(to request: DemoRequest, in service: inout DemoService) -> DemoResponse {
    let path = request.segments.dropFirst()
    let part = { (place: Int) in path.dropFirst(place).first }
    do throws(Refusal) {
      switch (request.method, part(0), part(1), part(2)) {
      case ("GET", "hits", nil, nil):
        return DemoResponse(.array(service.hits.map(\.json)))
      case ("POST", "hits", "reset", nil):
        service.resetHits()
      case ("POST", "scenario", nil, nil):
        guard let scenario = Scenario(try request.object()) else {
          throw Refusal(400, "Not a scenario")
        }
        service.set(scenario)
      case ("DELETE", "scenario", nil, nil):
        service.clearScenarios()
      case ("GET", "ids", let name?, nil):
        return DemoResponse(.array(service.world.ids(try collection(name)).map(JSON.string)))
      case (_, "records", let name?, let id):
        return try respond(to: request, try collection(name), id, in: &service)
      default:
        return .notFound
      }
      return DemoResponse([:])
    } catch {
      return DemoResponse(error)
    }
  }

  private static func collection(_ name: String) throws(Refusal) -> Collection {
    guard let collection = Collection(path: name) else { throw Refusal(404, "No such collection") }
    return collection
  }

  private static func respond(
    to request: DemoRequest, _ collection: Collection, _ id: String?,
    in service: inout DemoService
  ) throws(Refusal) -> DemoResponse {
    let record: JSON?
    switch (request.method, id) {
    case ("GET", let id?):
      record = service.world.wireRecord(collection, id)
    case ("PUT", let id?):
      let fields = try request.object()
      record = service.world.edit(collection, id, fields, at: service.now)
    case ("DELETE", let id?):
      record = service.world.remove(collection, id) ? [:] : nil
    case ("POST", nil):
      let fields = try request.object()
      record = service.world.add(fields, to: collection, at: service.now)
    default:
      return .notFound
    }
    guard let record else { throw .notFound(collection) }
    return DemoResponse(record)
  }
}
