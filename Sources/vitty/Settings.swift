// Combines environment variables, config.toml and options into the settings of a run.

import Foundation
import VitallyAPI

/// How a workspace is opened.
struct Settings {
  var profile: String
  var address: ServerAddress
  var credentials: Credentials
  var me: String?
  var pageSize: Int
  var isReadOnly: Bool
  /// Whether records may be deleted for ever.
  var allowsDeletion: Bool
  /// The share of the rate limit that this program may use, from 0 to 1.
  var share: Double
  /// For how long a change made with a single key is held back before it is sent, in seconds.
  var holdSeconds: Double
  /// The template with which new notes begin; nil for none.
  var noteTemplate: String?
  /// The first screen; nil where nothing is said about it.
  var start: Start?
  /// The way to the server.
  var network = Network()

  /// What can be the first screen.
  enum Start: String {
    case accounts
    case today
  }

  /// The name of the folder for the workspace's files.
  var folderName: String { "\(profile)@\(address.folderName)" }
}

extension Settings {
  /// What to do without a key.
  static let firstSteps = """
    vitty needs a Vitally API key: Settings → Integrations → Vitally REST API.
    Give it as VITALLY_API_KEY, with VITALLY_SUBDOMAIN (and VITALLY_REGION=eu in Europe);
    or set subdomain and api_key_command under [profiles.NAME] in ~/.config/vitty/config.toml.
    To look around without a key, run: vitty demo
    """

  /// Reads the settings of a profile. Address and key come from the same source if it has both, so
  /// that a key is never sent to another workspace's address. A profile named on the command line
  /// comes first, then the environment, then the file.
  static func load(
    profile: String?, readOnly: Bool, _ environment: SystemEnvironment
  ) throws -> Settings {
    let file = try ConfigurationFile.load(in: environment.configFolder())
    let (name, fromFile) = try file.settings(of: profile ?? file.profile)
    let fromEnvironment = ProfileSettings(
      subdomain: environment["VITALLY_SUBDOMAIN"], region: environment["VITALLY_REGION"],
      baseURL: environment["VITALLY_BASE_URL"])
    let usesFile = fromFile.hasAddress && (profile != nil || !fromEnvironment.hasAddress)
    let place = usesFile ? fromFile : fromEnvironment
    let address = try address(
      subdomain: place.subdomain, region: place.region, baseURL: place.baseURL)
    let key = try key(fromFile, prefersFile: usesFile, environment)
    let credentials: Credentials
    do {
      credentials = try Credentials(pasted: key)
    } catch {
      throw SettingsError(description: error.sentence)
    }
    return try Settings(
      profile: name ?? "default", address: address.get(), credentials: credentials,
      me: fromFile.me, pageSize: fromFile.checkedPageSize(),
      isReadOnly: readOnly || fromFile.readOnly == true,
      allowsDeletion: fromFile.allowDelete == true, share: fromFile.checkedShare(),
      holdSeconds: file.checkedHold(),
      noteTemplate: file.notes?.template.flatMap { $0.isEmpty ? nil : $0 },
      start: file.checkedStart(),
      network: network(to: address.get(), fromFile, environment))
  }

  private static func network(
    to address: ServerAddress, _ settings: ProfileSettings, _ environment: SystemEnvironment
  ) throws -> Network {
    let caFile = try settings.caPath(
      home: try environment.home(), folder: try environment.configFolder().path)
    do {
      return try Network(
        to: address, proxy: settings.proxy, caFile: caFile, environment: { environment[$0] })
    } catch {
      throw SettingsError(description: error.sentence)
    }
  }

  /// A wrong address is returned, not thrown: a missing key is reported first.
  private static func address(
    subdomain: String?, region: String?, baseURL: String?
  ) throws -> Result<ServerAddress, SettingsError> {
    guard let region = ServerAddress.Region(rawValue: (region ?? "us").lowercased()) else {
      throw SettingsError(description: "The region is “\(region ?? "")”, but must be us or eu.")
    }
    do {
      return .success(
        try ServerAddress(subdomain: subdomain, region: region, baseURL: baseURL))
    } catch {
      return .failure(SettingsError(description: error.sentence))
    }
  }

  private static func key(
    _ settings: ProfileSettings, prefersFile: Bool, _ environment: SystemEnvironment
  ) throws -> String {
    let variable = environment["VITALLY_API_KEY"]
    if let variable, !prefersFile || settings.apiKeyCommand == nil { return variable }
    guard let command = settings.apiKeyCommand else {
      throw SettingsError(description: firstSteps)
    }
    return try KeyCommand(command).run(environment)
  }
}
