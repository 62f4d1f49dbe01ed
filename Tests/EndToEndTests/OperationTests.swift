// Every operation, with every parameter that it takes and every value that it returns.

import Testing
import VitallyModel

extension Journeys {
  @Suite struct OperationTests {
    @Test(arguments: Resource.allCases.filter { !$0.schema.operations.isEmpty })
    func `Every operation is sent all that it takes, and all that it returns is on screen`(
      resource: Resource
    ) throws {
      // Given a record with telling values, and people and customers to name
      let run = try OperationRun(resource)

      // When each operation is carried out from the keyboard, then the server has received every
      // parameter, and the screen shows every returned value.
      for operation in run.operations { try run.carryOut(operation) }
    }
  }
}
