// Reads key maps from TOML, and reports errors with their line.

import TOMLKit
import Terminal
import ViewModels

/// An error in a key map.
public struct KeyMapError: Error, Equatable, Sendable, CustomStringConvertible {
  /// The line, from 1; nil if unknown.
  public var line: Int?
  /// What is wrong, and how to fix it.
  public var sentence: String

  /// The sentence with its line.
  public var description: String { line.map { "Line \($0): \(sentence)" } ?? sentence }
}

/// The reader of key maps.
public enum KeyMapReader {
  /// The key map that comes with the program.
  public static func standard() throws(KeyMapError) -> KeyMap {
    try read(String(decoding: PackageResources.vim_toml, as: UTF8.self))
  }

  /// Reads a key map from text.
  public static func read(_ text: String) throws(KeyMapError) -> KeyMap {
    let table = try parse(text)
    let lines = KeyMapLines(text)
    var entries: [Context: [KeyMap.Entry]] = [:]
    for name in table.keys {
      guard let context = Context(rawValue: name), let bindings = table[name]?.table else {
        throw KeyMapError(
          line: lines.heading(name), sentence: "“\(name)” is not a place for keys.")
      }
      entries[context] = try read(bindings, in: context, at: lines)
    }
    let map = KeyMap(entries)
    try check(map)
    return map
  }

  private static func parse(_ text: String) throws(KeyMapError) -> TOMLTable {
    do {
      return try TOMLTable(string: text)
    } catch let error as TOMLParseError {
      throw KeyMapError(line: error.source.begin.line, sentence: error.description)
    } catch {
      throw KeyMapError(sentence: "The key map cannot be read: \(error)")
    }
  }

  private static func read(
    _ bindings: TOMLTable, in context: Context, at places: KeyMapLines
  ) throws(KeyMapError) -> [KeyMap.Entry] {
    var entries: [KeyMap.Entry] = []
    var lines: [Int] = []
    for written in bindings.keys {
      guard let value = bindings[written] else { continue }
      let line = places.binding(of: written, in: context.rawValue)
      guard let run = value.string ?? value.table?["run"]?.string else {
        throw KeyMapError(line: line, sentence: "“\(written)” needs the name of a command.")
      }
      guard let command = Command(run) else {
        throw KeyMapError(line: line, sentence: "There is no command “\(run)”.")
      }
      guard command.words.contexts.contains(context) else {
        throw KeyMapError(line: line, sentence: "“\(run)” does nothing in [\(context.rawValue)].")
      }
      var keys: [Key] = []
      for name in written.split(separator: " ") {
        guard let key = Key(name: String(name)) else {
          throw KeyMapError(line: line, sentence: "“\(name)” is not the name of a key.")
        }
        keys.append(key)
      }
      entries.append(
        KeyMap.Entry(keys: keys, command: command, label: value.table?["say"]?.string))
      lines.append(line ?? 0)
    }
    // The parser sorts keys alphabetically; help shows them in the order of the file.
    return zip(entries, lines).sorted { $0.1 < $1.1 }.map(\.0)
  }

  private static func check(_ map: KeyMap) throws(KeyMapError) {
    for chain in Context.chains {
      if let clash = map.clashes(in: chain).first {
        throw KeyMapError(sentence: "In [\(chain[0].rawValue)]: \(clash), so it can never run.")
      }
    }
  }
}

extension Context {
  /// All possible chains, innermost context first.
  static let chains: [[Context]] = [
    [.tasks, .list, .record, .global], [.list, .record, .global],
    [.tasks, .detail, .record, .global], [.detail, .record, .global],
    [.reader, .record, .global], [.messages, .global], [.outbox, .global], [.drafts, .global],
    [.sync, .global],
    [.conflict],
    [.editor, .form], [.calendar], [.prompt, .editor], [.picker, .editor], [.help, .editor],
    [.search, .editor], [.jump, .editor],
    [.confirm],
  ]
}
