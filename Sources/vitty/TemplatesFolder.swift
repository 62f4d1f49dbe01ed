// Where templates lie: Markdown files in a folder beside config.toml, which vitty only reads.

import Foundation
import Glibc
import VitallyModel

/// The folder with the user's templates.
struct TemplatesFolder {
  /// The folder; nil for none.
  let path: String?

  /// The most bytes of a file.
  private static let limit = 256 << 10
  /// The most files that are read.
  private static let most = 200
  private static let ending = ".md"

  /// Reads all templates, by name. What can't be read is said in the library.
  func library() -> TemplateLibrary {
    guard let path else { return TemplateLibrary() }
    var problems: [String] = []
    var templates: [Template] = []
    let names = names(in: path, &problems)
    for file in names.prefix(Self.most) {
      do throws(SettingsError) {
        // A file that has just been deleted is none.
        guard let text = try PlainFile.text(path + "/" + file, limit: Self.limit) else { continue }
        let name = String(file.dropLast(Self.ending.count))
        let template = Template(name, text: text, file: "templates/\(file)")
        if template.isEmpty {
          problems.append("templates/\(file) is empty.")
        } else if templates.contains(where: { $0.isCalled(name) }) {
          problems.append("templates/\(file) is left out: another template is called like it.")
        } else {
          templates.append(template)
        }
      } catch {
        problems.append(error.description)
      }
    }
    if names.count > Self.most {
      problems.append(
        "There are \(names.count) templates in \(path): only the first \(Self.most) are offered.")
    }
    return TemplateLibrary(templates, problems: problems)
  }

  /// The names of all files that may be templates, in order. Editors leave hidden files.
  private func names(in folder: String, _ problems: inout [String]) -> [String] {
    errno = 0
    guard let listing = opendir(folder) else {
      if errno != ENOENT {
        problems.append("\(folder) can't be read: \(SettingsError.systemReason()).")
      }
      return []
    }
    defer { closedir(listing) }
    var names: [String] = []
    while let entry = readdir(listing) {
      let name = withUnsafeBytes(of: entry.pointee.d_name) { bytes in
        String(validating: bytes.prefix { $0 != 0 }, as: UTF8.self)
      }
      guard let name else {
        problems.append("A file in \(folder) is left out: its name is not UTF-8.")
        continue
      }
      let isTemplate = name.lowercased().hasSuffix(Self.ending) && name.count > Self.ending.count
      if isTemplate, !name.hasPrefix("."), name.isVisible { names.append(name) }
    }
    return names.sorted { ($0.folded, $0) < ($1.folded, $1) }
  }
}
