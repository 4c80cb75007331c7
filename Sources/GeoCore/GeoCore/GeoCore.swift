// The public face of the house: one import brings the rooms that a server or a command line speaks
// with. Bindings to C libraries stay behind their own doors.

@_exported public import Coverage
@_exported public import DensityEstimation
@_exported public import DisclosureControl
@_exported public import GeoPrimitives
@_exported public import GeoStore
@_exported public import MapRendering
@_exported public import Places
@_exported public import SpatialIndexing
@_exported public import SpatialStatistics
@_exported public import TileMath
