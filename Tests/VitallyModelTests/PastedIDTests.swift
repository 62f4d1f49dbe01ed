// What people paste to open a record.

import Testing
import VitallyModel

@Suite struct PastedIDTests {
  static let uuid = "0d7a3f6e-55f1-4b41-9a0e-2f3f0a6c1001"
  static let other = "71b2a7a0-1b8d-4a8b-9a05-5d7c40a12001"

  @Test(arguments: [
    (uuid, uuid, true), ("northwind-17", "northwind-17", false),
    ("kim@northwind.example", "kim@northwind.example", true),
    ("https://acme.vitally.io/accounts/\(uuid)", uuid, true),
    ("acme.vitally.io/accounts/\(other)/notes/\(uuid)?tab=2", uuid, true),
    ("https://acme.vitally.io/home", "https://acme.vitally.io/home", false),
    ("Northwind Traders", "Northwind Traders", false), ("", "", false),
  ])
  func `the last UUID of a link counts, anything else as it is`(
    text: String, id: String, isExact: Bool
  ) {
    #expect(PastedID(text).id == id)
    #expect(PastedID(text).isExact == isExact)
  }
}
