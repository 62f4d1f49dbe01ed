// What is said about records that were put aside together.

import VitallyModel

enum WaitWords {
  /// `Put aside 183 tasks until Tue 1 Dec; 10 are done or archived and stay`: what was put aside, of
  /// what was marked.
  static func sentence(
    _ done: [WaitChange], of asked: [WaitChange], now: Now, _ keys: KeyNames
  ) -> String {
    let day = asked.lazy.compactMap(\.wait?.until).first.map {
      DateText(now: now).near(now.zone.local($0).day)
    }
    if done.isEmpty {
      return day == nil
        ? "Nothing is put aside: only what is to be done, and is in Vitally, can wait for a change."
        : "Nothing is put aside: only what is to be done can wait."
    }
    let what = BulkViewModel.noun(done.map(\.ref))
    let end = day ?? (done.count == 1 ? "it changes" : "they change")
    let way = "\(keys[.app(.waiting)]) lists what waits, \(keys.quickWayBack)"
    return "Put aside \(what) until \(end)\(rest(done, of: asked)) · \(way)"
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
      let isForDay = asked.contains { $0.wait?.until != nil }
      let what = isForDay ? "done or archived" : "done, archived or not in Vitally yet"
      parts.append("\(NumberText.grouped(closed)) \(are) \(what) and \(stay)")
    }
    if !never.isEmpty { parts.append("\(BulkViewModel.noun(never)) can't wait") }
    return parts.isEmpty ? "" : "; " + parts.joined(separator: ", ")
  }
}
