# The register in the formats that others speak: writing, telling what they cannot hold.
cli-register-export-help = Write the register, as it stands or as it stood on a day, as a spreadsheet, on a map, or in an exchange format. What a format cannot say is told.
cli-register-output-help = The file to write; for a format of several files, a new folder or a “.zip”.
cli-register-as-help = The format; without it, the one that the end of the name says (.csv, .xlsx, .geojson, .gpkg, .parquet).
cli-register-publisher-help = Who publishes, for “dcat” and “datapackage”.
cli-register-licence-help = The address of the licence, for “dcat” and “datapackage”.
error-register-format = { $file }: the end of the name says no format. Name it with --as: { $known }.
error-register-format-ending = { $file }: the format { $format } wants a name that ends with { $endings }.
error-register-export-nowhere = Say where to write: a file, or -o with a file or a folder.
export-left-out = What this format cannot say is not in it: { $columns }.
export-left-out-column = { $column } ({ $rows ->
        [one] { $rows } row
       *[other] { $rows } rows
    })
export-aside-status = { $rows ->
        [one] { $rows } row is not in it: this format has no status, only open services are in it.
       *[other] { $rows } rows are not in it: this format has no status, only open services are in it.
    }
export-aside-name = { $rows ->
        [one] { $rows } row is not in it: its name is too short, too long or ends with a full stop.
       *[other] { $rows } rows are not in it: their names are too short, too long or end with a full stop.
    }
export-comes-back = What it does not say stays as it is in the register when it comes back.
export-no-publisher = Who publishes is not said (--publisher): the description names nobody.
export-no-licence = The licence is not said (--licence): nobody knows whether they may use it.
formats-title = In another format
formats-lead = The same register, for another program or another register. All of them come back through the tab “Bring a file”, except the description.
format-csv = CSV
format-csv-line = Every column, for a spreadsheet or a program.
format-xlsx = XLSX
format-xlsx-line = Every column, for Excel or LibreOffice.
format-geojson = GeoJSON
format-geojson-line = Every column and the points, for a map on the web.
format-geopackage = GeoPackage
format-geopackage-line = Every column and the points, for QGIS.
format-geoparquet = GeoParquet
format-geoparquet-line = Every column and the points, for the analysis of large files.
format-hsds = HSDS 3.1
format-hsds-line = The international standard of directories of social services: everything, and the history of each row.
format-data-inclusion = data·inclusion (v1)
format-data-inclusion-line = The French schema of structures and services of inclusion: open services, without kind, capacity or source.
format-datapackage = Data Package
format-datapackage-line = A CSV and the dictionary of its columns, in French and in English.
format-dcat = Everything, to publish (DCAT-AP)
format-dcat-line = All these files and their description for a data portal: it is not read back.
catalogue-title = Register of early-childhood services: { $territory }
catalogue-description = { $rows } services of { $actors } actors on { $day }, each with its source and the date of it. What is not in it is not known to the register; an empty cell is unknown, never zero.
catalogue-word-childhood = early childhood
catalogue-word-care = social care
catalogue-word-health = health
