// Finds a word in bytes, sixteen places at a time.

/// A word to be found in folded UTF-8 text.
struct ByteSearch {
  private let word: [UInt8]

  /// A search for a word of at least one byte.
  init(_ word: String) { self.word = Array(word.utf8) }

  /// The first place from `start` at which the word stands; nil if there is none.
  ///
  /// Sixteen places are compared at once by the first and the last byte of the word: few places
  /// with both have to be looked at more closely.
  func next(in bytes: UnsafeRawBufferPointer, from start: Int) -> Int? {
    guard let base = bytes.baseAddress, let head = word.first, let tail = word.last else {
      return nil
    }
    let length = word.count
    let (heads, tails) = (SIMD16<UInt8>(repeating: head), SIMD16<UInt8>(repeating: tail))
    var at = start
    while at + 16 + length - 1 <= bytes.count {
      let firsts = base.loadUnaligned(fromByteOffset: at, as: SIMD16<UInt8>.self)
      let lasts = base.loadUnaligned(fromByteOffset: at + length - 1, as: SIMD16<UInt8>.self)
      var hits = Self.bits((firsts .== heads) .& (lasts .== tails))
      while hits != 0 {
        let lane = hits.trailingZeroBitCount / 8
        if stands(at + lane, in: base) { return at + lane }
        hits &= ~(0xFF << UInt128(lane * 8))
      }
      at += 16
    }
    while at + length <= bytes.count {
      if stands(at, in: base) { return at }
      at += 1
    }
    return nil
  }

  /// The lanes of a mask, each as eight equal bits.
  private static func bits(_ mask: SIMDMask<SIMD16<Int8>>) -> UInt128 {
    let halves = unsafeBitCast(mask, to: SIMD2<UInt64>.self)
    return UInt128(halves[0]) | UInt128(halves[1]) << 64
  }

  private func stands(_ place: Int, in base: UnsafeRawPointer) -> Bool {
    word.withUnsafeBytes { word in
      for index in 0..<word.count
      where word[index] != base.load(fromByteOffset: place + index, as: UInt8.self) {
        return false
      }
      return true
    }
  }
}
