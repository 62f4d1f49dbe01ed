// Reads config.toml: a table for each profile, and the profile to open by default.

import Foundation
import Glibc
import TOMLKit

/// The settings of a workspace as the file has them.
struct ProfileSettings: Decodable {
  var subdomain: String?
  var region: String?
  var baseURL: String?
  var apiKeyCommand: String?
  var me: String?
  var pageSize: Int?
  var readOnly: Bool?
  var allowDelete: Bool?
  var ratePercent: Int?
  var proxy: String?
  var caFile: String?

  enum CodingKeys: String, CodingKey {
    case subdomain
    case region
    case baseURL = "base_url"
    case apiKeyCommand = "api_key_command"
    case me
    case pageSize = "page_size"
    case readOnly = "read_only"
    case allowDelete = "allow_delete"
    case ratePercent = "rate_percent"
    case proxy
    case caFile = "ca_file"
  }

  /// Whether it names a server.
  var hasAddress: Bool { subdomain != nil || baseURL != nil }

  func checkedPageSize() throws -> Int {
    guard let pageSize else { return 100 }
    guard (1...100).contains(pageSize) else {
      throw SettingsError(
        description: "page_size is \(pageSize) in config.toml, but must be from 1 to 100.")
    }
    return pageSize
  }

  /// The path of `ca_file`. `~/` means the home folder; other relative paths start at the
  /// configuration folder.
  func caPath(
    home: @autoclosure () throws -> String, folder: @autoclosure () throws -> String
  ) rethrows -> String? {
    guard let caFile, !caFile.isEmpty else { return nil }
    if caFile.hasPrefix("~/") { return try home() + caFile.dropFirst() }
    return caFile.hasPrefix("/") ? caFile : try folder() + "/" + caFile
  }

  func checkedShare() throws -> Double {
    guard let ratePercent else { return 0.6 }
    guard (5...100).contains(ratePercent) else {
      throw SettingsError(
        description: "rate_percent is \(ratePercent) in config.toml, but must be from 5 to 100.")
    }
    return Double(ratePercent) / 100
  }
}

/// What the file says about notes, in all workspaces.
struct NoteSettings: Decodable {
  /// The template with which new notes begin.
  var template: String?
}

/// The whole file.
struct ConfigurationFile: Decodable {
  var profile: String?
  var profiles: [String: ProfileSettings]?
  var notes: NoteSettings?
  /// The first screen: `accounts` or `today`.
  var start: String?
  /// For how long a change made with a single key is held back before it is sent, in seconds.
  var holdSeconds: Int?

  enum CodingKeys: String, CodingKey {
    case profile
    case profiles
    case notes
    case start
    case holdSeconds = "hold_seconds"
  }

  func checkedHold() throws -> Double {
    guard let holdSeconds else { return Self.usualHold }
    guard (0...600).contains(holdSeconds) else {
      throw SettingsError(
        description: "hold_seconds is \(holdSeconds) in config.toml, but must be from 0 to 600.")
    }
    return Double(holdSeconds)
  }

  /// The hold without a setting, in seconds.
  static let usualHold = 5.0

  static let empty = ConfigurationFile()

  /// Reads the file in a folder; a missing file is empty.
  static func load(in folder: SystemEnvironment.Place) throws -> ConfigurationFile {
    let path = folder.path + "/config.toml"
    var status = stat()
    guard stat(path, &status) == 0 else {
      if errno == ENOENT { return .empty }
      throw SettingsError(
        description: "\(path) can't be read (\(SettingsError.systemReason())): check "
          + "\(folder.variable).")
    }
    try checkRights(folder.path)
    try checkRights(path)
    guard let text = try? String(contentsOfFile: path, encoding: .utf8) else {
      throw SettingsError(
        description: "\(path) can't be read: it must be a UTF-8 text file that you can read.")
    }
    do {
      return try TOMLDecoder(strictDecoding: true).decode(ConfigurationFile.self, from: text)
    } catch let error as TOMLParseError {
      let line = error.source.begin.line
      throw SettingsError(description: "\(path), line \(line): \(error.description)")
    } catch let error as UnexpectedKeysError {
      let names = error.keys.keys.sorted()
      throw SettingsError(
        description: "\(path)\(line(of: names[0], in: text)): there is no setting "
          + "“\(names.joined(separator: ", "))”.")
    } catch let error as DecodingError {
      let name = name(error)
      throw SettingsError(
        description: "\(path)\(line(of: name, in: text)): “\(name)” has the wrong type.")
    } catch {
      throw SettingsError(description: "\(path) cannot be read: \(error)")
    }
  }

  /// The file names a command to run: whoever can change it can run any command.
  private static func checkRights(_ path: String) throws(SettingsError) {
    var status = stat()
    guard stat(path, &status) == 0 else { return }
    guard status.st_uid == geteuid() || status.st_uid == 0 else {
      throw SettingsError(
        description: "\(path) belongs to another user, who could change what vitty runs: become "
          + "its owner with chown.")
    }
    guard status.st_mode & S_IWOTH == 0 else {
      throw SettingsError(
        description: "Any user can change \(path), and so what vitty runs: check it, then use "
          + "chmod o-w.")
    }
  }

  /// The key that could not be read. The parser reports a value of the wrong type as a missing
  /// key.
  private static func name(_ error: DecodingError) -> String {
    switch error {
    case .keyNotFound(let key, _): key.stringValue
    case .typeMismatch(_, let context), .valueNotFound(_, let context), .dataCorrupted(let context):
      context.codingPath.last?.stringValue ?? ""
    @unknown default: ""
    }
  }

  /// `, line 3`: values carry no position, so the line is found by the key's name.
  private static func line(of name: String, in text: String) -> String {
    let lines = text.components(separatedBy: "\n")
    let key = name.components(separatedBy: ".").last ?? name
    let index = lines.firstIndex { $0.trimmingCharacters(in: .whitespaces).hasPrefix(key) }
    return index.map { ", line \($0 + 1)" } ?? ""
  }

  func checkedStart() throws -> Settings.Start? {
    guard let start else { return nil }
    guard let known = Settings.Start(rawValue: start) else {
      throw SettingsError(
        description: "start is “\(start)” in config.toml, but must be accounts or today.")
    }
    return known
  }

  /// The settings of a profile, and its name. Without a name, the only profile is used.
  func settings(of name: String?) throws -> (name: String?, ProfileSettings) {
    let profiles = profiles ?? [:]
    guard let name = name ?? (profiles.count == 1 ? profiles.keys.first : nil) else {
      return (nil, ProfileSettings())
    }
    guard let settings = profiles[name] else {
      let known = profiles.keys.sorted().joined(separator: ", ")
      throw SettingsError(
        description: "There is no profile “\(name)” in config.toml"
          + (known.isEmpty ? ": it has none." : "; it has \(known)."))
    }
    return (name, settings)
  }
}
