// Time, place and person for each update. What does not change is asked for once; who is at the
// keyboard is looked up again only when the team's records have come in.

import Store
import Synchronization
import VitallyModel

final class NowSource: Sendable {
  private let zone: Zone
  private let firstWeekday = SystemEnvironment.firstWeekday()
  private let me = Mutex<Ref?>(nil)
  private let workspace = Mutex<Workspace?>(nil)

  init(zone: Zone) { self.zone = zone }

  /// The time, zone and person now.
  func now() -> Now {
    Now(
      moment: SystemEnvironment.now(), zone: zone, firstWeekday: firstWeekday,
      me: me.withLock { $0 })
  }

  /// Looks up who is at the keyboard in a workspace, now and when its team has come in.
  func identify(in workspace: Workspace) {
    self.workspace.withLock { $0 = workspace }
    identify()
  }

  /// Takes news from the workspace.
  func receive(_ event: StoreEvent) {
    if case .changed(let resources) = event, resources.contains(.admin) { identify() }
  }

  private func identify() {
    let found = workspace.withLock { $0 }?.me()
    me.withLock { $0 = found }
  }
}
