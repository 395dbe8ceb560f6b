# Population layers that the user brings: census grid, sectors, addresses.
# Each message says what was found, then what to do. The keys are the rules of geo.files.layers.issues.RULES.

## The command

cli-places-help = The population layers of a territory: bring a finer one, list them.
cli-places-import-help = Bring a population layer (CSV, Parquet, GeoPackage, GeoJSON): census grid, sectors, addresses. The births and population of every commune are spread on it, and their totals kept.
cli-places-list-help = The population layers of a territory.
cli-places-name-help = Name of the layer; that of the file by default. A layer of the same name is replaced.
cli-places-crs-help = Coordinate system of the columns X and Y, for example EPSG:3035 for the European grid.
cli-places-population-help = Column of the population, if it is not recognised.
cli-places-equal-help = Count every point the same (addresses, for example), without a population column.
cli-places-cell-help = Side of the squares in metres, when X and Y are their lower-left corner; 0 for points. Recognised by default.
cli-places-source-help = Who publishes the layer, and of which year.
cli-layer-help = Population layer; the territory’s own by default. See “maillage places list”.
progress-layer-read = Reading the population layer…
progress-layer-spread = Spreading births and population on the points…
column-layer = Layer
column-origin = File
column-recorded = Imported on
column-covered-zones = Communes
layer-embedded = embedded
layer-refused = Nothing was recorded. Correct what is in error and try again.
layer-kept = { $rows ->
        [one] One line read
       *[other] { $rows } lines read
    }, { $points ->
        [one] one point kept
       *[other] { $points } points kept
    }, { $outside ->
        [0] none
       *[other] { $outside }
    } outside the territory.
layer-spread = { $weights ->
        [equal] Every point counts the same
        [equal-births] Every point counts for as many people; births are spread by “{ $births }”
        [births] Population spread by “{ $population }”, births by “{ $births }”
       *[population] Population and births spread by “{ $population }”
    }; the total of every commune is kept.
layer-recorded = { $replaced ->
        [yes] Layer “{ $layer }” replaced.
       *[no] Layer “{ $layer }” recorded.
    } To use it: maillage diagnose { $territory } --layer { $layer }
layer-in-use = Population points: layer “{ $layer }”, { $places } points.

## Errors

error-unknown-layer = Unknown population layer: { $layer }. Known layers: { $known }.
error-layer-has-errors = The file { $file } contains errors: nothing was recorded.
error-layer-name-taken = “{ $layer }” is the territory’s embedded layer. Give another name with --name.
error-layer-name = “{ $layer }” cannot be the name of a layer: only lower-case letters without accents, figures and hyphens. For example: { $suggestion }.

## The file

