travel-estimated-share = { $share } of the trips come from the estimate.
travel-known-all = All trips between places and the located actors of the register are known.
travel-known = { $share } of the trips between places and located actors are known; the others keep their estimated time, and are counted as such.
travel-known-roads = { $share } of the trips have both ends within what the road file covers; the others keep their estimated time, and are counted as such.
travel-known-roads-alone = { $share } of the trips have both ends within what the road file covers. This mode has no estimate: the others stay without a time.
travel-known-kinds-none = { $count ->
    [one] { $count } other kind of actor has no known trip.
   *[other] { $count } other kinds of actors have no known trip.
 }
travel-known-nobody = No actor of the register has a known place: there is no trip to know yet.
travel-known-rows-more = { $count ->
    [one] And { $count } other line, known at least as much.
   *[other] And { $count } other lines, known at least as much.
 }
travel-known-zones-none = No known trip: { $named }.
travel-known-ask = Less than 90% of the trips are known. Keep them anyway?
column-known-kind = Kind of actor
column-known-zone = Zone
column-known-trips = Known trips
column-known-share = Share
known-candidates = candidate places
matrix-unreachable = { $rows ->
    [one] { $rows } trip is stated to be impossible.
   *[other] { $rows } trips are stated to be impossible.
 }
matrix-without-time = { $rows ->
    [one] { $rows } row tells no time (empty, NA or −1): the estimate answers for it.
   *[other] { $rows } rows tell no time (empty, NA or −1): the estimate answers for them.
 } If that means “out of reach”, run again with --na-is unreachable.
matrix-from-seconds = The times of the file were seconds: they were turned into minutes.
matrix-seconds-ask = Read as minutes, these times are very long: { $given } in the middle, where the estimate says { $estimate } min. Are they seconds?
travel-removed = The times that you had brought are removed ({ $source }). { $engine ->
    [roads] The road network answers from now on.
    [matrix] Those of another population layer stay.
    [estimate] The estimate answers from now on.
   *[none] This mode has no travel time left.
 }
roads-removed = The road network is removed ({ $source }). { $engine ->
    [matrix] Your own times answer from now on.
    [estimate] The estimate answers from now on.
   *[none] This mode has no travel time left.
 }
travel-exported-estimated = { $rows ->
    [one] { $rows } time comes
   *[other] { $rows } times come
 } from the estimate (column “engine”).
roads-outside = Outside what the file covers: { $places ->
    [0] no place
    [one] { $places } place
   *[other] { $places } places
 } and { $actors ->
    [0] no actor
    [one] { $actors } actor
   *[other] { $actors } actors
 }. The network knows nothing of them.
cli-travel-remove-help = Remove your own travel times of a mode.
cli-roads-remove-help = Remove the road network that was built for a mode.
cli-yes-help = Keep without asking, even when less than 90% of the trips are known.
cli-na-is-help = What an empty cell, NA or −1 means: an unknown time (the estimate answers) or a place out of reach.
cli-times-unit-help = Unit of the times in the file; otherwise the name of the column tells it, and seconds taken for minutes are pointed out.
cli-matrix-layer-help = Population layer whose points the file names; that of the territory by default.
cli-matrix-candidates-help = File of candidate places (that of “siting”) that the table may name, besides actors and codes of communes.
cli-export-layer-help = Population layer from which trips leave; that of the territory by default.
cli-export-candidates-help = File of candidate places (that of “siting”) to which trips go, instead of the actors.
cli-export-seats-help = Write the trips to the candidate communes of “siting”, instead of the actors.
error-travel-partial = { $file } does not tell enough of the trips ({ $share }, less than 90%): nothing is kept. Add --yes to keep them anyway: the estimate will answer for the rest, and that will be told.
error-travel-not-kept = Nothing is kept: what answered before still answers.
error-travel-one-destination = Choose --candidates or --seats, not both.
error-matrix-seconds = Read as minutes, the times of { $file } are very long: { $given } in the middle, where the estimate says { $estimate } min. If they are seconds, add --unit seconds; otherwise --unit minutes.
error-matrix-json = { $file } is a JSON table, like that of OSRM: seconds, without the names of the places. Write a CSV with place_id, actor_id and seconds instead, one row per trip, in the order that you had asked for.
error-matrix-swapped = { $file } goes from actors to places: swap the two columns to give the time from each place to each actor.
error-matrix-missing = No times that you brought are kept for { $territory } (mode { $mode }){ $layer ->
    [none] .
   *[other] , layer “{ $layer }”.
 }
error-roads-no-place = { $file } touches the rectangle around the territory, but has no road near any of its { $places } places. Choose an extract that holds the roads of the territory.
