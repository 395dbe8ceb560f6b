cli-boundaries-help = Draw the official boundaries in place of the approximate ones.
cli-boundaries-import-help = Bring the official boundaries of the smallest zones of a territory (GeoJSON, GeoPackage, zipped shapefile, GeoParquet).
cli-boundaries-remove-help = Go back to the boundaries that come with Maillage.
boundaries-title = Bring the official boundaries
boundaries-lead = A file of boundaries (communes, départements…) with their code or name. They are drawn at once; births, register and times do not change.
boundaries-file = File of boundaries (GeoJSON, GeoPackage, zipped shapefile, GeoParquet)
boundaries-keep = Draw these boundaries
boundaries-kept = The official boundaries are drawn on every map.
boundaries-remove = Back to the approximate boundaries
boundaries-removed = The boundaries that come with Maillage are drawn again.
boundaries-read = { $zones ->
    [one] 1 zone recognised
   *[other] { $zones } zones recognised
} by the column “{ $column }”.
boundaries-missing = { $zones ->
    [one] 1 zone that the file lacks keeps its boundary
   *[other] { $zones } zones that the file lacks keep their boundaries
}: { $named }.
boundaries-other = { $rows ->
    [one] 1 row of another place is not kept.
   *[other] { $rows } rows of other places are not kept.
}
error-boundaries-too-large = { $file } is larger than { $most } MB. Simplify the boundaries, then try again.
error-boundaries-unreadable = { $file } is not a readable file of boundaries: a GeoJSON, a GeoPackage, a zipped shapefile or a GeoParquet is needed, with areas.
error-boundaries-no-crs = { $file } does not say in which coordinate system it is. Add it (a .prj file, or an export with an EPSG code), then try again.
error-boundaries-no-zone = No column of { $file } holds the codes or the names of the zones of this territory. Columns read: { $columns }.
error-boundaries-elsewhere = The areas of { $file } are far from the zones that they name: check the territory and the coordinate system.
error-boundaries-none = No boundaries were brought for “{ $territory }”.
