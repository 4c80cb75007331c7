import GeoCore

/// What libFuzzer calls with each input: bytes as they may come to `POST /tips`.
///
/// Unsafe only in reading the bytes, which libFuzzer keeps during the call.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzIntake(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let bytes = unsafe [UInt8](UnsafeBufferPointer(start: start, count: count))
  check(bytes)
  return 0
}

/// Takes bytes in as a tip, and stops where what comes out breaks a promise.
private func check(_ bytes: [UInt8]) {
  let now = Instant(secondsSince1970: 1_780_000_000)
  for role in [Role.public, .officer] {
    guard let submission = try? TipSubmission(parsing: bytes, by: role, at: now) else { continue }
    var tip = submission.tip(id: "t-fuzz")
    precondition(tip.place != nil || tip.placeText != nil, "a tip without a place was taken in")
    precondition(tip.place.map(Envelope.indonesia.contains) ?? true, "a place is not in Indonesia")
    precondition(role == .officer || tip.origin == .publicReport, "the public said the origin")
    precondition(tip.maskPersonalData().isEmpty, "masking again masks more")
  }
}
