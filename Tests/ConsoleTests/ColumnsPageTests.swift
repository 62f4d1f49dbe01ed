// The box in which columns are chosen.

import Testing
import VitallyModel

@testable import ViewModels

@Suite struct ColumnsPageTests {
  @Test(arguments: [(76, 21), (120, 37)])
  func `columns that are shown, moved and wider`(width: Int, height: Int) throws {
    var stage = try PageStage(width: width, height: height)
    var list = try stage.list(ListingQuery(.account), [])
    list.fill(
      [], traits: [.trait("risk", label: "Renewal risk · 更新リスク", type: "string")])
    stage.open(.columns(ColumnsViewModel(of: list)))
    stage.run(.columns(.wider), .dialog(.next), .columns(.toggle), .dialog(.next))
    stage.run(.columns(.moveUp), .columns(.narrower))
    try stage.check("columns")
    stage.type("risk")
    stage.run(.columns(.toggle))
    try stage.check("columns-narrowed")
  }
}
