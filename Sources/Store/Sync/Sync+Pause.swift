// A pause of the background sync: pages in flight are finished, and no more is requested. What the
// user asks for, and what a change waits for, goes on.

import VitallyModel

extension Sync {
  /// Call after a pause has begun or ended.
  func followPause() async {
    asked = []
    guard !progress.isPaused else { return noteHeld() }
    startWorking()
    await tick()
  }

  /// Whether a list may be fetched now.
  func mayFetch(_ key: ListKey) -> Bool {
    !progress.isPaused || key.parent != nil || needed.contains(key) || asked.contains(key)
  }

  /// Reports that the lists which a pause holds back are not being fetched.
  func noteHeld() {
    for key in queue where !mayFetch(key) && !stepping.contains(key) {
      setStatus(key) { $0.isRunning = false }
    }
  }
}
