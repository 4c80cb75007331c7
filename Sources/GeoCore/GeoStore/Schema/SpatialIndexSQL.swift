/// The R*Tree index of a feature table, as the GeoPackage standard lays it down (OGC 12-128r17,
/// annex F.3): a virtual table and the triggers that keep it in step, under the names that other
/// programs look for.
enum SpatialIndexSQL {
  /// The name of the virtual table.
  static func indexName(_ table: WorkspaceTable) -> String { "rtree_\(table.rawValue)_geom" }

  /// The statement that makes the virtual table.
  static func createIndex(of table: WorkspaceTable) -> String {
    "CREATE VIRTUAL TABLE \"\(indexName(table))\" USING rtree(id, minx, maxx, miny, maxy)"
  }

  /// The six triggers of GeoPackage 1.2 and 1.3.
  static func triggers(of table: WorkspaceTable) -> [TriggerSQL] {
    let hasShape = "(NEW.\"geom\" NOTNULL AND NOT ST_IsEmpty(NEW.\"geom\"))"
    let hasNone = "(NEW.\"geom\" ISNULL OR ST_IsEmpty(NEW.\"geom\"))"
    let index = "\"\(indexName(table))\""
    let remove = "DELETE FROM \(index) WHERE id = OLD.\"fid\";"
    return [
      trigger(table, "insert", "INSERT", when: hasShape, put(index)),
      trigger(
        table, "update1", "UPDATE OF \"geom\"", when: "OLD.\"fid\" = NEW.\"fid\" AND \(hasShape)",
        put(index)),
      trigger(
        table, "update2", "UPDATE OF \"geom\"", when: "OLD.\"fid\" = NEW.\"fid\" AND \(hasNone)",
        remove),
      trigger(
        table, "update3", "UPDATE", when: "OLD.\"fid\" != NEW.\"fid\" AND \(hasShape)",
        remove + "\n  " + put(index)),
      trigger(
        table, "update4", "UPDATE", when: "OLD.\"fid\" != NEW.\"fid\" AND \(hasNone)",
        "DELETE FROM \(index) WHERE id IN (OLD.\"fid\", NEW.\"fid\");"),
      trigger(table, "delete", "DELETE", when: "OLD.\"geom\" NOT NULL", remove),
    ]
  }

  private static func put(_ index: String) -> String {
    """
    INSERT OR REPLACE INTO \(index) VALUES (
        NEW."fid",
        ST_MinX(NEW."geom"), ST_MaxX(NEW."geom"),
        ST_MinY(NEW."geom"), ST_MaxY(NEW."geom")
      );
    """
  }

  private static func trigger(
    _ table: WorkspaceTable, _ suffix: String, _ event: String, when condition: String,
    _ body: String
  ) -> TriggerSQL {
    let name = "\(indexName(table))_\(suffix)"
    let create = """
      CREATE TRIGGER "\(name)" AFTER \(event) ON "\(table.rawValue)"
        WHEN \(condition)
      BEGIN
        \(body)
      END
      """
    return TriggerSQL(name: name, create: create)
  }
}
