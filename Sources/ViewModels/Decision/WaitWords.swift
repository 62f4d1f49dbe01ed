// What is said about records that were put aside together.

import VitallyModel

enum WaitWords {
  /// `Put aside 183 tasks until Tue 1 Dec; 10 are done or archived and stay`: what was put aside, of
  /// what was marked.
  static func sentence(
    _ done: [WaitChange], of asked: [WaitChange], now: Now, _ keys: KeyNames
  ) -> String {
    guard
      let until = done.first.flatMap({ first in asked.first { $0.ref == first.ref } })?.wait?
        .until
    else { return "Nothing is put aside: only what is to be done can wait." }
    let day = DateText(now: now).near(now.zone.local(until).day)
    let what = BulkViewModel.noun(done.map(\.ref))
    let way = "\(keys[.app(.waiting)]) lists what waits, \(keys.quickWayBack)"
    return "Put aside \(what) until \(day)\(rest(done, of: asked)) · \(way)"
  }

  /// What stays, and why.
  private static func rest(_ done: [WaitChange], of asked: [WaitChange]) -> String {
    let aside = Set(done.map(\.ref))
    let others = asked.map(\.ref).filter { !aside.contains($0) }
    let never = others.filter { $0.resource.schema.completion == nil }
    let closed = others.count - never.count
    var parts: [String] = []
    if closed > 0 {
      let (are, stay) = closed == 1 ? ("is", "stays") : ("are", "stay")
      parts.append("\(NumberText.grouped(closed)) \(are) done or archived and \(stay)")
    }
    if !never.isEmpty { parts.append("\(BulkViewModel.noun(never)) can't wait") }
    return parts.isEmpty ? "" : "; " + parts.joined(separator: ", ")
  }
}
