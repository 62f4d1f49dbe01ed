// Details that are read ahead while the user moves through a list, so that a key shows the next one
// in the same frame.

import VitallyModel

/// The contents of the records before and after the selected one.
struct Neighbours: Equatable, Sendable {
  private var details: [Ref: LaidOut] = [:]
  private var openSince: Moment?
  private var asked: Ref?
  private var generation = 0
  /// Whether the user moves from record to record: only then is anything read ahead.
  private var isWanted = false

  /// The contents of a record, if they were read and nothing has changed since.
  func detail(of ref: Ref, openSince: Moment?) -> LaidOut? {
    openSince == self.openSince ? details[ref] : nil
  }

  /// The user has moved to another record.
  mutating func expectMoves() { isWanted = true }

  /// Names what to read next of these records, best guess first; nil for nothing. The contents of
  /// others are dropped.
  mutating func ask(for refs: [Ref], openSince: Moment?) -> (ref: Ref, generation: Int)? {
    if openSince != self.openSince { details = [:] }
    self.openSince = openSince
    details = details.filter { refs.contains($0.key) }
    guard isWanted, asked == nil, let ref = refs.first(where: { details[$0] == nil })
    else { return nil }
    generation += 1
    asked = ref
    return (ref, generation)
  }

  /// Takes the contents of the record that was asked for last, laid out for a detail.
  mutating func receive(
    _ recordDetail: RecordDetail, generation: Int, layOut: (RecordDetail) -> LaidOut
  ) {
    guard generation == self.generation, let ref = asked else { return }
    asked = nil
    details[ref] = layOut(recordDetail)
  }

  /// Keeps the contents of the record that the user leaves, who may come back.
  mutating func keep(_ ref: Ref, _ laidOut: LaidOut) { details[ref] = laidOut }

  /// Drops everything, also what is still being read: something has changed.
  mutating func forget() {
    details = [:]
    asked = nil
    generation += 1
    isWanted = false
  }
}
