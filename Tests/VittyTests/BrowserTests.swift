// What opens an address: scripts stand for browsers.

import Foundation
import Glibc
import TestSupport
import Testing

@testable import vitty

@Suite struct BrowserTests {
  private static let address = "https://acme.vitally.io/a?b=$HOME&c='d'\"e"

  private let place: TestFolder
  private var folder: String { place.path }

  init() throws {
    place = try TestFolder("vitty browser")
    // Writes down its arguments, one a line
    try script("good", "for word; do printf '%s\\n' \"$word\" >>\"$SEEN\"; done")
    try script("bad", "echo bad >>\"$SEEN\"; exit 1")
  }

  private func script(_ name: String, _ text: String) throws {
    let path = folder + "/" + name
    try ("#!/bin/sh\n" + text + "\n").write(toFile: path, atomically: false, encoding: .utf8)
    chmod(path, 0o700)
  }

  private func open(_ browser: String, _ variables: [String: String] = [:]) -> Browser.Outcome {
    let own = ["PATH": "\(folder):/usr/bin:/bin", "SEEN": folder + "/seen", "BROWSER": browser]
    return Browser(
      environment: SystemEnvironment(own.merging(variables) { $1 }), patience: .seconds(60)
    ).open(Self.address)
  }

  private func seen() -> [String] {
    let text = try? String(contentsOfFile: folder + "/seen", encoding: .utf8)
    return (text ?? "").split(separator: "\n").map(String.init)
  }

  @Test(arguments: [
    ("good", []), ("good --new-tab", ["--new-tab"]), ("good 'two words'", ["two words"]),
    ("good -u %s -x", ["-u", "%", "-x"]), ("good '<%s>'", ["<%>"]), ("good \"<%s>\"", ["<%>"]),
    ("good $HOW", ["x", "y"]),
  ])
  func `a command is split as the shell does, and the address is never read by it`(
    command: String, words: [String]
  ) {
    #expect(open(command, ["HOW": "x y"]) == .opened)
    let filled = words.map { $0.replacing("%", with: Self.address) }
    #expect(seen() == (command.contains("%s") ? filled : words + [Self.address]))
  }

  @Test func `those of a list are tried in turn, until one does not fail`() {
    #expect(open("no-such-browser:bad -x:good:bad") == .opened)
    #expect(seen() == ["bad", Self.address])
  }

  @Test func `where all fail nothing is said to be open`() {
    #expect(open("bad:no-such-browser -w") == .failed(["bad", "no-such-browser -w"]))
    #expect(open("kill -TERM $$; :") == .failed(["kill -TERM $$; "]))
  }

  @Test func `a browser that runs on has opened the address`() throws {
    // Given a browser that does not end before it is told to
    let bell = folder + "/bell"
    mkfifo(bell, 0o600)
    try script("lasting", "read go <\"$BELL\"")
    let browser = Browser(
      environment: SystemEnvironment([
        "PATH": "\(folder):/usr/bin:/bin", "BROWSER": "lasting", "BELL": bell,
      ]), patience: .milliseconds(50))
    // Then it is not waited for
    #expect(browser.open(Self.address) == .opened)
    let ringer = Glibc.open(bell, O_RDWR)
    write(ringer, "\n", 1)
    close(ringer)
  }

  @Test func `a browser has no terminal to stop at`() throws {
    try script("asking", "read answer </dev/tty || exit 1")
    #expect(open("asking") == .failed(["asking"]))
  }

  @Test func `without a desktop and without a choice there is no browser`() {
    #expect(open("") == .noBrowser)
    #expect(open(" : ") == .noBrowser)
    #expect(open("", ["DISPLAY": ":0", "SSH_TTY": "/dev/pts/1"]) == .noBrowser)
  }

  @Test func `on a desktop it is the desktop's`() throws {
    try script("xdg-open", "exec good desktop \"$@\"")
    #expect(open("", ["DISPLAY": ":0"]) == .opened)
    #expect(seen() == ["desktop", Self.address])
  }
}
