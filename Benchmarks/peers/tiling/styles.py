"""The same choropleth for MapServer and mapnik: five classes, white borders, with names or without.

Sizes are pixels of a tile of 256. Names are drawn over one tile and 64 pixels around it, so that
both renderers know the neighbours' names, as a tile server has to.
"""

CLASSES = {
    "aktif": (8, 81, 156),
    "ditetapkan": (107, 174, 214),
    "calon": (232, 212, 139),
    "nonaktif": (123, 107, 91),
    "luar": (240, 240, 240),
}
FONT_FOLDER = "/usr/share/fonts/truetype/dejavu"
BORDER = 0.6
NAME_BUFFER = 64

MAPFILE = """MAP
NAME "peers"
SIZE 256 256
UNITS meters
EXTENT -20037508 -20037508 20037508 20037508
PROJECTION "init=epsg:3857" END
FONTSET "{folder}/fonts.list"
IMAGETYPE "png"
OUTPUTFORMAT
  NAME "png" DRIVER "AGG/PNG" MIMETYPE "image/png" IMAGEMODE RGBA TRANSPARENT ON
  FORMATOPTION "COMPRESSION=1"
END
OUTPUTFORMAT
  NAME "png8" DRIVER "AGG/PNG" MIMETYPE "image/png" IMAGEMODE RGB TRANSPARENT ON
  FORMATOPTION "QUANTIZE_FORCE=on" FORMATOPTION "QUANTIZE_COLORS=256"
END
OUTPUTFORMAT
  NAME "mvt" DRIVER "MVT" FORMATOPTION "EXTENT=4096" FORMATOPTION "EDGE_BUFFER=64"
END
WEB METADATA "tile_map_edge_buffer" "{buffer}" END END
LAYER
  NAME "villages" TYPE POLYGON STATUS ON DATA "{data}"
  PROJECTION "init=epsg:3857" END
  CLASSITEM "status" LABELITEM "name"
  METADATA "gml_include_items" "code,name" END
{classes}
END
END
"""

MAPFILE_CLASS = """  CLASS
    NAME "{name}" EXPRESSION "{name}"
    STYLE COLOR {red} {green} {blue} OUTLINECOLOR 255 255 255 WIDTH {border} END
    {label}
  END"""

MAPFILE_LABEL = (
    'LABEL TYPE truetype FONT "dejavu" SIZE 8 COLOR 30 30 30 OUTLINECOLOR 255 255 255 '
    "OUTLINEWIDTH 2 PARTIALS FALSE BUFFER 2 MINFEATURESIZE AUTO END"
)

MAPNIK_RULE = (
    "<Rule><Filter>[status]='{name}'</Filter><PolygonSymbolizer fill='rgb{color}' {simplify}/>"
    "<LineSymbolizer stroke='white' stroke-width='{border}' {simplify}/></Rule>"
)
MAPNIK_SIMPLIFY = "simplify='0.5' simplify-algorithm='radial-distance'"

MAPNIK_NAMES = (
    "<Style name='names'><Rule><TextSymbolizer face-name='DejaVu Sans Book' size='10' "
    "fill='#1e1e1e' halo-fill='white' halo-radius='1.5' placement='interior'>[name]"
    "</TextSymbolizer></Rule></Style>"
)

MAPNIK_MAP = (
    "<Map srs='epsg:3857' buffer-size='{buffer}'><Style name='areas'>{rules}</Style>{names}"
    "<Layer name='villages' srs='epsg:3857' cache-features='{cache}'>"
    "<StyleName>areas</StyleName>{use}"
    "<Datasource><Parameter name='type'>shape</Parameter>"
    "<Parameter name='file'>{data}</Parameter></Datasource></Layer></Map>"
)


def mapfile(folder, data, names: bool) -> str:
    """A mapfile over a shapefile with its `.qix` index."""
    classes = [
        MAPFILE_CLASS.format(
            name=name,
            red=red,
            green=green,
            blue=blue,
            border=BORDER,
            label=MAPFILE_LABEL if names else "",
        )
        for name, (red, green, blue) in CLASSES.items()
    ]
    buffer = NAME_BUFFER if names else 0
    return MAPFILE.format(folder=folder, data=data, buffer=buffer, classes="\n".join(classes))


def mapnik_map(data, names: bool) -> str:
    """A map over a shapefile with mapnik's `.index`. Vertices nearer than half a pixel are left
    out, and with names the areas are read once for both styles: both make mapnik faster."""
    rules = [
        MAPNIK_RULE.format(name=name, color=color, border=BORDER, simplify=MAPNIK_SIMPLIFY)
        for name, color in CLASSES.items()
    ]
    return MAPNIK_MAP.format(
        buffer=NAME_BUFFER if names else 0,
        rules="".join(rules),
        names=MAPNIK_NAMES if names else "",
        use="<StyleName>names</StyleName>" if names else "",
        cache="true" if names else "false",
        data=data,
    )
