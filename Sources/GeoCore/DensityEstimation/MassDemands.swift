import SpatialIndexing

/// How finely mass must be given to a kernel that is summed over cells with second moments, so that the
/// sum errs by less than 1/512 of a picture's peak (`DensityFieldTests`, `HarshSceneTests`).
///
/// The smoother a kernel is at its rim and at its tip, the wider the cells may be.
struct MassDemands {
  /// How many cells of mass a bandwidth must span at least.
  let cellsPerBandwidth: Double
  /// How many places of a lattice of masses it must span at least; `nil` for kernels that are too steep
  /// at the rim or at the tip for a lattice.
  let placesPerBandwidth: Double?
  /// The variance, in squared bandwidths, below which mass is as good as at one point: a kernel with a
  /// kink or a jump at its rim shows less of it.
  let negligibleSpread: Float
  /// How the kernel ends at its rim, which decides how far heavy cells are divided.
  let rim: MassDivision.Rim
  /// From which share of the mass around it a cell is divided further: what one cell contributes errs
  /// most where it stands alone, and evens out among many.
  let heavyShare: Float

  static let quartic = MassDemands(
    cellsPerBandwidth: 3.9, placesPerBandwidth: 8, negligibleSpread: 1e-5, rim: .smooth,
    heavyShare: 1 / 32)

  static let triweight = MassDemands(
    cellsPerBandwidth: 4.8, placesPerBandwidth: 8, negligibleSpread: 1e-5, rim: .smooth,
    heavyShare: 1 / 32)

  static let epanechnikov = MassDemands(
    cellsPerBandwidth: 7.8, placesPerBandwidth: nil, negligibleSpread: 1e-7, rim: .kinked,
    heavyShare: 1 / 32)

  // The share is more than any evenly filled cell holds, so that these two, steep at tip or rim, are
  // always given finer parts.
  static let triangular = MassDemands(
    cellsPerBandwidth: 9.6, placesPerBandwidth: nil, negligibleSpread: 1e-7, rim: .kinked,
    heavyShare: 1 / 128)

  static let gaussian = MassDemands(
    cellsPerBandwidth: 16, placesPerBandwidth: nil, negligibleSpread: 1e-10, rim: .broken,
    heavyShare: 1 / 128)
}
