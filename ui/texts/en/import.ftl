# The import assistant: what is understood of a list, what is missing, what is kept.

error-bad-recipe = The recipe “{ $file }” cannot be read: { $reason }.
error-unknown-recipe = Unknown recipe: “{ $recipe }”. Known: { $known }.
error-bad-recipe-name = “{ $name }” cannot name a recipe. Give it a name with letters.
error-import-column = “{ $column }” is not a column of a register. Write --map COLUMN=HEADER, for example --map "name=Name of the structure".
error-import-pair = “{ $value }” should be written WORDS=ANSWER.
error-unknown-import-kind = “{ $kind }” is not a kind of actor. { $suggestion_count ->
    [0] Write its code or its name.
   *[other] Did you mean: { $suggestions }?
}
error-unknown-crs = “{ $crs }” is not a known coordinate system. Write for example EPSG:2154.

import-columns = Columns: { $columns }.
import-preview = The first lines, as they will be understood
import-column-hours = Half-days a week
import-column-position = Position
import-quality = { $quality ->
    [address] address
    [locality] locality
    [commune] commune
    [approximate] approximate
   *[unknown] unknown
}
import-outside = outside the territory
import-hours-unread = { $count ->
    [one] Some opening hours are not understood and stay unknown
   *[other] { $count } opening hours are not understood and stay unknown
}: { $examples }.
import-hours-none = { $count ->
    [one] One is by appointment or says no moment: it stays unknown.
   *[other] { $count } are by appointment or say no moment: they stay unknown.
}
import-needs = { $count ->
    [one] One answer is missing before recording
   *[other] { $count } answers are missing before recording
}
import-kept-recipe = Answers kept as “{ $name }”: the next file of this form will be read the same way.
import-taken = { $kept ->
    [one] One line understood out of { $rows }.
   *[other] { $kept } lines understood out of { $rows }.
}

import-ask-column = Which column gives the name of the service?
import-ask-kind = Of which kind are these services? (“name”: read in the first words of the name; “-”: leave them aside)
import-ask-kinds = “{ $word }”: which kind? (“-”: leave these lines aside)
import-ask-places = “{ $word }”: which commune?
import-ask-source = Where does this list come from (who drew it up)?
import-ask-as-of = Of which date is this list (YYYY, YYYY-MM or YYYY-MM-DD)?
import-ask-crs = In which system are the coordinates? (for example EPSG:2154, EPSG:31370)
import-ask-believe = { $count ->
    [one] One point is far from the commune written
   *[other] { $count } points are far from the commune written
} ({ $names }). Which one to believe?
import-ask-outside = Every line is outside the territory. Keep them for those who can go there?
import-believe-point = the point
import-believe-commune = the commune
import-outside-keep = keep them
import-outside-skip = leave them aside
import-aside = leave aside
import-from-name = read in the first words of the name

import-answer = Answer
import-other = Read it otherwise
import-keep-outside = Keep the services outside the territory, for those who can go there (up to 200 km)
import-skip-errors = Leave aside the lines with an error
import-read-again = Read the file again
import-keep = Keep these answers under the name (optional)
import-keep-help = The next file with the same headers will be read without asking again, except its date.

import-flag-column = --map "name=…"   (columns of the file: { $proposals })
import-flag-kind = --kind CODE   or   --kind name   { $proposals ->
    [none] {""}
   *[other] (proposed: { $proposals })
}
import-flag-kinds = { $pairs }
import-flag-places = { $pairs }
import-flag-source = --source "…"
import-flag-as-of = --as-of { $proposals ->
    [none] YYYY-MM-DD
   *[other] { $proposals }
}
import-flag-crs = --crs { $proposals ->
    [none] EPSG:…
   *[other] { $proposals }
}
import-flag-believe = --believe point   or   --believe commune   ({ $names })
import-flag-outside = --outside keep   or   --outside skip

cli-map-help = Column read in a header of the file: COLUMN=HEADER, as many times as needed.
cli-import-kind-help = Kind of every line (code or name), “name” to read it in the first words of the name, or WORDS=KIND for one category; WORDS=- leaves it aside, “*=-” all the others.
cli-import-place-help = Commune of a place that the list writes otherwise: PLACE=COMMUNE.
cli-import-source-help = Where the list comes from, when it does not say.
cli-import-as-of-help = Date of the list, when it does not say.
cli-import-status-help = Status of every line, when the list does not say: open, planned, closed or to-verify.
cli-import-crs-help = System of coordinates in metres, for example EPSG:2154.
cli-import-sheet-help = Sheet of the workbook, or table of the GeoPackage.
cli-import-encoding-help = Encoding of the text, when accents are badly read (cp1252, cp850, mac-roman…).
cli-import-outside-help = Lines outside the territory: skip (left aside, counted) or keep (kept up to 200 km for those who can go there).
cli-import-believe-help = When the point is far from the commune written: believe the point or the commune.
cli-import-errors-help = Lines with an error: refuse (nothing is recorded) or skip (left aside, counted).
cli-import-recipe-help = Recipe to follow; without it, the one that recognises the headers.
cli-import-keep-help = Keep the answers under this name, for the next files of this form.
issues-more = … and { $count } more to tell: "maillage import … --json" gives them all.
