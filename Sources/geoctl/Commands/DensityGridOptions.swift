import ArgumentParser
import GeoCore
import GeoImport

/// What `geoctl density --grid` asks for besides the density itself.
struct DensityGridOptions: ParsableArguments {
  @Flag(name: .long, help: "Medan kepadatan sebagai GeoTIFF / the field itself as GeoTIFF.")
  var grid = false

  @Option(name: .long, help: "Kotak barat,selatan,timur,utara dalam derajat.")
  var bbox: String?

  @Option(name: .long, help: "Jumlah kolom dan baris, mis. 512x512.")
  var size: String?

  @Option(name: .long, help: "Sistem referensi lain, mis. EPSG:32750; bawaan EPSG:3857.")
  var crs: String?

  @Flag(name: .long, help: "Setiap titik dihitung sendiri (galat relatif ≤ 10⁻⁵).")
  var exact = false

  /// Computes the field and writes it.
  /// - Returns: The number of columns and rows.
  func write(
    _ query: HeatQuery, of snapshot: DatasetSnapshot, to path: String
  ) throws -> (columns: Int, rows: Int) {
    let samples = try samples()
    let owner = Disclosure.owner(purpose: "geoctl density")
    let values = try snapshot.densities(of: query, at: samples, exactly: exact, for: owner)
    let place = samples.meters
    var raster = MercatorRaster(
      values: values, minX: place.minX, maxY: place.maxY, cellWidth: place.width,
      cellHeight: place.height)
    let resolved = try snapshot.resolved(query, for: owner)
    raster.notes = [
      ("UNIT", resolved.source.unit), ("KERNEL", resolved.parameters.kernel.rawValue),
      ("BANDWIDTH_M", "\(resolved.parameters.bandwidthMeters)"), ("EDGE", resolved.edge.rawValue),
      ("DATETIME", resolved.filter.interval.description), ("EXACT", "\(exact)"),
    ]
    try writeGeoTIFF(raster, to: path, system: crs)
    return (samples.columns, samples.rows)
  }

  private func samples() throws -> SampleGrid {
    let box = (bbox ?? "").split(separator: ",", omittingEmptySubsequences: false)
      .compactMap { DecimalNumber.parse($0) }
    guard box.count == 4, (bbox ?? "").split(separator: ",").count == 4 else {
      throw ValidationError("--bbox '\(bbox ?? "")': W,S,E,N, mis. 112.5,-8.1,112.8,-7.8")
    }
    let sides = (size ?? "").lowercased().split(separator: "x", omittingEmptySubsequences: false)
      .compactMap { Int($0) }
    guard sides.count == 2 else {
      throw ValidationError("--size '\(size ?? "")': KOLOMxBARIS, mis. 512x512")
    }
    return try SampleGrid(
      over: Envelope(minX: box[0], minY: box[1], maxX: box[2], maxY: box[3]), columns: sides[0],
      rows: sides[1])
  }
}
