// What to open first: where the user was when an earlier session ended, or the screen of the settings.

import Store
import ViewModels
import VitallyModel

/// What a session begins with.
struct Beginning {
  /// The screen to begin with where nothing goes on.
  let screen: FirstScreen
  /// Where an earlier session has ended; nil for nowhere.
  let former: ResumePoint?

  /// Settles what to open. Of several programs on a workspace only the first one goes on where the
  /// user was: the others are opened beside it. `screen` is asked only if it is shown.
  init(
    _ found: PlaceFile.Found, in workspace: Workspace, today: Day, screen: () -> FirstScreen
  ) {
    former = Self.former(found, in: workspace)
    let goesOn = former.map { $0.day == today && $0.hasScreens } ?? false
    self.screen = goesOn ? .accounts : screen()
  }

  private static func former(_ found: PlaceFile.Found, in workspace: Workspace) -> ResumePoint? {
    guard workspace.isFirst, case .place(var point) = found,
      let losses = try? workspace.losses(among: point.refs),
      let drafts = try? workspace.drafts(named: point.draftIDs)
    else { return nil }
    point.leaveOut(losses.gone, renaming: losses.renamed, drafts: drafts)
    return point
  }
}
