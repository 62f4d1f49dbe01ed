// Numbers as people type them.

import Testing

@testable import VitallyModel

@Suite struct NumberReaderTests {
  private func sentence(_ text: String, _ format: NumberFormat) -> String {
    guard case .failure(let error) = NumberReader.read(text, format) else {
      Issue.record("\(text) was read")
      return ""
    }
    return error.sentence
  }

  private static let zeroToTen = NumberFormat(0...10)

  private static let twoOrMore: NumberFormat = {
    var format = NumberFormat()
    format.minimum = 2
    return format
  }()

  private static let halfOrLess: NumberFormat = {
    var format = NumberFormat()
    format.maximum = 0.5
    return format
  }()

  @Test(arguments: [
    ("5", "5"), ("+5", "5"), ("-5", "-5"), (" 5 ", "5"), (".5", "0.5"), ("-.5", "-0.5"),
    ("5.", "5"), ("007", "7"), ("-007.50", "-7.50"), ("0", "0"), ("000", "0"), ("0.10", "0.10"),
    ("1,204,500", "1204500"), ("12,500", "12500"), ("-1,204.50", "-1204.50"),
    ("1e3", "1e3"), ("1E+3", "1e3"), ("2.5e-07", "2.5e-7"), ("5e0", "5"),
    ("123456789012345678901234567890", "123456789012345678901234567890"),
    ("0.1234567890123456789012345678901", "0.1234567890123456789012345678901"),
  ])
  func `a number keeps its digits`(text: String, digits: String) throws {
    #expect(NumberReader.read(text, .plain) == .success(digits))
    #expect(try JSONReader.read(digits) == .number(digits))
  }

  @Test(arguments: [
    "", " ", "x", "five", "5x", "0x10", "1 000", "--5", "+-5", "5-", "-", "+", ".", "1.2.3", "e5",
    "1e", "1e+", "1e5.5", "1e99999", "1,2,3", "1,23,456", "1,,204", "1204,500,", "5,", ",",
    "1.204,5", "1234,567,890", "٣", "½", "NaN", "inf", "-Infinity", "€5", "5%",
  ])
  func `what is no number is refused`(text: String) {
    #expect(sentence(text, .plain) == "not a number")
  }

  @Test(arguments: [
    ("12,5", "12.5"), ("-12,50", "-12.50"), ("0,500", "0.500"), (",5", ".5"), ("1,2345", "1.2345"),
    ("1234,567", "1234.567"),
  ])
  func `a comma for decimals is explained`(text: String, pointed: String) {
    #expect(sentence(text, .plain) == "use a point for decimals: \(pointed)")
  }

  @Test(arguments: [
    ("11", zeroToTen, "must be between 0 and 10"), ("-0.1", zeroToTen, "must be between 0 and 10"),
    ("10.000001", zeroToTen, "must be between 0 and 10"),
    ("-101", NumberFormat(-100...100, decimals: 0), "must be between -100 and 100"),
    ("1", twoOrMore, "must be 2 or more"), ("0.6", halfOrLess, "must be 0.5 or less"),
    ("-1", .count, "must be 0 or more"), ("1e16", .count, "must be 1000000000000000 or less"),
    ("1e400", .plain, "too large a number"), ("-1e400", zeroToTen, "too large a number"),
  ])
  func `a number out of bounds is told the bounds`(
    text: String, format: NumberFormat, sentence: String
  ) {
    #expect(self.sentence(text, format) == sentence)
  }

  @Test(arguments: [
    ("0", zeroToTen), ("10", zeroToTen), ("10.0", zeroToTen), ("2", twoOrMore), ("1e9", twoOrMore),
    ("0.5", halfOrLess), ("-1e9", halfOrLess),
  ])
  func `bounds themselves are allowed`(text: String, format: NumberFormat) throws {
    #expect(try Double(NumberReader.read(text, format).get()) == Double(text))
  }

  @Test(arguments: [
    ("0.5", 0, "must be a whole number"), ("4200.50", 0, "must be a whole number"),
    ("15e-1", 0, "must be a whole number"), ("5e-2", 1, "must have at most 1 decimal"),
    ("0.25", 1, "must have at most 1 decimal"), ("0.125", 2, "must have at most 2 decimals"),
  ])
  func `too many decimals are refused`(text: String, decimals: Int, sentence: String) {
    #expect(self.sentence(text, NumberFormat(decimals: decimals)) == sentence)
  }

  @Test(arguments: [
    ("5", 0), ("500", 0), ("5.0", 0), ("0.00", 0), ("1.5e1", 0), ("10e-1", 0), ("1e3", 0),
    ("0.5", 1), ("0.50", 1), ("0.25", 2), ("25e-2", 2),
  ])
  func `decimals that the value does not have don't count`(text: String, decimals: Int) throws {
    let digits = try NumberReader.read(text, NumberFormat(decimals: decimals)).get()
    #expect(Double(digits) == Double(text))
  }
}
