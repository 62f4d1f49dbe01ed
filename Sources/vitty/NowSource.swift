// Provides time, time zone and current user for each update.

import Store
import Synchronization
import VitallyModel

final class NowSource: Sendable {
  private let zone: Zone
  private let firstWeekday = SystemEnvironment.firstWeekday()
  private let me = Mutex<Ref?>(nil)
  private let workspace = Mutex<Workspace?>(nil)

  init(zone: Zone) { self.zone = zone }

  /// The current time, zone and user.
  func now() -> Now {
    Now(
      moment: SystemEnvironment.now(), zone: zone, firstWeekday: firstWeekday,
      me: me.withLock { $0 })
  }

  /// Looks up the current user in a workspace, now and whenever team members change.
  func identify(in workspace: Workspace) {
    self.workspace.withLock { $0 = workspace }
    identify()
  }

  /// Handles an event of the workspace.
  func receive(_ event: StoreEvent) {
    if case .changed(let resources) = event, resources.contains(.admin) { identify() }
  }

  private func identify() {
    let found = workspace.withLock { $0 }?.me()
    me.withLock { $0 = found }
  }
}
