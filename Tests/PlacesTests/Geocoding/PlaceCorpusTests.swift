import Foundation
import GeoPrimitives
import Places
import Support
import Testing

@Suite("Texts of places kept from fuzzing")
struct PlaceCorpusTests {
  @Test("are read without a trap, and every answer is a place with a probability")
  func places() throws {
    let folder = TestData.packageRoot.appendingPathComponent("FuzzTesting/corpus/places")
    let files = try FileManager.default.contentsOfDirectory(
      at: folder, includingPropertiesForKeys: nil)
    let geocoder = Geocoder(try SmallGazetteer.make())
    var answered = 0
    for file in files {
      let text = String(decoding: try Data(contentsOf: file), as: UTF8.self)
      let found = geocoder.candidates(for: PlaceQuery(text, limit: 100))
      #expect(found.allSatisfy { $0.place.isOnGlobe && $0.radiusMeters > 0 })
      #expect(found.allSatisfy { (0...1).contains($0.score) }, "\(file.lastPathComponent)")
      #expect(found.reduce(0) { $0 + $1.score } <= 1 + 1e-9)
      answered += found.isEmpty ? 0 : 1
    }
    #expect(files.count >= 25 && answered >= 15)
  }
}
