import GeoPrimitives
import GeoStore
import Places
import SpatialIndexing

/// The borders of a workspace in a file beside it, so that a program that starts need not read and node
/// them again.
///
/// It belongs to one state of the villages and larger areas: their mark in the workspace and the editions
/// that are valid on a day tell whether the file was made from them. One that was not, is damaged or cannot
/// be read counts as not there.
struct BorderFile: Sendable {
  /// Rises with every change of how borders are made.
  private static let version: UInt64 = 1

  /// The file.
  let path: String
  /// Of fewer villages the borders are made in no time, and no file is kept.
  let smallestLayer: Int

  /// The borders in a file, which need not be there.
  init(path: String, smallestLayer: Int = 1000) {
    self.path = path
    self.smallestLayer = smallestLayer
  }

  /// Where the file of a workspace is.
  static func path(besides workspace: String) -> String { workspace + ".borders" }

  /// What borders are made from.
  /// - Parameters:
  ///   - stamp: The workspace's mark of its borders.
  ///   - rows: The drawn rows of each level.
  /// - Returns: The bytes by which the file is known.
  /// - Complexity: O(n) in the rows.
  static func fingerprint(
    stamp: String, _ rows: [AdministrativeLevel: [AreaRow]]
  ) -> [UInt8] {
    var print = Fingerprint()
    print.add(version)
    print.add(stamp)
    for level in AdministrativeLevel.allCases {
      let areas = rows[level] ?? []
      print.add(UInt64(areas.count))
      for area in areas {
        print.add(area.code.text)
        print.add(area.validFrom.map { "\($0)" } ?? "")
      }
    }
    return print.bytes
  }

  /// The borders from the file, or made and put into it.
  func borders(
    fingerprint: [UInt8], make: () throws -> BorderSet
  ) throws -> BorderSet {
    if let file = try? IndexFile(path: path, fingerprint: fingerprint),
      let borders = BorderSet(storedIn: file)
    {
      return borders
    }
    let borders = try make()
    if borders.levels[.village]?.kept.count ?? 0 >= smallestLayer {
      // Beside a workspace in a folder that cannot be written to, borders are made at every start.
      try? IndexFile.write(borders.storedEntries, fingerprint: fingerprint, to: path)
    }
    return borders
  }
}