issue-layer-not-a-file = “{ $value }” is not a file. Choose a CSV, Parquet or GeoPackage file.
issue-layer-file-too-large = The file exceeds { $limit_mb } MB. Keep only the territory and the useful columns.
issue-layer-type-unknown = The name “{ $value }” does not end like a layer that Maillage can read. Save it as .csv, .parquet, .gpkg or .geojson.
issue-layer-type-mismatch = The name ends with “{ $suffix }”, but the content is { $found ->
    [text] text: if it is a table, rename the file to .csv
    [parquet] a Parquet file: rename it to .parquet
    [geopackage] a GeoPackage: rename it to .gpkg
    [database] a database that is not a GeoPackage: export the table to .csv
    [workbook] a workbook: save the sheet as .csv
    [json] JSON or GeoJSON: save the layer as .gpkg
    [markup] XML or a web page: download the table itself
    [pdf] a PDF: ask for the original table
   *[other] not a table: choose a .csv, .parquet, .gpkg or .geojson file
}.
issue-layer-unreadable = The file “{ $value }” is damaged or incomplete ({ $reason }). Download it or save it again.
issue-layer-empty = The file “{ $value }” is empty. Choose the right file.
issue-layer-encoding = The accented letters of “{ $value }” cannot be read. Save the file as “CSV UTF-8”.
issue-layer-encoding-converted = The file is not in UTF-8: it was read as { $encoding }. Check a few accented words, for example “{ $value }”.
issue-layer-quotes = A straight quote (") of “{ $value }” is not closed. Correct it or double it ("").
issue-layer-line-too-long = The line has more cells than there are headers. A text probably contains the separator: put it between straight quotes (").
issue-layer-duplicate-header = Two columns are called “{ $value }”. Rename one.
issue-layer-no-rows = The file has no line of data. Choose the right file.
issue-layer-too-many-rows = The file exceeds { $limit } lines. Keep only the territory.
issue-layer-other-tables = Only the table “{ $value }” is read. Not read: { $others }.

## The columns

issue-layer-no-population = No population column is recognised among: { $value }. Name it with --population, or count every point the same with --equal.
issue-layer-column-absent = There is no column “{ $value }”. Columns of the file: { $columns }.
issue-layer-column-passed-over = The column “{ $value }” is not read: “{ $kept }” already says the same.
issue-layer-columns-not-read = { $count ->
    [one] One column is not read
   *[other] { $count } columns are not read
}: { $value }.
issue-layer-not-a-number = “{ $value }” is not a number. Write a number, or leave the cell empty if the value is not known.
issue-layer-number-ambiguous = “{ $value }” can be read in two ways (thousands or decimals). Write numbers without a thousands separator.
issue-layer-nothing-known = No line has a population that is known and above zero: nothing can be spread. Choose another column with --population.
issue-layer-duplicate-id = The identifier “{ $value }” is already that of another line. Keep one line per point.
issue-more-errors = { $count ->
    [one] One other line has
   *[other] { $count } other lines have
} the same error.

## Positions

issue-layer-no-position = No column says where the points are among: { $value }. It takes longitude and latitude, or X and Y, or a geometry, or a European grid code, or the code of a municipality. A position is never invented.
issue-layer-degrees = “{ $value }” are read as a longitude and a latitude, in degrees.
issue-layer-placed-by-code = No column says where the points are: each row is placed at the main place of its municipality, from “{ $value }”. All births of a municipality are then at one place; the localities of the territory, or a layer that has positions, say more of the trips.
issue-layer-crs-missing = The coordinate system of “{ $value }” is not given. Add it, for example --crs EPSG:3035 for the European grid.
issue-layer-crs-unknown = “{ $value }” is not a known coordinate system. Write for example EPSG:3035, EPSG:31370 or EPSG:2154.
issue-layer-crs-conflict = The file says it is in { $own }, not in { $value }. Remove the option --crs, or correct the file.
issue-layer-not-degrees = “{ $value }” are not degrees. If they are metres, call the columns X and Y and give --crs.
issue-layer-bad-coordinate = “{ $value }” is not a coordinate. Write a number.
issue-layer-position-missing = { $count ->
    [one] One point has no position: it is left out
   *[other] { $count } points have no position: they are left out
} ({ $population } inhabitants counted by the file). The total of their commune is spread on its other points.
issue-layer-read-as-cells = The positions are read as the lower-left corners of squares of { $size } m ({ $crs }); each point is the middle of its square. Otherwise, give --cell-m 0.
issue-layer-outside = { $count ->
    [one] One point is outside the territory: it is left out.
   *[other] { $count } points are outside the territory: they are left out.
}
issue-layer-nothing-inside = No point is in the territory. Check the territory chosen and the coordinate system (--crs).
issue-layer-swapped = No point is in the territory, but the other way round they fall in it: longitude and latitude seem to be swapped. Swap the two columns.
issue-layer-astray = The point ({ $value }) bears a code of the territory but is far from it. Correct its position or its code.

## Communes

issue-layer-zone-unknown = { $count ->
    [one] One point bears
   *[other] { $count } points bear
} a commune code that the territory does not know ({ $value }): their position decides. If the file is older than a merger of communes, convert the codes.
issue-layer-code-lost-zero = { $count ->
    [one] One commune code has lost its zero
   *[other] { $count } commune codes have lost their zero
}: “{ $value }” is read { $code }. Format the column as text.
issue-layer-zone-differs = { $count ->
    [one] One point falls
   *[other] { $count } points fall
} on the map in another commune than that of their code: the code wins, the embedded boundaries are approximate.
issue-layer-zones-without-points = { $count ->
    [one] One commune has
   *[other] { $count } communes have
} no point in the layer and keep their localities, with their births: { $value }.
issue-layer-shares-far = { $count ->
    [one] One commune weighs
   *[other] { $count } communes weigh
} in the layer { $ratio } times more or { $ratio } times less than in the official population: { $value }. Their official total is kept, but neighbouring points may be attributed to them; a column of commune codes avoids it.

## Values

issue-layer-confidential = { $count ->
    [one] One point has a confidential or unknown population: it
   *[other] { $count } points have a confidential or unknown population: each
} weighs as much as the least populated point of its commune, never zero.
issue-layer-confidential-count = { $count ->
    [one] One point has a confidential or unknown number of children: it
   *[other] { $count } points have a confidential or unknown number of children: each
} takes its commune’s share of children, never zero.
issue-layer-nobody-there = { $count ->
    [one] One point without any inhabitant is left out.
   *[other] { $count } points without any inhabitant are left out.
}
issue-layer-spread-by-population = { $count ->
    [one] In one commune
   *[other] In { $count } communes
} where no point counts a child, births are spread by population.
