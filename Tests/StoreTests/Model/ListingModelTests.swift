// Lists over a cache to which everything happens in random order, compared with plain arrays.

import Testing
import VitallyModel

@testable import Store

struct ListingModelTests {
  @Test(arguments: [1, 2, 3, 4] as [UInt64])
  func `A short list shows what plain arrays would, whatever happens`(seed: UInt64) throws {
    var run = try ModelRun(seed: seed, width: 24)
    #expect(try run.run(steps: 500))
  }

  @Test func `A long list shows what plain arrays would, near the top and deep`() throws {
    var run = try ModelRun(seed: 5, width: 620)
    try run.fill(.account)
    try run.fill(.task)
    #expect(try run.run(steps: 40))
  }
}
