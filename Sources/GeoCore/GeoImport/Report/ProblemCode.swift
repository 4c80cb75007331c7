/// What can be wrong, or worth knowing, about a file: the same codes in every language and version.
public enum ProblemCode: String, Hashable, Sendable, CaseIterable {
  // The file as a whole.
  case fileMissing = "file.missing"
  case fileEmpty = "file.empty"
  case fileUnreadable = "file.unreadable"
  case fileUnsupported = "file.unsupported"
  case fileCompressed = "file.compressed"
  case fileTruncated = "file.truncated"
  case fileNotText = "file.not_text"
  case fileMissingPart = "file.missing_part"
  case fileWithoutRows = "file.no_rows"
  case encodingAssumed = "encoding.assumed"
  case layerNone = "layer.none"
  case layerUnknown = "layer.unknown"
  case layerAmbiguous = "layer.ambiguous"
  case readerNote = "reader.note"

  // Reference systems.
  case crsUnknown = "crs.unknown"
  case crsInvalid = "crs.invalid"
  case crsAssumed = "crs.assumed"
  case crsFailed = "crs.failed"

  // Columns.
  case columnMissing = "column.missing"
  case columnUnknown = "column.unknown"
  case columnPersonal = "column.personal"
  case columnNotFound = "column.not_found"
  case columnRepeated = "column.repeated"
  case fieldUnknown = "field.unknown"
  case columnsLeftOut = "column.left_out"

  // Rows and values.
  case rowFieldCount = "row.field_count"
  case rowOpenQuote = "row.open_quote"
  case rowTooLong = "row.too_long"
  case rowDuplicate = "row.duplicate"
  case rowExists = "row.exists"
  case rowRefused = "row.refused"
  case valueMissing = "value.missing"
  case valueNotNumber = "value.not_number"
  case valueNotWhole = "value.not_whole"
  case valueOutOfRange = "value.out_of_range"
  case valueNotDate = "value.not_date"
  case valueNotMonth = "value.not_month"
  case valueUnknown = "value.unknown"

  // Tips.
  case textMasked = "text.masked"
  case tipRepeated = "tip.repeated"
  case placeDoubtful = "place.doubtful"

  // Codes and names.
  case codeLength = "code.wrong_length"
  case codeCharacters = "code.characters"
  case codeLevel = "code.wrong_level"
  case codeTwoNames = "code.two_names"
  case codeMerged = "code.merged"
  case nameUnmatched = "name.unmatched"
  case nameDoubtful = "name.doubtful"
  case nameAmbiguous = "name.ambiguous"
  case regencyUnknown = "regency.unknown"

  // Changes of codes.
  case lineageShares = "lineage.shares"
  case lineageCycle = "lineage.cycle"
  case lineageEndGoesOn = "lineage.end_goes_on"
  case listWithoutVillages = "list.no_villages"
  case crosswalkWithoutNames = "crosswalk.no_names"

  // Places and areas.
  case placeMissing = "place.missing"
  case placeNotFinite = "place.not_finite"
  case placeNotDegrees = "place.not_degrees"
  case placeOffAfrica = "place.off_africa"
  case placeSwapped = "place.swapped"
  case placeOutside = "place.outside"
  case geometryMissing = "geometry.missing"
  case geometryType = "geometry.wrong_type"
  case geometryText = "geometry.text"
  case geometryRepaired = "geometry.repaired"
  case geometryCollapsed = "geometry.collapsed"
  case geometryUnrepairable = "geometry.unrepairable"
  case geometryAntimeridian = "geometry.antimeridian"
  case geometryPolar = "geometry.polar"

  // The whole set after an import.
  case coverageOverlap = "coverage.overlap"
  case coverageGaps = "coverage.gaps"
  case coverageMoved = "coverage.moved"
  case coverageGapLeft = "coverage.gap_left"
  case coverageVanished = "coverage.vanished"
  case editionEnded = "edition.ended"
  case outlineKept = "outline.kept"
  case listCut = "problems.more"

  /// How much it matters when it stands for itself.
  public var severity: ImportProblem.Severity {
    switch self {
    case .encodingAssumed, .crsAssumed, .coverageOverlap, .coverageGaps, .coverageVanished: .warning
    case .geometryRepaired, .codeMerged, .coverageMoved, .coverageGapLeft, .editionEnded,
      .outlineKept, .readerNote, .listCut, .columnsLeftOut, .textMasked, .tipRepeated,
      .placeDoubtful:
      .note
    default: .error
    }
  }
}
