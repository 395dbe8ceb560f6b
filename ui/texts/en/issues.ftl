# What is wrong, doubtful or worth knowing in a file that someone brings.
# Each message says what was found, then what to do. Keys are the rules of geo.files.issues.

## The whole file

error-zones-not-geographic = The zones of the territory are not in longitude and latitude ({ $crs }). Rebuild the data of the territory.
issue-not-a-file = “{ $value }” is not a file. Choose a CSV or Excel (.xlsx) file.
issue-file-unreadable = The file “{ $value }” cannot be read ({ $reason }). Close it if it is open elsewhere and check that you may read it.
issue-file-empty = The file is empty. Fill it in, or choose the right file.
issue-file-too-large = The file is larger than { $limit_mb } MB. Remove pictures and useless sheets, or split it into several files.
issue-unknown-file-type = The name “{ $value }” does not end like a file that Maillage can read. Save the table as .xlsx or .csv.
issue-not-what-its-name-says = The name ends with “{ $suffix }”, but the content is { $found ->
    [xlsx] an Excel workbook: rename the file to .xlsx
    [xls] an old Excel workbook (.xls): open it in Excel and save it as .xlsx
    [xlsb] a binary Excel workbook (.xlsb): open it in Excel and save it as .xlsx
    [ods] a LibreOffice workbook: open it and save it as .xlsx
    [text] text: if it is a table, rename the file to .csv
    [html] a web page: open it in Excel and save it as .xlsx, or download the table itself
    [pdf] a PDF: ask for the original table
    [word] a text document: copy its table into Excel and save it as .xlsx
    [slides] a slide show: copy its table into Excel and save it as .xlsx
    [image] a picture: ask for the original table
    [xml] XML: save the table as .xlsx or .csv
    [json] JSON: save the table as .xlsx or .csv
    [archive] a compressed archive: open it and choose the table inside
    [parquet] a Parquet file: save the table as .xlsx or .csv
    [database] a database: export the table as .xlsx or .csv
   *[other] something other than a table: choose an .xlsx or .csv file
}.
issue-old-excel-format = The format “{ $suffix }” is not read. Open the file in Excel or LibreOffice and save it as .xlsx.
issue-password-protected = The workbook is protected by a password. Remove the protection in Excel, then try again.
issue-xlsx-unreadable = The Excel workbook is damaged or incomplete. Open it in Excel and save it again as .xlsx.
issue-xlsx-unsafe = The workbook contains a dangerous part ({ $value }) that a table never has. Copy the cells into a new workbook.
issue-xlsx-too-large-inside = Once uncompressed, the workbook would take { $size_mb } MB, more than the { $limit_mb } MB allowed. Copy the useful cells into a new workbook.
issue-encoding-unreadable = The accented letters cannot be read. In Excel, save the file as “CSV UTF-8” or as .xlsx.
issue-encoding-converted = The file is not in UTF-8: it was read as { $encoding }. Check a few accented words, for example “{ $value }”.
issue-encoding-utf16 = The file was converted from { $encoding }. Nothing to do.
issue-separator-unreadable = The columns are not separated as they should be: “{ $value }”. Separate them with a semicolon, a comma or a tab.
issue-quotes-unreadable = A straight quote (") is misplaced or not closed from this line on. Double those inside a text (""), or save as .xlsx.
issue-no-rows = The file has headers but no line. Add one line per actor and service.
issue-too-many-rows = The file has more than { NUMBER($limit) } lines. Split it into several files.
issue-too-many-columns = The file has more than { $limit } columns. Clear the content of useless columns.
issue-missing-column = The column “{ $english }” (or “{ $french }”) is missing. Add it, or correct its header.
issue-duplicate-column = The columns “{ $first }” and “{ $value }” say the same thing. Keep one of them.
issue-unknown-column = The column “{ $value }” is not known: it is not read and stays only in your file. Correct its header if it should be.
issue-column-without-name = Column { $letter } has no header: it is not read. Name it or clear it.
issue-lines-above-header = { $count ->
    [one] One line above the headers is not read
   *[other] { $count } lines above the headers are not read
}; the headers are on line { NUMBER($header_row, useGrouping: 0) }.
issue-other-sheets = Only the sheet “{ $sheet }” is read. Not read: { $others }.
issue-merged-cells = Some cells are merged: only the first of each group bears the value, the others are read as blank. Unmerge them and copy the value.

## Cells

issue-too-many-cells = The line has more cells than the { $count } columns. A text probably contains the separator (“{ $value }”): put it between straight quotes (").
issue-encoding-twice = The accents of the file were encoded twice: they are put right. Check a few words, for instance “{ $value }”.
issue-cells-rejoined = A text holds the separator without quotes: “{ $value }” is read as one cell. Check the line.
issue-cell-error = The cell contains the error { $value }. Correct it in the spreadsheet, or clear it.
issue-formula-without-value = The cell contains a formula whose result is not saved. Open the workbook in Excel and save it, or write the value.
issue-formula-text = The text starts with “{ $sign }”, like a formula. It is kept as text; remove the sign if it should not be there.
issue-html-in-text = The text contains web page code. It is kept and shown as it is, never run; remove the code if it should not be there.
issue-control-characters = Invisible characters were removed from the text. Check that it is right.
issue-garbled-text = Accented letters seem damaged: “{ $value }”. Correct the text in the original file.
issue-text-too-long = The text has { NUMBER($length) } characters, more than the { NUMBER($limit) } allowed. Shorten it.
issue-missing-value = This cell cannot stay blank. Fill it in.

## The actor and its service

issue-ids-derived = { $count ->
    [one] Line { $lines } has no identifier
   *[other] { $count } lines have no identifier ({ $lines })
}: it is made of the kind, the name and the locality. Add a column “actor_id” so that it stays the same if the name changes.
issue-bad-id = The identifier “{ $value }” must be made of letters without accents, figures and hyphens. For example: { $suggestion }.
issue-services-defaulted = { $count ->
    [one] Line { $lines } does not name its service
   *[other] { $count } lines do not name their service ({ $lines })
}: it bears the name of the kind of actor.
issue-modes-defaulted = { $count ->
    [one] Line { $lines } does not say how the service is given
   *[other] { $count } lines do not say how the service is given ({ $lines })
}: it is counted as given on site. Otherwise, write “home-visits” or “mobile”.
issue-statuses-missing = { $count ->
    [one] Line { $lines } has no status
   *[other] { $count } lines have no status ({ $lines })
}: the actor is marked “to-verify”, never as open. Write “open”, “planned” or “closed”.
issue-unknown-kind = The kind of actor “{ $value }” is not in the list. { $suggestion_count ->
    [0] Choose a kind from the list.
   *[other] Did you mean: { $suggestions }?
}
issue-unknown-function = The function “{ $value }” is not in the list. { $suggestion_count ->
    [0] Choose a function from the list, or leave blank for those of the kind of actor.
   *[other] Did you mean: { $suggestions }?
}
issue-unknown-stage = The stage “{ $value }” is not known. Write prenatal, postnatal or early-childhood.
issue-unknown-stratum = The stratum “{ $value }” is not known. Write low-risk, specific, complex, refusal or danger.
issue-unknown-mode = The mode “{ $value }” is not known. Write on-site, home-visits or mobile.
issue-unknown-status = The status “{ $value }” is not known. Write open, planned, suspended, closed or to-verify; put details in the note.
issue-unknown-unit = The unit “{ $value }” is not known. Write follow-ups, half-days, fte, places, births, families, children or patients.
issue-unknown-position-quality = The position quality “{ $value }” is not known. Write address, locality, commune, approximate or unknown.
issue-duplicate-service = The actor “{ $actor }” already has a service “{ $service }” on line { NUMBER($first_row, useGrouping: 0) }. Remove one of the two lines, or give the service another name.
issue-actor-rows-differ = This line contradicts line { NUMBER($first_row, useGrouping: 0) } of the same actor “{ $actor }”: here “{ $value }”, there “{ $first_value }”. Write the same value, or give another identifier if it is another actor.
issue-link-unknown = “{ $value }” is the identifier of no actor, neither of this file nor of the register. Correct it, or leave blank.
issue-link-itself = An actor is not “perhaps the same” as itself ({ $value }). Leave blank, or give the identifier of the other.
issue-link-circle = These links go round in a circle (line in brackets): { $circle }. A link is said once, on either of the two lines: remove one.
issue-actor-updated = The actor “{ $value }” is already in the register: it will be updated, without erasing its history.
issue-derived-id-exists = An actor of the same kind, name and locality is already in the register (“{ $value }”): it will be updated. If this is another one, give it an identifier.
issue-looks-like-duplicate = An actor of the same kind and name, in the same commune, is already on line { NUMBER($first_row, useGrouping: 0) }, under another identifier. Check that it is not the same one.

## Numbers

issue-not-a-number = “{ $value }” is not a number. Write a number, or leave blank if the value is not known.
issue-number-with-text = “{ $value }” mixes a number and text. Write { $number } alone, and put the rest in the note.
issue-number-ambiguous = “{ $value }” can be read in two ways. Write { $thousands } or { $decimal }, whichever you mean.
issue-number-negative = “{ $value }” is negative. Write a positive number, zero, or leave blank if the value is not known.
issue-number-too-large = “{ $value }” is above the largest number possible here, { NUMBER($limit) }. Correct the number.
issue-read-as-unknown = “{ $value }” is read as an unknown value, never as zero.
issue-unit-missing = The number “{ $value }” has no unit. Say what is counted per year: follow-ups, half-days, fte, places, births, families, children or patients.
issue-used-above-capacity = The number used ({ $value }) is above the capacity ({ $capacity }). Check both; keep them if the service is really overloaded.

## Dates

issue-bad-date = “{ $value }” is not a date. Write 2025, 03/2025, 12/03/2025 (day first) or 2025-03-12.
issue-date-in-future = The source is dated { $value }, after today ({ $today }). Correct the date.
issue-as-of-undated = The source bears no date: the information is kept as undated.
issue-dates-reversed = The end ({ $value }) comes before the start ({ $since }). Correct one of the two dates.
issue-open-before-since = The actor is said to be open, but only opens at a date to come ({ $value }). Write “planned”, or correct the date.
issue-open-after-until = The actor is said to be open, but closed at a past date ({ $value }). Write “closed”, or correct the date.

## Where the actor is

issue-bad-coordinate = “{ $value }” is not a coordinate. Write decimal degrees, for example 5.7183.
issue-coordinate-incomplete = The line gives { $given ->
    [lon] the longitude but not the latitude
   *[lat] the latitude but not the longitude
}. Give both, or neither.
issue-coordinates-zero = Longitude and latitude are zero, which is a point in the ocean. Leave them blank if the position is not known.
issue-coordinates-not-degrees = “{ $value }” are not degrees. They may be metres (Lambert), or the decimal mark was lost: write decimal degrees, for example 5.7183 and 49.9217.
issue-coordinates-swapped = Longitude and latitude ({ $value }) seem exchanged: the other way round, the point falls in the territory. Exchange the two columns.
issue-outside-territory = The point ({ $value }) is { NUMBER($km) } km from the territory. Correct the coordinates, or choose another territory.
issue-position-far-from-zone = The point ({ $value }) is { NUMBER($km) } km from { $zone }, the commune given. Check the commune and the coordinates.
issue-position-unknown = No coordinates, and no locality or commune that is known: the actor is not placed on the map. Add its commune.
issue-locality-ambiguous = “{ $value }” exists in several communes ({ $candidates }): the actor is not placed on the map. Add its commune.
issue-placed-at-locality = The actor is placed at its locality, { $place } ({ $zone }), for lack of coordinates.
issue-placed-at-commune = The actor is placed at the centre of { $zone }, for lack of coordinates and of a known locality.
issue-zone-from-position = The commune, left blank, is that of the point: { $zone }. Check it if the point is near a boundary.
issue-position-quality-assumed = The quality of the position is not given: it is counted as { $quality ->
    [address] that of the address.
   *[approximate] approximate.
}
issue-position-quality-conflict = The position is said to be unknown, but coordinates are given: they are kept as approximate. Correct one or the other.
issue-unknown-zone = “{ $value }” is not a zone of this territory. { $suggestion_count ->
    [0] Check the name, or write its official code.
   *[other] Did you mean: { $suggestions }?
}
issue-ambiguous-zone = “{ $value }” names several zones: { $candidates }. Write the code of the one you mean, or its level (“province de …”).
issue-zone-too-large = “{ $zone }” is larger than a commune ({ $level }). Write the commune where the actor is; put the zone that it serves in “covers”.
issue-code-lost-zero = The code “{ $value }” has lost its zero: it is read as { $code } ({ $zone }). Give the column the text format.
issue-postal-code-lost-zero = The postal code “{ $value }” has lost its zero: it is read as { $code }. Give the column the text format.
issue-phone-lost-zero = The number “{ $value }” is saved as a number: its first zero is probably lost. Give the column the text format and write it again.
issue-website-unsafe = “{ $value }” is not the address of a site ({ $scheme }). Write an address that starts with https://, or leave blank.
issue-website-odd = “{ $value }” does not look like the address of a site. Check it; an e-mail address goes in the note.

## Lines of a matrix of times, of candidate places, of need rules

issue-matrix-bad-minutes = “{ $value }” is not a duration in minutes, from 0 to 1,440. Correct it, or remove the line if the trip is impossible.
issue-matrix-duplicate = The trip “{ $value }” is already given above. Keep one line only.
issue-siting-candidate-place = Neither commune (zone) nor coordinates (lon and lat). Give one or the other.
issue-siting-candidate-zone = “{ $value }” is not a commune of this territory. Write its code or its name.
issue-siting-candidate-number = “{ $value }” is not a number that can be used. Write a number without thousands separators, or leave it empty.
issue-siting-candidate-outside = The point ({ $lon }; { $lat }) is { $km } km from the territory. Correct it (longitude first, latitude next) or remove it.
issue-rules-number = “{ $value }” is not a number. Write a number, or leave it empty.

## Counts of services

issue-expected-no-rows = The file has headers but no row. Add one row per zone and kind of actor.
issue-expected-twice = This zone and kind of actor are already on row { NUMBER($first_row, useGrouping: 0) }. Keep one row only.
issue-expected-low-above-high = The least ({ $low }) is larger than the most ({ $high }). Swap them, or correct one of the two.
issue-expected-outside-bounds = The expected count ({ $expected }) is not between the least ({ $low }) and the most ({ $high }). Correct one of the three.
issue-expected-high-below-known = The register knows { $known } open services of this kind in this zone ({ $zone }), more than the most possible ({ $high }). Correct this number, or close in the register the services that no longer exist.
issue-expected-below-known = The register knows { $known } open services of this kind in this zone ({ $zone }), more than the { $expected } expected. The count is kept: it may be older than the register. Check it.
issue-expected-no-figure = The row gives no count and its reliability is not “none”. Give a count, or write “none” to say that none was found.
issue-unknown-reliability = “{ $value }” is not a reliability. Write official, secondary, press or none.
## The lists of others: what is recognised, left aside, to be said

issue-recipe-used = List recognised: it is read with the recipe “{ $value }”.
issue-column-guessed = The column “{ $value }” is read as “{ $english }” ({ $french }). Say another one if it is not.
issue-column-absent = “{ $value }” is not in the file. There is: { $known }.
issue-not-a-list = The headers ({ $value }) say nothing that a list of services says: no name, kind or place. Say which column is the name, or choose the file of the list.
issue-nothing-left = No line is left once what is elsewhere, of another kind or without a place is set aside. Check the territory and the kinds.
issue-crs-missing = The coordinates ({ $value }) are in metres and their system is not known. Say it, for example EPSG:2154 (Lambert 93) or EPSG:31370 (Belgian Lambert 72).
issue-encoding-doubtful = The accents can be read in several ways: the file was read as { $encoding } ({ $others } would read too). Check “{ $value }”, or say the encoding.
issue-hidden-rows = { $count ->
    [one] One hidden line (line { $lines }) is read like the others
   *[other] { $count } hidden lines ({ $lines }) are read like the others
}. Take them out of the file if they should not be.
issue-rows-heading = { $count ->
    [one] One line is a heading or a total: it is left aside
   *[other] { $count } lines are headings or totals: they are left aside
} ({ $value }).
issue-rows-outside = { $count ->
    [one] One line is outside the territory and left aside
   *[other] { $count } lines are outside the territory and left aside
} ({ $value }). Those that can be reached from here may be kept.
issue-rows-outside-far = { $count ->
    [one] One line is too far to be reached from here: it is left aside
   *[other] { $count } lines are too far to be reached from here: they are left aside
} ({ $value }).
issue-rows-other-kind = { $count ->
    [one] One line is of a kind that is not taken: it is left aside
   *[other] { $count } lines are of a kind that is not taken: they are left aside
} ({ $value }).
issue-kind-not-here = { $count ->
    [one] One line is of a kind that is known but not in the list of kinds: it is left aside
   *[other] { $count } lines are of kinds that are known but not in the list of kinds: they are left aside
} ({ $value }).
issue-rows-no-place = { $count ->
    [one] One line has no place at all: it is left aside
   *[other] { $count } lines have no place at all: they are left aside
} ({ $value }).
issue-rows-no-name = { $count ->
    [one] One line has no name: it is left aside
   *[other] { $count } lines have no name: they are left aside
}.
issue-rows-repeated = { $count ->
    [one] One line repeats another word for word: it is taken once
   *[other] { $count } lines repeat another word for word: they are taken once
} ({ $value }).
issue-rows-with-errors = { $count ->
    [one] One line with an error is left aside, as you asked
   *[other] { $count } lines with an error are left aside, as you asked
}: { $value }.
issue-outside-kept = The point ({ $value }) is outside the territory, { NUMBER($km) } km away: it serves those who can go there, and counts in no zone.
issue-commune-believed = The point ({ $value }) is { NUMBER($km) } km from { $zone }: the commune is believed, the point is left.
issue-point-believed = The point ({ $value }) is { NUMBER($km) } km from { $named }: the point is believed, the commune is { $zone }.
issue-zone-former-code = The code “{ $value }” is no longer in use: it is { $zone } today ({ $code }).
issue-zone-former-name = “{ $value }” is part of { $zone } today ({ $code }).
issue-zone-other-language = “{ $value }” is { $zone } ({ $code }).
issue-code-without-departement = The code “{ $value }” lacks its département: it is read { $code } ({ $zone }).
issue-zone-wide = “{ $value }” is not a commune ({ $level }): the place is looked for elsewhere on the line.
issue-zone-not-here = “{ $value }” is not a commune of this territory: the point is read.
issue-postal-code-shared = The postal code { $value } serves { $count } communes: the actor is placed in the most populated, { $zone }. Add its commune.
issue-id-case-differs = “{ $value }” and “{ $first_value }” (line { NUMBER($first_row, useGrouping: 0) }) differ only by capitals: they are two actors. Write them alike if they are one.
issue-same-door = “{ $value }” is of the same kind and at the same door as line { NUMBER($first_row, useGrouping: 0) } (“{ $first_value }”): perhaps the same service. Both are kept.

issue-unknown-delivery = “{ $value }” does not say what is delivered. Write full, part, none or unknown.
issue-unknown-delivery-reason = The reason “{ $value }” is not known. Write staff, money, premises or referral; put details in the note.
issue-identifier-unread = “{ $value }” is not an identifier that can be read. Write who gives it, a colon, then the number: finess:010780054; siret:26010004500012.
issue-seen-in-future = { $value } comes after today ({ $today }): nothing can have been seen on that day yet. Correct the date.
issue-return-passed = The return was expected for { $expected }, which has passed. Check whether the actor has opened again.
issue-reason-without-lack = A reason is given (“{ $value }”) although the service is delivered in full. Check both.
issue-observed-undated = “{ $value }” is the state of one day, but the day is not said. Fill in the column “observed”.
issue-identifier-odd = The identifier “{ $value }” does not have the shape of a { $scheme } number. It is kept as it is: check it.
