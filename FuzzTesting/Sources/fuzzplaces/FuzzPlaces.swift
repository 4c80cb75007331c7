import GeoCore

/// What libFuzzer calls with each input: bytes of a text in which somebody tells a place.
///
/// Unsafe only in reading the bytes, which libFuzzer keeps during the call.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzPlaces(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let bytes = unsafe [UInt8](UnsafeBufferPointer(start: start, count: count))
  check(String(decoding: bytes, as: UTF8.self))
  return 0
}

private let geocoder = FuzzGazetteer.geocoder()

/// Looks for a place, and stops where an answer breaks a promise.
private func check(_ text: String) {
  let address = AddressParser.parse(text)
  precondition(address.coordinate?.isOnGlobe ?? true, "the parser read a place off the globe")
  precondition(address.rt.map { (0...999).contains($0) } ?? true, "an RT is out of range")
  for limit in [1, 5, 100] {
    let found = geocoder.candidates(for: PlaceQuery(text, limit: limit))
    precondition(found.count <= limit, "more answers than were asked for")
    var (last, sum) = (1.0, 0.0)
    for candidate in found {
      precondition((0...1).contains(candidate.score), "a score is no probability")
      precondition(candidate.score <= last + 1e-9, "a later answer scores higher")
      precondition(candidate.place.isOnGlobe, "an answer is not on the globe")
      precondition(
        candidate.radiusMeters > 0 && candidate.radiusMeters.isFinite, "a radius is no radius")
      (last, sum) = (candidate.score, sum + candidate.score)
    }
    precondition(sum <= 1 + 1e-9, "the scores add up to more than one")
    _ = PlaceCandidateText.json(found)
  }
  for candidate in geocoder.candidates(for: FuzzGazetteer.query(text)) {
    precondition(candidate.code?.isWithin("98.71") ?? false, "an answer lies outside")
  }
}
