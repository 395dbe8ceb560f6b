scenario-change-close-building = Close “{ $who }” and what its building houses
scenario-housed = In the same building, these close too: { $names }.
plan-building = In the same building: { $names }.
plan-building-closes = Close the whole building
plan-building-help = Same address, in the same commune. Without this, the other services of the building stay open.
building-closure = If this building closed
building-note = A building counts once: services at one address are one recourse, and they would close together.
actor-caption-building = In the same building: { $names }
legend-building = building that several services share
card-building = In the same building
plan-column-beside = In the same building
scenario-sharing-one = { $name } (with { $others })
scenario-sharing = { $after ->
    [0] No service is in a building that others share any more
    [one] One service is in a building that others share
   *[other] { $after } services are in a building that others share
}{ $same ->
    [yes] {""}
   *[no], against { $before } before
}{ $few ->
    [none] .
    [all] {""}: { $named }.
   *[some], among them { $named }.
}
plan-column-sharing = Services in a shared building
