cli-territories-help = Territories: those that Maillage knows, and your own, made from your files.
cli-territory-list-help = The known territories: zones, population points, actors, births.
cli-territory-new-help = Make a territory from a file of boundaries and, if you have one, a table of births and population.
cli-territory-figures-help = Give births, population… to one of your territories, in place of those of the same kind.
cli-territory-rename-help = Give another name to one of your territories.
cli-territory-remove-help = Remove one of your territories, after a backup that can bring it back, register included.
cli-territory-export-help = Write one of your territories as a ZIP to share.
cli-territory-import-help = Take in the ZIP of a territory made elsewhere.
cli-territory-boundaries-help = File of boundaries (GeoPackage, GeoJSON, Shapefile, GeoParquet), one shape per commune.
cli-territory-figures-option-help = Table (CSV, Excel): a commune code and columns such as "births 2023", "population"…
cli-territory-levels-file-help = Table that gives each commune code its levels, when the boundaries lack them.
cli-territory-level-help = A level between the whole and the communes, largest first: "province=prov_code:prov_name".
cli-territory-whole-help = What the whole is called: "département", "region"…
cli-territory-smallest-help = What the smallest zones are called.
cli-territory-code-help = Column of the codes, when it is not recognised.
cli-territory-label-help = Column of the names, when it is not recognised.
cli-territory-country-help = Country, in two letters (BE, FR, MA…): its norms and its coordinate system.
cli-territory-crs-help = Coordinate system of the file, when it does not say it or says it wrong: "EPSG:2154".
cli-territory-year-help = Year of the columns that say none.
cli-territory-official-help = The boundaries are the official ones.
cli-territory-source-help = Who publishes the boundaries, and when.
cli-territory-figures-source-help = Who publishes the births and the population.
cli-territory-id-help = Identifier, in plain letters and hyphens; made from the name otherwise.
cli-territory-replace-help = Take the place of the territory of that identifier that you had made; its register stays.
cli-territory-english-help = The English name, when it differs.
cli-territory-out-help = File to write.
cli-territory-with-register-help = Give the register with it, as it is.
progress-territory-read = Reading the boundaries…
territory-column-read = "{ $found }" is read from the column "{ $header }".
territory-drafted = { $name }: { $zones }. Distances measured in { $crs }.
territory-births = { $births } births in { $year }.
territory-saved = Territory kept as "{ $territory }". Next: "maillage diagnose { $territory }", "maillage import LIST --territory { $territory }", or "maillage app".
territory-figures-kept = The figures are kept.
territory-removed-backup = Backup: { $backup }. "maillage restore" brings it back.
territory-checked = Nothing is kept: everything can be read.
territory-refused = Nothing is kept: correct the lines in error, then try again.
territory-renamed = The territory "{ $territory }" is now called { $name }.
territory-removed = The territory "{ $territory }" is removed.
territory-taken = { $name } is kept as "{ $territory }".
error-territory-bad-name = "{ $name }" cannot name a territory: it needs a letter at least; an identifier has plain letters, figures and hyphens only.
error-territory-exists = The territory "{ $territory }" is there already. Choose another identifier, or take its place (--replace): its register stays.
error-territory-embedded = "{ $territory }" comes with Maillage and cannot be changed. Choose another identifier.
error-territory-embedded-kept = "{ $territory }" comes with Maillage and cannot be changed. For other figures, make a territory of your own from the same boundaries, with "maillage territory new".
error-territory-no-metric-crs = These zones (from { $bounds }) are too wide or misplaced to be measured in a coordinate system. Check that of the file (--crs).
error-territory-bad-level = "{ $value }" does not say a level. Write "province=prov_code" or "province=prov_code:prov_name".
error-territory-file-missing = { $file } is missing: the folder of a territory always has { $needed }. Share it with "maillage territory export".
error-territory-folder-wrong = This territory does not hold together: { $reason }. Nothing is kept.
error-territory-zip-unreadable = { $file } is not a ZIP that can be read, or exceeds 500 MB once opened.
error-territory-zip-strange = { $file } is not the ZIP of one territory: it also holds { $found }. Share it with "maillage territory export".
error-boundaries-bad-crs = "{ $crs }" is not a known coordinate system, or { $file } cannot be read in it. Write for instance "EPSG:2154".
error-boundaries-not-degrees = Read in { $crs }, { $file } falls outside the Earth: its coordinate system is another. Say which (--crs).
issue-territory-column-absent = The column "{ $value }" is not in the file.
issue-territory-no-name-column = No column of codes and names is recognised. Name them (--code, --label). Columns read: { $value }.
issue-territory-code-two-names = The code "{ $value }" bears several names: { $names }.
issue-territory-no-area = "{ $value }" has no area.
issue-territory-level-missing = "{ $value }" has no { $level }: every zone must be in a zone of the level above.
issue-territory-level-two-parents = "{ $value }" ({ $level }) lies in several zones of the level above: { $above }. Choose nested levels.
issue-territory-code-two-levels = The code "{ $value }" serves at two levels. Each zone must have its own.
issue-territory-overlap = { $value }: these two shapes overlap ({ $share }% of the smaller). Correct the boundaries.
issue-territory-no-code-column = No column bears the codes of the zones. Name it (--code). Columns read: { $value }.
issue-territory-no-year = The columns of births or population do not say their year. Give it (--year, or "births 2023" as header). Columns read: { $value }.
issue-territory-share-not-percent = The largest share is { $value }: shares are written in %, 12 for twelve households in a hundred.
issue-territory-no-figure-column = No column of births or population is recognised. Columns read: { $value }.
issue-territory-code-unknown = The code "{ $value }" is that of no zone. Near: { $near }.
issue-territory-code-twice = The code { $value } is on line { NUMBER($first, useGrouping: 0) } already for the same year. Keep one line.
issue-territory-nothing-here = No line bears the code of a zone of this territory (codes read: { $value }…).
issue-territory-zip-no-table = "{ $value }" holds no table (CSV or Excel).
issue-territory-zip-tables = "{ $value }" holds several tables ({ $tables }). Give only that of births or population.
issue-territory-lines-elsewhere = { $count ->
    [one] 1 line bears a code from elsewhere: it is set aside
   *[other] { $count } lines bear a code from elsewhere: they are set aside
} ({ $value }…).
issue-territory-bad-year = "{ $value }" says no year.
issue-territory-no-figures = Neither births nor population: they will be unknown. Give them now (--figures) or later (maillage territory figures).
issue-territory-zones-without-figure = { $count ->
    [one] 1 zone has no line: its figures are unknown
   *[other] { $count } zones have no line: their figures are unknown
} ({ $value }).
issue-territory-parts-joined = { $count ->
    [one] 1 more shape
   *[other] { $count } more shapes
} of the same codes: joined.
issue-territory-simplified = Boundaries simplified ({ $value }) so that the map stays quick.
cli-territory-units-help = The territories that the embedded tables of a country (FR, BE, MA) can make: départements, regions, provinces.
cli-territory-make-help = Make a territory from the embedded tables of a country: "maillage territory make FR 26".
progress-territory-draw = Drawing the communes…
column-code = Code
screen-territories = Territories
lead-territories = Work on another département, province or region.
territories-part-country = From a country
territories-part-files = From files
territories-part-zip = From a ZIP
territories-part-own = Yours
territories-other = Another territory…
territories-made = { $name }: territory kept.
territories-open = Open { $name }
territories-country = Country
territories-country-name = { $country ->
    [BE] Belgium
    [FR] France
    [MA] Morocco
   *[other] Another
}
territories-unit = Département, province or region
territories-unit-placeholder = A name or a number
territories-country-lead = Communes are drawn from open data that come with Maillage: their boundaries are approximate. The register is empty: what exists is unknown, not nil.
territories-no-births = No births are known: give them next, under "Yours".
territories-births = { $births } births in { $year }.
territories-births-spread = { $births } births in { $year }, spread over the communes by their population: a hypothesis, to be replaced by your figures under "Yours".
territories-picture = { $name }: { $zones ->
    [one] 1 zone
   *[other] { $zones } zones
}.
territories-keep = Keep this territory
territories-zip-lead = A territory made elsewhere and shared as one ZIP.
territories-zip = ZIP of the territory
territories-zip-take = Take this territory in
territories-files-lead = A file of boundaries is enough; births and population may come later. Nothing is kept before the button.
territories-name = Name of the territory
territories-name-first = Give the territory a name.
territories-whole = What the whole is called
territories-whole-word = territory
territories-code = Column of the codes
territories-label = Column of the names
territories-year = Year of the columns without one
territories-level = { $rank ->
    [1] A level above the communes (province…)
   *[other] A level between that one and the communes
}
territories-level-code = Column of its codes
territories-level-name = Column of its names
territories-source = Who publishes the boundaries, and when
territories-figures-source = Who publishes the births
territories-official = Official boundaries
territories-none-own = No territory was made here. The four that come with Maillage cannot be changed.
territories-own = Territory
territories-download = Download as a ZIP, to share
territories-give-figures = Give births, population
territories-figures-keep = Keep these figures
territories-new-name = Name
territories-rename = Rename
territories-remove = Remove this territory
territories-remove-lead = A backup is written first, register included: it is put back from the screen Actors or with "maillage restore".
territories-remove-sure = I want to remove this territory from the app
