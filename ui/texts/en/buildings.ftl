scenario-change-close-building = Close “{ $who }” and what its building houses
scenario-housed = In the same building, these close too: { $names }.
plan-building = In the same building: { $names }.
plan-building-closes = Close the whole building
plan-building-help = Same address, in the same commune. Without this, the other services of the building stay open.
building-closure = If this building closed
building-note = A building counts once: services at one address are one recourse, and they would close together.
