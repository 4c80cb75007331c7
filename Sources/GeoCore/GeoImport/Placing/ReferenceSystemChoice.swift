import PROJBindings

/// Which reference system a file is read in, and whether that was taken for granted.
struct ReferenceSystemChoice {
  let system: CoordinateReferenceSystem
  /// Whether the file names none and its coordinates merely look like degrees.
  let isAssumed: Bool

  /// What the user says counts first, then what the file says. A file that says nothing is read as
  /// degrees if its coordinates can be that, and refused otherwise.
  /// - Throws: `crs.invalid` or `crs.unknown`.
  init(
    wanted: String?, file: SourceDescription, hasCoordinates: Bool
  ) throws(ImportProblem) {
    if let text = wanted ?? file.crs {
      do {
        system = try CoordinateReferenceSystem(text)
      } catch {
        throw ImportProblem(.crsInvalid, value: text, "\(error)")
      }
      isAssumed = false
      return
    }
    if let extent = file.extent, !extent.isPlausiblyDegrees {
      let corners = [extent.minX, extent.minY, extent.maxX, extent.maxY]
      let text = corners.map { "\($0)" }.joined(separator: ", ")
      throw ImportProblem(.crsUnknown, text)
    }
    system = .wgs84
    isAssumed = hasCoordinates
  }
}
