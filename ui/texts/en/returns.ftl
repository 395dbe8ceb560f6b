## Going and coming back, as a map

travel-part-returns = There and back
returns-no-timetable = This territory has no public transport timetable yet: when a service can be reached and left without a car stays unknown. Bring a timetable file (GTFS) under “Data and methods”, “Bring”, “Timetables”.
returns-nobody = Nobody is counted in this zone: there is no share to tell.
returns-unknown = No line of these timetables passes where the families of this zone live, or where these services are: when one can go and come back stays unknown.
returns-map-hours = Share of the opening hours
returns-map-people = Share of the { $base ->
    [births] births
   *[other] inhabitants
 } who can go and come back
returns-caption = { $zone }: { $share }{ $some ->
    [yes] {" "}(unknown for { $unknown })
   *[no] {""}
 }; last way back: { $time }
returns-zones = The { $zones }, from least to most often possible
formula-returns-hours = share of the minutes of the opening hours at which an appointment may begin, arriving in time and going home afterwards, waits counted in the longest way allowed; at the service where it is largest, on foot or by public transport, mean weighed by the families of the place. A place of which nothing is known is not in the mean.
formula-returns-people = share of those who can go to a service and come back at least once in the day, on foot or by public transport, among those of whom it is known. Waiting there is allowed here.
column-going-share = Share of the opening hours
column-going-able = Can go and come back
going-finding = { $zone }: on foot or by public transport, one can be received and come back during { $hours } of the opening hours, on average{ $some ->
    [yes] ; { $never } of the { $base ->
        [births] births
       *[other] inhabitants
     } never can
   *[no] {""}
 }{ $gaps ->
    [yes] {" "}(unknown for { $unknown }).
   *[no] .
 }
going-share-means = Share of the opening hours: those at which an appointment of { $stay } minutes may begin, each way lasting { $way } minutes at most, the wait before the appointment and that of the way back counted.

## One more bus

cli-scenario-gtfs-help = Extra trips (GTFS, a ZIP): one more bus, added to the timetable of the territory. May be repeated.
scenario-change-trips = Extra trips: “{ $file }”
going-change = Going and coming back without a car: one can be received during { $hours } of the opening hours, { $times } times a day by public transport; share of those who never can: { $never }.
issue-scenario-trips-refused = “{ $value }”: { $reason }
issue-scenario-trips-mode = The question is not asked by public transport: the trips of “gtfs” only change going and coming back without a car. Write mode = "carless" or mode = "transit" in [question].
error-more-trips-no-service = No trip of { $file } runs on { $day }, the day of the timetable: these trips go from { $first } to { $last }. Change their calendar, or build the timetable again for another day.
plan-tab-bus = One more bus
plan-bus-lead = The trips of a GTFS file are added to those of the timetable, on the same day. Their effect is read without a car: choose “Without a car” or “Public transport” at the top.
plan-bus-no-timetable = This territory has no public transport timetable yet: bring it under “Data and methods”, “Bring”, “Timetables”, then add one more bus here.
plan-bus-file = GTFS file of the extra trips (ZIP, { $megabytes } MB at most)
plan-add-bus = Add these trips

## Families without a car

cars-reach = { $car ->
    [without] Families without a car
    [with] Families with a car
   *[unknown] Families of whom it is not known whether they have a car
 } ({ $count } { $base ->
    [births] births
   *[other] inhabitants
 }, { $part }): { $near } within { $limits } minutes { $way }; mean time: { $mean }.
cars-unknown = Families without a car: the territory does not know them, nothing is said of them. A territory of your own can be given the share of households without a car of each commune (in %), with its other figures.
cars-changed = { $car ->
    [without] Families without a car
    [with] Families with a car
   *[unknown] Families of whom it is not known whether they have a car
 } ({ $count }): { $near } within { $minutes } minutes; saving time: { $gaining }; losing time: { $losing }.

## A mode without travel times

choice-mode-absent = “{ $asked }” has no travel times in this territory: { $mode ->
    [transit] public transport timetables (GTFS) are needed
    [carless] public transport timetables (GTFS) or a network on foot are needed
   *[other] a network or a table of times is needed
 }, to be brought under “Data and methods”, “Bring”. The figures shown are those of “{ $used }”.
