// A logger for tests that don't look at the log.

public import Logging

extension Logger {
  /// Logs nothing.
  public static var silent: Logger { Logger(label: "test") { _ in SwiftLogNoOpLogHandler() } }
}
