// Single inputs: what each kind of value makes of what is typed. Numbers, yes and no, choices and
// addresses have no field of their own that can be written yet; traits use the same inputs.

import Testing
import VitallyModel

@testable import ViewModels

@Suite struct FormCellTests {
  func cell(_ kind: FieldKind, _ base: JSONValue) -> FormCell {
    FormCell(kind, base: base, now: Given.now, measure: TextMeasure { $0.count })
  }

  /// A cell in which a text was typed over what stood there.
  func typed(_ text: String, in kind: FieldKind, _ base: JSONValue = .null) -> FormCell {
    var cell = cell(kind, base)
    _ = cell.run(.end)
    _ = cell.run(.killToStart)
    _ = cell.insert(text)
    return cell
  }

  func value(_ cell: FormCell) -> JSONValue? { try? cell.value(now: Given.now).get() }

  func problem(_ cell: FormCell) -> String? {
    if case .failure(let error) = cell.value(now: Given.now) { error.sentence } else { nil }
  }

  // MARK: Numbers

  @Test(
    arguments: [
      .number("1204500.10"), .number("1e3"), .number("12345678901234567890"), "12", "n/a",
    ] as [JSONValue])
  func `a number that is not touched keeps its text`(base: JSONValue) {
    let cell = cell(.number(.plain), base)
    #expect(cell.typed.text == base.text && !cell.isTouched)
    #expect(value(cell) == base)
  }

  @Test(arguments: [
    ("12345678901234567891", "12345678901234567891"), ("0.10", "0.10"), ("1,204,500", "1204500"),
    (" 7 ", "7"), ("-3", "-3"),
  ])
  func `digits are sent as they were typed`(text: String, digits: String) {
    #expect(value(typed(text, in: .number(.plain))) == .number(digits))
  }

  @Test(arguments: [
    ("11", "must be between 0 and 10"), ("-1", "must be between 0 and 10"),
    ("7.25", "must have at most 1 decimal"), ("seven", "not a number"),
    ("7,5", "use a point for decimals: 7.5"),
  ])
  func `a number outside its bounds is refused`(text: String, sentence: String) {
    let cell = typed(text, in: .number(NumberFormat(0...10, decimals: 1)))
    #expect(problem(cell) == sentence)
  }

  @Test func `an emptied number is none`() {
    #expect(value(typed("", in: .number(.plain), 5)) == .null)
  }

  // MARK: Yes and no

  @Test func `yes and no are switched, and taken out by Backspace`() {
    var cell = cell(.yesNo, true)
    guard case .option(let option) = cell.input else {
      Issue.record("no options")
      return
    }
    #expect(option.label == "yes")
    _ = cell.run(.right)
    #expect(value(cell) == false)
    _ = cell.run(.right)
    #expect(value(cell) == true && !cell.isTouched)
    _ = cell.run(.deleteBackward)
    #expect(value(cell) == .null && cell.isEmpty)
    let isTyped = cell.insert("y")
    #expect(!isTyped)
  }

  @Test(arguments: ["true", 1, .null] as [JSONValue])
  func `what is neither yes nor no is kept until one is chosen`(base: JSONValue) {
    var cell = cell(.yesNo, base)
    #expect(value(cell) == base && !cell.isTouched)
    _ = cell.run(.right)
    #expect(value(cell) == true)
  }

  // MARK: Choices

  static let tiers = FieldKind.choice([Choice("g", "Gold"), Choice("s", "Silver")])

  @Test func `a choice shows the label and sends the value`() {
    var cell = cell(Self.tiers, "g")
    guard case .option(let option) = cell.input else {
      Issue.record("no options")
      return
    }
    #expect(option.label == "Gold")
    _ = cell.run(.right)
    #expect(value(cell) == "s")
    _ = cell.run(.right)
    #expect(value(cell) == "g" && !cell.isTouched)
  }

  @Test func `a value that is no longer among the options stays one of them`() {
    var cell = cell(Self.tiers, "bronze")
    guard case .option(let option) = cell.input else {
      Issue.record("no options")
      return
    }
    #expect(
      option.label == "bronze" && option.options.map(\.label) == ["Gold", "Silver", "bronze"])
    _ = cell.run(.right)
    #expect(value(cell) == "g")
    _ = cell.run(.left)
    #expect(value(cell) == "bronze" && !cell.isTouched)
  }

  // MARK: Addresses

  @Test func `a mail address is one`() {
    #expect(value(typed(" kim@nw.example ", in: .email)) == "kim@nw.example")
    #expect(
      problem(typed("kim@", in: .email)) == "not an email address; write it like name@example.com")
    #expect(value(cell(.email, "kim at nw")) == "kim at nw")
  }

  @Test func `a web address is one`() {
    #expect(value(typed("https://nw.example/a", in: .url)) == "https://nw.example/a")
    #expect(
      problem(typed("nw.example", in: .url))
        == "begin with http:// or https://: https://nw.example")
    #expect(problem(typed("nowhere", in: .url))?.hasPrefix("not a web address") == true)
    #expect(value(cell(.url, "nw.example")) == "nw.example")
  }

  // MARK: JSON

  @Test func `JSON is read as such`() {
    #expect(cell(.json, ["a": [1, .null]]).typed == #"{"a":[1,null]}"#)
    #expect(value(typed(#"{"a":2}"#, in: .json, ["a": 1])) == ["a": 2])
    #expect(value(typed(#""words""#, in: .json)) == "words")
    #expect(value(typed("12.50", in: .json)) == .number("12.50"))
    #expect(
      problem(typed("words", in: .json)) == "not JSON; put text in quotes, lists in [ ]")
  }
}
