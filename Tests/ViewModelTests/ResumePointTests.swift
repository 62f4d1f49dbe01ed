// The note of where the user was: what is written down, and what is read of one that is damaged.

import Testing
import VitallyModel

@testable import ViewModels

@Suite struct ResumePointTests {
  private static let written = """
    {"version":1,"savedAt":"1795510920000","day":"2026-11-24","layers":[{"kind":"records","list":\
    {"resource":"task","view":{"name":"late","line":"is:late"},"line":"is:late call","order":\
    [{"path":"dueDate","isDescending":false},{"path":"traits.Effort","isDescending":true}],\
    "showsHidden":true,"cursor":{"index":7,"top":2,"isPinned":true,"ref":"task/t8"},\
    "marks":["made:task/m1","task/t1"]}},{"kind":"records","detail":{"ref":"account/a3","tab":2,\
    "top":0,"line":4,"related":{"resource":"note","isTimeline":true,"parent":"account/a3","order":\
    [{"path":"noteDate","isDescending":true}],"only":"note","folded":["2026-11-01"],"cursor":\
    {"index":3,"top":0,"isPinned":true,"group":"2026-11-01"}}},"isInDetail":true,"isFull":true,\
    "showsPreview":false,"trail":["account/a3","account/a4"]},\
    {"kind":"search","text":"crane"},{"kind":"show","name":"outbox.show"},{"kind":"jump","text":"a"},\
    {"kind":"form","drafts":["d2","d1"],"ref":"made:note/n","parent":"account/a3","field":"note",\
    "returnsTo":"drafts.show"},{"kind":"prompt","name":"filter","text":"cr","initial":"c"}]}
    """

  @Test func `what is written down is read by later versions`() throws {
    let point = try #require(ResumePoint(jsonText: Self.written))
    #expect(point.layers.count == 7)
    #expect(point.jsonText == Self.written)
    #expect(point.draftIDs == ["d2", "d1"])
    #expect(point.refs.count == 3)
  }

  @Test(arguments: [
    "", "{", "[]", "null", #"{"version":2,"savedAt":"1","day":"2026-11-24","layers":[]}"#,
    #"{"version":1,"savedAt":"1","day":"yesterday","layers":[]}"#,
    #"{"version":1,"savedAt":"1","day":"2026-11-24"}"#,
  ])
  func `what is damaged or of a newer version is nothing`(text: String) {
    #expect(ResumePoint(jsonText: text) == nil)
  }

  @Test func `a place of which any byte is another one opens something, or nothing`() throws {
    let bytes = Array(Self.written.utf8)
    let others = [UInt8(ascii: "0"), UInt8(ascii: "\""), 0xFF]
    for index in bytes.indices {
      var damaged = bytes
      damaged[index] = others[index % 3]
      let point = ResumePoint(jsonText: String(decoding: damaged, as: UTF8.self))
      guard var point, index % 9 == 0 else { continue }
      point.day = Given.now.today
      var program = Answering(Given.app(resuming: point), Given.accounts(4))
      program.start()
      #expect(program.app.screen != nil)
    }
  }
}
