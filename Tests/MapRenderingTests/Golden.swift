import Foundation
import MapRendering
import Testing

/// Pictures that were looked at and found good. `UPDATE=1` renews them; when one differs, what was
/// drawn is left beside it as `NAME.actual.png`.
enum Golden {
  static let folder = ExternalTool.testsFolder.appendingPathComponent("MapRenderingTests/Goldens")
  static let isUpdating = ProcessInfo.processInfo.environment["UPDATE"] == "1"

  /// Compares pixels: each channel may differ by `tolerance` in at most `share` of the pixels by
  /// more.
  static func check(_ bytes: [UInt8], _ name: String, tolerance: Int = 0, share: Double = 0) throws
  {
    let file = folder.appendingPathComponent("\(name).png")
    let actual = folder.appendingPathComponent("\(name).actual.png")
    if isUpdating { return try Data(bytes).write(to: file) }
    let expected = [UInt8](try Data(contentsOf: file))
    if expected == bytes { return }
    let (wanted, found) = (try DecodedPNG(expected), try DecodedPNG(bytes))
    let sameSize = wanted.width == found.width && wanted.height == found.height
    let differing = zip(wanted.pixels, found.pixels).count { differ($0, $1, by: tolerance) }
    if sameSize && Double(differing) <= share * Double(found.pixels.count) { return }
    try Data(bytes).write(to: actual)
    Issue.record(
      "\(name): \(differing) pixels differ, or the size does; see \(actual.lastPathComponent)")
  }

  private static func differ(_ a: RGBA, _ b: RGBA, by tolerance: Int) -> Bool {
    func distance(_ x: UInt8, _ y: UInt8) -> Int { abs(Int(x) - Int(y)) }
    return distance(a.red, b.red) > tolerance || distance(a.green, b.green) > tolerance
      || distance(a.blue, b.blue) > tolerance || distance(a.alpha, b.alpha) > tolerance
  }
}
