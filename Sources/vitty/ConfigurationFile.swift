// config.toml: settings for all workspaces, and a table for each profile that differs.

import Foundation
import TOMLKit

/// The settings of a workspace as they stand in the file.
struct ProfileSettings: Decodable {
  var subdomain: String?
  var region: String?
  var baseURL: String?
  var apiKeyCommand: String?
  var me: String?
  var pageSize: Int?
  var readOnly: Bool?
  var ratePercent: Int?

  enum CodingKeys: String, CodingKey {
    case subdomain
    case region
    case baseURL = "base_url"
    case apiKeyCommand = "api_key_command"
    case me
    case pageSize = "page_size"
    case readOnly = "read_only"
    case ratePercent = "rate_percent"
  }

  func checkedPageSize() throws -> Int {
    guard let pageSize else { return 100 }
    guard (1...100).contains(pageSize) else {
      throw SettingsError(
        description: "page_size is \(pageSize) in config.toml, but must be from 1 to 100.")
    }
    return pageSize
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

/// The whole file.
struct ConfigurationFile: Decodable {
  var profile: String?
  var profiles: [String: ProfileSettings]?

  static let empty = ConfigurationFile(profile: nil, profiles: nil)

  /// Reads the file; one that is not there is empty.
  static func load(from path: String) throws -> ConfigurationFile {
    guard FileManager.default.fileExists(atPath: path) else { return .empty }
    guard let text = try? String(contentsOfFile: path, encoding: .utf8) else {
      throw SettingsError(description: "\(path) cannot be read: check its permissions.")
    }
    do {
      return try TOMLDecoder(strictDecoding: true).decode(ConfigurationFile.self, from: text)
    } catch let error as TOMLParseError {
      let line = error.source.begin.line
      throw SettingsError(description: "\(path), line \(line): \(error.description)")
    } catch let error as UnexpectedKeysError {
      let names = error.keys.keys.sorted().joined(separator: ", ")
      throw SettingsError(description: "\(path): there is no setting “\(names)”.")
    } catch let DecodingError.typeMismatch(_, context) {
      throw SettingsError(description: "\(path): \(Self.name(context)) has the wrong type.")
    } catch {
      throw SettingsError(description: "\(path) cannot be read: \(error)")
    }
  }

  private static func name(_ context: DecodingError.Context) -> String {
    context.codingPath.map(\.stringValue).joined(separator: ".")
  }

  /// The settings of a profile. Without a name and with only one profile, it is that one.
  func settings(of name: String?) throws -> ProfileSettings {
    let profiles = profiles ?? [:]
    guard let name else {
      return profiles.count == 1 ? profiles.first?.value ?? ProfileSettings() : ProfileSettings()
    }
    guard let settings = profiles[name] else {
      let known = profiles.keys.sorted().joined(separator: ", ")
      throw SettingsError(
        description: "There is no profile “\(name)” in config.toml"
          + (known.isEmpty ? ": it has none." : "; it has \(known)."))
    }
    return settings
  }
}
