column-row-quality = Quality of the row
glossary-row-quality = From 0 to 100%: fresh (whole under six months, none at two years), place, capacity, hours, contact. What does not apply does not count. The weights are in data/actors/quality.toml.
actors-columns = Columns
row-quality-none = not applicable
row-quality-said = { $score }{ $count ->
    [0] {""}
   *[other] {" "}— to complete: { $lacks }
  }
row-quality-fresh = recent date
row-quality-place = exact place
row-quality-capacity = capacity
row-quality-hours = hours
row-quality-contact = contact
quality-rows = Mean quality of the rows: { $score }.
map-layer-quality = Quality of the rows
legend-quality-good = Complete row (two thirds at least)
legend-quality-middling = Row to complete (one to two thirds)
legend-quality-poor = Poor row (less than a third)
legend-quality-none = Not applicable
actor-caption-quality = { $caption }; quality of the row: { $score }
error-quality-file = The file { $file } does not say how to score rows: { $reason }.
error-quality-criteria = { $file }: give a weight to each criterion ({ $criteria }), a value from 0 to 1 to each quality of position, and a fresh age below the stale one.
cli-register-quality-help = The quality of each row, from 0 to 1, criterion by criterion; empty: not applicable.
cli-register-quality-out-help = Write the table in this .csv file.
