import GeoPrimitives
public import Places

/// A tip of a file whose place in words is doubtful.
public struct DoubtfulTip: Hashable, Sendable {
  /// The row of the file, counted from 1.
  public let row: Int
  /// The tip.
  public let id: String
  /// Its place in words, without what is personal.
  public let placeText: String
  /// The places that may be meant, likeliest first.
  public let candidates: [PlaceCandidate]
}

extension ImportReport {
  /// Writes the tips whose place is doubtful as CSV, a line for each candidate:
  /// `row,id,place_text,candidate,code,name,level,lon,lat,radius_m,score`.
  ///
  /// The file appears whole or not at all.
  /// - Throws: `ExportError` when the file cannot be written.
  public func writeReviewCSV(to path: String) throws(ExportError) {
    var file = try AtomicFile(path: path)
    try file.write("row,id,place_text,candidate,code,name,level,lon,lat,radius_m,score\n")
    for tip in doubtful {
      let head = ["\(tip.row)", tip.id, tip.placeText]
      if tip.candidates.isEmpty { try write(head + Array(repeating: nil, count: 8), to: &file) }
      for (number, candidate) in tip.candidates.enumerated() {
        try write(head + Self.cells(candidate, number + 1), to: &file)
      }
    }
    try file.finish()
  }

  private func write(
    _ cells: [String?], to file: inout AtomicFile
  ) throws(ExportError) {
    try file.write(cells.map(CSVText.cell).joined(separator: ",") + "\n")
  }

  private static func cells(_ candidate: PlaceCandidate, _ number: Int) -> [String?] {
    [
      "\(number)", candidate.code?.text, candidate.fullName, candidate.level.rawValue,
      JSONText.number(candidate.place.longitude), JSONText.number(candidate.place.latitude),
      JSONText.number(candidate.radiusMeters), JSONText.number(candidate.score),
    ]
  }
}
