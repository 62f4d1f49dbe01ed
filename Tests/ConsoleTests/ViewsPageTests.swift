// The screen of saved views: with counts, with lines that can't be read, and without any view.

import Testing
import VitallyModel

@testable import ViewModels

@Suite struct ViewsPageTests {
  private static let sizes = [(80, 21), (120, 37)]

  private static let views: [SavedView] =
    SavedView.Shipped.allCases.map(\.view) + [
      SavedView("Ærø & Łódź 株式会社ミナト海運, with a name that is far too long", .customObject, ""),
      SavedView("old", .account, "plan:pro"), SavedView("tenth", .note, "text:price"),
      SavedView("of the team", .npsResponse, "score<=6", source: .configured),
    ]

  private func stage(_ library: ViewLibrary, _ size: (Int, Int)) throws -> PageStage {
    var stage = try PageStage(width: size.0, height: size.1)
    stage.take(library)
    stage.open(.views(ViewsViewModel()))
    stage.answer(.entries, .views(library))
    return stage
  }

  @Test(arguments: sizes) func `views with their counts`(width: Int, height: Int) throws {
    var library = ViewLibrary(Self.views)
    library.problems = [
      "/home/dana/.config/vitty/views.toml, line 12: There is no list “accuonts”."
    ]
    library.lacksShipped = true
    var stage = try stage(library, (width, height))
    for index in Self.views.indices.dropLast(2) {
      stage.answer(.count(index), .traits([:]), generation: 2)
      stage.answer(
        .count(index), .count(index * 1234, isWhole: index % 3 != 1), generation: 2)
    }
    stage.answer(.count(8), .traits([:]), generation: 2)
    stage.run(.move(.down), .move(.down))
    try stage.check("views")
  }

  @Test func `no view at all`() throws {
    let stage = try stage(ViewLibrary([]), (80, 21))
    try stage.check("views-none")
  }
}
