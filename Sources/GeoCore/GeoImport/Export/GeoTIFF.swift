import CGDAL
public import GeoPrimitives
import Glibc

/// A grid of numbers and where it lies on the Web Mercator plane (EPSG:3857).
public struct MercatorRaster: Sendable {
  /// The values, row 0 in the north; `NaN` is no data.
  public var values: RasterGrid
  /// The western edge in metres.
  public var minX: Double
  /// The northern edge in metres.
  public var maxY: Double
  /// The width of a cell in metres.
  public var cellWidth: Double
  /// The height of a cell in metres.
  public var cellHeight: Double
  /// What the file says about its values: names and texts.
  public var notes: [(name: String, text: String)] = []

  /// A raster from its values and its place.
  public init(
    values: RasterGrid, minX: Double, maxY: Double, cellWidth: Double, cellHeight: Double
  ) {
    self.values = values
    self.minX = minX
    self.maxY = maxY
    self.cellWidth = cellWidth
    self.cellHeight = cellHeight
  }
}

/// Writes a raster as a tiled, compressed GeoTIFF of 32-bit numbers; the file appears whole or not at
/// all.
/// - Parameters:
///   - raster: The values and where they lie.
///   - path: The file, which is replaced if it is there.
///   - system: Another reference system, such as `EPSG:32750`, into which the raster is resampled
///     (bilinear, `NaN` beyond its edges); EPSG:3857 when `nil`.
/// - Throws: `ExportError.unwritable`, or `.unknownReferenceSystem`.
/// - Complexity: O(cells).
public func writeGeoTIFF(
  _ raster: MercatorRaster, to path: String, system: String? = nil
) throws(ExportError) {
  _ = GDALLibrary.isReady
  let source = try RasterDataset.memory(raster, path: path)
  guard let system else { return try source.save(to: path) }
  try source.warped(to: system, path: path).save(to: path)
}

/// An open raster of GDAL.
///
/// Safety: owns the handle from `init` to `deinit`, which closes it; it does not leave the thread that
/// made it.
@safe
private struct RasterDataset: ~Copyable {
  private let handle: GDALDatasetH

  @unsafe
  private init(_ handle: GDALDatasetH) { unsafe self.handle = handle }

  deinit { unsafe GDALClose(handle) }

  /// A raster in memory. GDAL copies the values before the call returns.
  static func memory(_ raster: MercatorRaster, path: String) throws(ExportError) -> RasterDataset {
    let (columns, rows) = (Int32(raster.values.columns), Int32(raster.values.rows))
    let messages = GDALMessages()
    let made = unsafe messages.listen { () -> GDALDatasetH? in
      guard let driver = unsafe GDALGetDriverByName("MEM") else { return nil }
      return unsafe GDALCreate(driver, "", columns, rows, 1, GDT_Float32, nil)
    }
    guard let made = unsafe made else { throw failure(messages, path) }
    let dataset = unsafe RasterDataset(made)
    let isFilled = messages.listen { unsafe fill(made, with: raster) }
    guard isFilled else { throw failure(messages, path) }
    return dataset
  }

  private static func fill(_ dataset: GDALDatasetH, with raster: MercatorRaster) -> Bool {
    let (columns, rows) = (Int32(raster.values.columns), Int32(raster.values.rows))
    var transform = [raster.minX, raster.cellWidth, 0, raster.maxY, 0, -raster.cellHeight]
    unsafe GDALSetGeoTransform(dataset, &transform)
    unsafe setMercator(dataset)
    for note in raster.notes { unsafe GDALSetMetadataItem(dataset, note.name, note.text, nil) }
    let band = unsafe GDALGetRasterBand(dataset, 1)
    unsafe GDALSetRasterNoDataValue(band, .nan)
    var values = raster.values.values
    return unsafe values.withUnsafeMutableBytes { bytes in
      unsafe GDALRasterIO(
        band, GF_Write, 0, 0, columns, rows, bytes.baseAddress, columns, rows, GDT_Float32, 0, 0)
    } == CE_None
  }

  private static func setMercator(_ dataset: GDALDatasetH) {
    guard let system = unsafe OSRNewSpatialReference(nil) else { return }
    defer { unsafe OSRDestroySpatialReference(system) }
    guard unsafe OSRImportFromEPSG(system, 3857) == OGRERR_NONE else { return }
    unsafe GDALSetSpatialRef(dataset, system)
  }

  /// The raster in another reference system, in memory.
  borrowing func warped(to system: String, path: String) throws(ExportError) -> RasterDataset {
    let messages = GDALMessages()
    let source = unsafe handle
    let made = unsafe messages.listen { () -> GDALDatasetH? in
      let words = ["-of", "MEM", "-t_srs", system, "-r", "bilinear", "-dstnodata", "nan"]
      var list: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?
      for word in words { unsafe list = CSLAddString(list, word) }
      defer { unsafe CSLDestroy(list) }
      let options = unsafe GDALWarpAppOptionsNew(list, nil)
      defer { unsafe GDALWarpAppOptionsFree(options) }
      guard let options = unsafe options else { return nil }
      var sources: [GDALDatasetH?] = unsafe [source]
      return unsafe GDALWarp("", nil, 1, &sources, options, nil)
    }
    guard let made = unsafe made else {
      throw .unknownReferenceSystem(
        system, reason: messages.takeFailure() ?? "it cannot be reached from EPSG:3857")
    }
    return unsafe RasterDataset(made)
  }

  /// Writes a copy beside the path and renames it.
  borrowing func save(to path: String) throws(ExportError) {
    let messages = GDALMessages()
    let draft = "\(path).part-\(getpid())"
    let source = unsafe handle
    let isWritten = messages.listen { () -> Bool in
      guard let driver = unsafe GDALGetDriverByName("GTiff") else { return false }
      let words = ["COMPRESS=DEFLATE", "PREDICTOR=3", "TILED=YES"]
      var options: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?
      for word in words { unsafe options = CSLAddString(options, word) }
      defer { unsafe CSLDestroy(options) }
      let copy = unsafe GDALCreateCopy(driver, draft, source, 1, options, nil, nil)
      guard let copy = unsafe copy else { return false }
      unsafe GDALClose(copy)
      return true
    }
    if let failure = messages.takeFailure() {
      unsafe unlink(draft)
      throw .unwritable(path: path, reason: failure)
    }
    guard isWritten, unsafe rename(draft, path) == 0 else {
      let reason = unsafe String(cString: strerror(errno))
      unsafe unlink(draft)
      throw .unwritable(path: path, reason: reason)
    }
  }

  private static func failure(_ messages: GDALMessages, _ path: String) -> ExportError {
    .unwritable(path: path, reason: messages.takeFailure() ?? "out of memory")
  }
}
