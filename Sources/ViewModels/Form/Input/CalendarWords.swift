// The English names of months and weekdays, in full and as people shorten them.

enum CalendarWords {
  static let months = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
  ]

  /// Monday first.
  static let weekdays = [
    "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday",
  ]

  /// The month, from 1, that a lower-case word of at least three letters begins.
  static func month(_ word: String) -> Int? {
    word.count < 3 ? nil : position(of: word, in: months)
  }

  /// The weekday, 1 for Monday, that a lower-case word of at least two letters begins.
  static func weekday(_ word: String) -> Int? {
    word.count < 2 ? nil : position(of: word, in: weekdays)
  }

  private static func position(of word: String, in names: [String]) -> Int? {
    names.firstIndex { $0.lowercased().hasPrefix(word) }.map { $0 + 1 }
  }
}
