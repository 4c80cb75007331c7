import GRDB
import GeoPrimitives

/// The SQL functions that the triggers of a GeoPackage's spatial index call (OGC 12-128r17, annex
/// F.3): `ST_IsEmpty`, `ST_MinX`, `ST_MaxX`, `ST_MinY`, `ST_MaxY`. Every connection has them.
enum SpatialFunctions {
  /// Makes the functions known to a connection. Of a value that is no geometry they give NULL.
  static func register(in db: Database) {
    add("ST_IsEmpty", to: db) { blob in
      do {
        return try GeoPackageGeometry.envelope(of: blob) == nil
      } catch {
        return nil
      }
    }
    addEdge("ST_MinX", to: db) { $0.minX }
    addEdge("ST_MaxX", to: db) { $0.maxX }
    addEdge("ST_MinY", to: db) { $0.minY }
    addEdge("ST_MaxY", to: db) { $0.maxY }
  }

  private static func addEdge(
    _ name: String, to db: Database, _ edge: @escaping @Sendable (Envelope) -> Double
  ) {
    add(name, to: db) { blob in
      (try? GeoPackageGeometry.envelope(of: blob)).flatMap { box in box.map(edge) }
    }
  }

  private static func add<Value: DatabaseValueConvertible & SendableMetatype>(
    _ name: String, to db: Database, _ body: @escaping @Sendable ([UInt8]) -> Value?
  ) {
    let function = DatabaseFunction(name, argumentCount: 1, pure: true) { values in
      guard case .blob(let data) = values[0].storage else { return nil }
      return body([UInt8](data))
    }
    db.add(function: function)
  }
}
