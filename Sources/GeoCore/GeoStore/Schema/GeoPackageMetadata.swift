/// The tables by which other programs find their way in a GeoPackage 1.3 (OGC 12-128r17).
enum GeoPackageMetadata {
  /// `GPKG` as SQLite's application id.
  static let applicationID: Int32 = 0x4750_4B47
  /// Version 1.3.0.
  static let userVersion: Int32 = 10300

  /// The statements that make the tables, with the rows that the standard demands.
  static let create: [String] =
    [referenceSystems, contents, geometryColumns, extensions]
    + referenceSystemRows

  /// The statements that make a table known.
  static func register(_ table: WorkspaceTable) -> [String] {
    let kind = table.isFeatureTable ? "features" : "attributes"
    let srs = table.isFeatureTable ? "4326" : "NULL"
    let content = """
      INSERT INTO gpkg_contents (table_name, data_type, identifier, srs_id)
      VALUES ('\(table.rawValue)', '\(kind)', '\(table.rawValue)', \(srs))
      """
    guard table.isFeatureTable else { return [content] }
    return [
      content,
      """
      INSERT INTO gpkg_geometry_columns VALUES (
        '\(table.rawValue)', 'geom', '\(SchemaStatements.geometryType(of: table))', 4326, 0, 0)
      """,
      """
      INSERT INTO gpkg_extensions VALUES (
        '\(table.rawValue)', 'geom', 'gpkg_rtree_index',
        'http://www.geopackage.org/spec120/#extension_rtree', 'write-only')
      """,
    ]
  }

  private static let referenceSystems = """
    CREATE TABLE gpkg_spatial_ref_sys (
      srs_name TEXT NOT NULL,
      srs_id INTEGER NOT NULL PRIMARY KEY,
      organization TEXT NOT NULL,
      organization_coordsys_id INTEGER NOT NULL,
      definition TEXT NOT NULL,
      description TEXT
    )
    """

  private static let contents = """
    CREATE TABLE gpkg_contents (
      table_name TEXT NOT NULL PRIMARY KEY,
      data_type TEXT NOT NULL,
      identifier TEXT UNIQUE,
      description TEXT DEFAULT '',
      last_change DATETIME NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ','now')),
      min_x DOUBLE,
      min_y DOUBLE,
      max_x DOUBLE,
      max_y DOUBLE,
      srs_id INTEGER,
      CONSTRAINT fk_gc_r_srs_id FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys(srs_id)
    )
    """

  private static let geometryColumns = """
    CREATE TABLE gpkg_geometry_columns (
      table_name TEXT NOT NULL,
      column_name TEXT NOT NULL,
      geometry_type_name TEXT NOT NULL,
      srs_id INTEGER NOT NULL,
      z TINYINT NOT NULL,
      m TINYINT NOT NULL,
      CONSTRAINT pk_geom_cols PRIMARY KEY (table_name, column_name),
      CONSTRAINT uk_gc_table_name UNIQUE (table_name),
      CONSTRAINT fk_gc_tn FOREIGN KEY (table_name) REFERENCES gpkg_contents(table_name),
      CONSTRAINT fk_gc_srs FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys (srs_id)
    )
    """

  private static let extensions = """
    CREATE TABLE gpkg_extensions (
      table_name TEXT,
      column_name TEXT,
      extension_name TEXT NOT NULL,
      definition TEXT NOT NULL,
      scope TEXT NOT NULL,
      CONSTRAINT ge_tce UNIQUE (table_name, column_name, extension_name)
    )
    """

  private static let referenceSystemRows = [
    """
    INSERT INTO gpkg_spatial_ref_sys VALUES (
      'Undefined Cartesian SRS', -1, 'NONE', -1, 'undefined',
      'undefined Cartesian coordinate reference system')
    """,
    """
    INSERT INTO gpkg_spatial_ref_sys VALUES (
      'Undefined geographic SRS', 0, 'NONE', 0, 'undefined',
      'undefined geographic coordinate reference system')
    """,
    """
    INSERT INTO gpkg_spatial_ref_sys VALUES (
      'WGS 84 geodetic', 4326, 'EPSG', 4326, '\(wgs84)',
      'longitude/latitude coordinates in decimal degrees on the WGS 84 spheroid')
    """,
  ]

  private static let wgs84 =
    #"GEOGCS["WGS 84",DATUM["WGS_1984",SPHEROID["WGS 84",6378137,298.257223563,"#
    + #"AUTHORITY["EPSG","7030"]],AUTHORITY["EPSG","6326"]],PRIMEM["Greenwich",0,"#
    + #"AUTHORITY["EPSG","8901"]],UNIT["degree",0.0174532925199433,AUTHORITY["EPSG","9122"]],"#
    + #"AXIS["Latitude",NORTH],AXIS["Longitude",EAST],AUTHORITY["EPSG","4326"]]"#
}
