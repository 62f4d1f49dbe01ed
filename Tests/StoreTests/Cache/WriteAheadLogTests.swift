// The log of writes stays small while somebody always reads.

import Foundation
import GRDB
import TestSupport
import Testing
import VitallyModel

import struct VitallyModel.Record

@testable import Store

@Suite struct WriteAheadLogTests {
  private let bound = 1 << 20

  @Test func `The log stays small while one long read follows the other`() async throws {
    // Given two readers who take turns, so that there is no moment without one
    let folder = try TestFolder()
    let (cache, _) = try Cache.open(at: folder.path, logBound: bound) { CacheFixture.noon }
    let readers = (0..<2).map { _ in
      Task.detached {
        while !Task.isCancelled {
          try cache.read {
            _ = try Int.fetchOne($0, sql: "SELECT count(*) FROM record")
            Thread.sleep(forTimeInterval: 0.02)
          }
        }
      }
    }
    // When page after page is stored, several times what the log may hold
    let log = WriteAheadLog(of: folder.path + "/cache.db")
    var largest = 0
    for page in 0..<60 {
      _ = try cache.absorb(
        Page(records: accounts(page)), from: ListQuery(.account), sweep: 1, walk: nil)
      largest = max(largest, log.size)
    }
    for reader in readers {
      reader.cancel()
      try await reader.value
    }
    // Then it was emptied again and again
    #expect(largest < 2 * bound)
    #expect(try cache.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM record") } == 6000)
  }

  private func accounts(_ page: Int) -> [Record] {
    (0..<100).compactMap {
      Record(.account, body: .named("\(page)-\($0)", "Account \($0) of page \(page)"))
    }
  }
}
