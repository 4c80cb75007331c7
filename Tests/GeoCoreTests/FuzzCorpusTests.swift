import Foundation
import GeoCore
import Support
import Testing

@Suite("Inputs kept from fuzzing")
struct FuzzCorpusTests {
  @Test("are taken in or refused, and what is taken in holds nothing more to mask")
  func intake() throws {
    let folder = TestData.packageRoot.appendingPathComponent("FuzzTesting/corpus/intake")
    let files = try FileManager.default.contentsOfDirectory(
      at: folder, includingPropertiesForKeys: nil)
    #expect(!files.isEmpty)
    var taken = 0
    for file in files {
      let bytes = [UInt8](try Data(contentsOf: file))
      let now = Instant(secondsSince1970: 1_780_000_000)
      guard let submission = try? TipSubmission(parsing: bytes, by: .officer, at: now) else {
        continue
      }
      var tip = submission.tip(id: "t-1")
      #expect(tip.maskPersonalData().isEmpty, "\(file.lastPathComponent)")
      taken += 1
    }
    #expect(taken > 0)
  }
}
