# Public transport: timetable files (GTFS), the timetable of a day, trips without a car.

## Engine and modes

engine-timetable = time from public transport timetables
remark-timetable = Time by public transport from the timetable of { $source } (built on { $date }): walks and waits counted, { $moments }.
transit-hours-said = { $moment ->
    [appointment] to be there at { $hours }
    [appointments] { $percentile ->
        [50] the median
       *[other] percentile { $percentile }
    } of the appointments at { $hours }
    [arrive] { $percentile ->
        [50] the median
       *[other] percentile { $percentile }
    } of the appointments { $hours }
   *[leave] { $percentile ->
        [50] the median
       *[other] percentile { $percentile }
    } of the minutes of departure { $hours }
 }
legend-minutes-timetable = Trip to the { $known ->
    [yes] nearest known service
   *[no] nearest
}, { $way }
map-minutes-timetable = Time { $way } to the nearest service
by-mode-transit = by public transport
by-mode-carless = without a car

## Files

error-feed-not-zip = { $value } is not a ZIP file: a public transport feed (GTFS) is a ZIP of .txt files. Give the ZIP as the operator publishes it.
error-feed-damaged = { $feed } is damaged or protected: { $value } cannot be read. Download it again.
error-feed-zip-inside = { $value } holds other ZIPs ({ $inside }): take them out and give them one by one, each with --gtfs.
error-feed-file-missing = { $feed }: { $value } is missing. This is not a whole public transport feed (GTFS).
error-feed-column-missing = { $feed }: column { $value } is missing in { $file }.
error-feed-row-broken = { $feed }: a line of { $file } does not have its { $columns } columns (“{ $value }”).
error-feed-encoding = { $feed }: { $value } is a text in no known encoding. Save it in UTF-8.
error-feed-file-too-large = { $feed }: { $value } is larger than { $limit_gb } GB once unpacked.
error-feed-frequencies-alone = { $feed } has frequencies only (frequencies.txt): without stop_times.txt, nothing says where trips go nor how long they take.
error-feed-nothing-left = { $feed }: no trip can be used; the findings below say why.
error-feed-id-twice = { $feed }: the identifier “{ $value }” is twice in { $file }, column { $column } (line { NUMBER($row, useGrouping: 0) }).
error-feed-sequence-twice = { $feed }: trip “{ $value }” passes twice with the same sequence number in { $file } (line { NUMBER($row, useGrouping: 0) }).
error-transit-no-feed = Give at least one timetable file with --gtfs.
error-transit-same-feed = { $file } and { $other } are the same file: give it once, or every trip would count twice.
error-transit-no-service = No trip runs on { $day }. The timetable goes from { $first } to { $last }: choose another day with --day.
error-transit-elsewhere = No stop of { $file } is near this territory: this is the timetable of another region.
error-transit-no-place = None of the { $places } places of the territory is where the lines of { $file } pass.
error-transit-missing = No timetable is kept for { $territory }. Build it with “maillage transit build { $territory } --gtfs FILE.zip”.
error-transit-damaged = The timetable { $file } is damaged, or comes from another version. Build it again with “maillage transit build”.
error-transit-no-departure = There is no minute of departure in this range.
error-transit-bad-percentile = A percentile is above 0 and at most 100 ({ $value } given).
error-transit-hours-two = Give --leave or --arrive, not both: times are those of departures, or of appointments.
error-transit-hours-reset = --reset goes back to the original moments: give it alone.
error-transit-hours-damaged = The moments chosen for { $territory } ({ $file }) cannot be read. Go back to the original ones with “maillage transit hours { $territory } --reset”.
error-bad-hour = “{ $value }” is not a time of day: write for example 07:00.

## Findings

issue-feed-not-zip = “{ $value }” is not a ZIP file.
issue-feed-damaged = “{ $value }” is damaged or protected: it cannot be read.
issue-feed-zip-inside = “{ $value }” holds other ZIPs ({ $inside }), to be given one by one.
issue-feed-file-missing = The file { $value } is missing.
issue-feed-column-missing = { $file }: column { $value } is missing.
issue-feed-row-broken = { $file }: this line does not have its { $columns } columns (“{ $value }”).
issue-feed-encoding = “{ $value }” is a text in no known encoding.
issue-feed-file-too-large = “{ $value }” is larger than { $limit_gb } GB once unpacked.
issue-feed-frequencies-alone = “{ $value }” has frequencies only: without stop_times.txt, nothing says where trips go.
issue-feed-nothing-left = “{ $value }”: no trip can be used.
issue-feed-id-twice = { $file }: the identifier “{ $value }” is given twice ({ $count ->
    [one] one line
   *[other] { $count } lines
 }).
issue-feed-sequence-twice = { $file }: trip “{ $value }” passes twice with the same sequence number ({ $count ->
    [one] one line
   *[other] { $count } lines
 }).
issue-feed-coordinates-zero = { $file }: stop “{ $value }” is placed at 0, 0, in the ocean: it is left out ({ $count ->
    [one] one stop
   *[other] { $count } stops
 } so placed).
issue-feed-stop-nowhere = { $file }: stop “{ $value }” has no position: it is left out ({ $count ->
    [one] one stop
   *[other] { $count } stops
 } in all).
issue-feed-bad-coordinate = { $file }: “{ $value }” is not a coordinate in degrees; the stop is left out ({ $count ->
    [one] one line
   *[other] { $count } lines
 }).
issue-feed-bad-time = { $file }: “{ $value }” is not a time (25:10:00 will do after midnight); it is taken as absent ({ $count ->
    [one] one line
   *[other] { $count } lines
 }).
issue-feed-bad-date = { $file }: “{ $value }” is not a date (20261128); the line is left out ({ $count ->
    [one] one line
   *[other] { $count } lines
 }).
issue-feed-bad-number = { $file }: “{ $value }” is not the number expected; the line is left out ({ $count ->
    [one] one line
   *[other] { $count } lines
 }).
issue-feed-unknown-reference = { $file }: “{ $value }” is not in { $other }, or cannot be used; what refers to it is left out ({ $count ->
    [one] one line
   *[other] { $count } lines
 }).
issue-feed-station-circle = { $file }: the station of stop “{ $value }” is the stop itself, or names it as its own; it is ignored ({ $count ->
    [one] one line
   *[other] { $count } lines
 }).
issue-feed-times-back = { $file }: trip “{ $value }” goes back in time; it is left out ({ $count ->
    [one] one trip
   *[other] { $count } trips
 } in all).
issue-feed-trip-short = { $file }: trip “{ $value }” has a single stop that can be used; it is left out ({ $count ->
    [one] one trip
   *[other] { $count } trips
 } in all).
issue-feed-trip-timeless = { $file }: trip “{ $value }” has no time at its ends; it is left out ({ $count ->
    [one] one trip
   *[other] { $count } trips
 } in all).
issue-feed-bad-frequency = { $file }: the frequency of trip “{ $value }” is zero, or ends before it begins; it is left out ({ $count ->
    [one] one line
   *[other] { $count } lines
 }).
issue-feed-encoding-converted = { $file } is not in UTF-8: it is read as { $encoding }. Check “{ $value }”.
issue-feed-in-folder = The files are in the folder “{ $folder }” of the ZIP: they are read there.
issue-feed-same-ids = { $count ->
    [one] { $count } trip has
   *[other] { $count } trips have
 } in { $file } the identifier that they have in { $other } (“{ $value }”): all are kept, apart. If these are two versions of one feed, give one only.
issue-feed-loops = { $count ->
    [one] { $count } trip passes
   *[other] { $count } trips pass
 } twice at the same stop: these are loops, one gets on and off at either passage.
issue-feed-transfers-narrow = { $file }: { $count ->
    [one] { $count } change holds
   *[other] { $count } changes hold
 } for one line or trip only: they are not read, the usual walk and time to change hold.
issue-feed-not-valid = { $file }: this timetable goes from { $first } to { $last }; { $day } is not within it.
issue-feed-no-service-that-day = { $file }: no trip runs on { $day }. The other files make the timetable alone.
issue-feed-stops-far = { $count ->
    [one] { $count } stop is
   *[other] { $count } stops are
 } far from any street on foot (“{ $value }”): one walks there in straight line, the detour counted.

## Commands

cli-transit-help = Public transport timetables: build that of a day, show it, remove it.
cli-transit-build-help = Build the timetable of a day from public transport feeds (GTFS, a ZIP each), for the modes transit and carless.
cli-transit-show-help = Say what the timetable holds: day, feeds, stops, findings, trips that are known.
cli-transit-remove-help = Remove the timetable.
cli-transit-hours-help = The moments over which times are taken, for every measure, map, scenario and search of the territory: minutes of departure, or appointments before which to arrive. Without options, tell them.
cli-transit-hours-leave-help = Leave between two times, for example 7:00-9:00. Can be repeated.
cli-transit-hours-arrive-help = Arrive before an appointment, for example 9:00, or before every minute of a span, 9:00-11:00. Can be repeated.
cli-transit-hours-percentile-help = Percentile of the times of all moments, above 0 and at most 100 (50 originally, the median).
cli-transit-hours-reset-help = Go back to the original moments.
cli-gtfs-help = Public transport feed (GTFS), a ZIP file. May be repeated.
cli-transit-day-help = Day of the timetable, YYYY-MM-DD; without it, the working day with most trips in the next four weeks that the feeds know.
progress-transit-read = Reading the feeds…
progress-transit-timetable = Timetable of the day, and changes…
progress-transit-save = Writing…
progress-transit-done = Done.
column-transit = Public transport
transit-day = Day
transit-feed = { $file }
transit-feed-said = { $publisher }: { $trips } trips that day, valid from { $first } to { $last }
transit-hours = Moments
transit-stops = Stops served
transit-walks = Walks from stop to stop
transit-walks-streets = by the streets
transit-walks-straight = in straight line, the detour counted
transit-removed = The timetable is removed ({ $source }).
transit-not-of-today = This timetable holds from { $first } to { $last }: it says nothing of today, { $today }.
transit-not-of-day = { $day }, the day of the timetable, is outside the validity of { $files }: none of its trips is counted, and times may look longer than they are.
transit-walks-changed = The network on foot has changed since: build the timetable again with “maillage transit build { $territory }” for changes to follow it.
travel-known-transit = { $share } of the trips have both ends where lines pass. Elsewhere, this timetable says nothing: the time stays unknown, which is not out of reach.

## Going and coming back

cli-transit-returns-help = How many times a day one can go to a service and come back while it is open, by public transport.
cli-transit-stay-help = Minutes spent there (45 by default).
cli-transit-way-help = Longest trip, each way, in minutes (120 by default).
cli-transit-open-help = Opening hours of all services, for example 9:00-12:00, instead of their own. May be repeated.
returns-title = { $zone }: { $services }, going and coming back in a day
column-going-several = Several times
column-going-once = Once
column-going-never = Never
column-going-on-foot = On foot
column-going-unknown = Unknown
column-going-times = Times a day
column-going-last-back = Last way back
hours-span = from { $start } to { $end }
hours-and = {" "}and{" "}
time-of-day = { $hour }:{ $minute }
going-means = Share of { $base ->
    [births] births
   *[other] people
 } from where one can go to a service, stay { $stay } minutes while it is open, and come back the same day, each trip taking { $way } minutes at most (timetable of { $source }, { $day }). Times a day: mean, to the best served service. Last way back: half have theirs before that time.
going-hours-supposed = { $count ->
    [one] The hours of one service of { $services } are not read
   *[other] The hours of { $count } services of { $services } are not read
 }: the usual ones are supposed ({ $hours }).
going-closed = { $count ->
    [one] One service of { $services } is closed that day.
   *[other] { $count } services of { $services } are closed that day.
 }
going-outside = { $count ->
    [one] One service of { $services } is where no line passes
   *[other] { $count } services of { $services } are where no line passes
 }: this timetable says nothing of it.
going-unlocated = { $count ->
    [one] One service has no known place: it is not part of these trips.
   *[other] { $count } services have no known place: they are not part of these trips.
 }

## One journey

cli-transit-journey-help = One journey by public transport, leg by leg: walks, lines, stops, times, changes, last way back.
cli-journey-from-help = Where one starts: a population point, or a zone (its point where most are counted).
cli-journey-to-help = Where one goes: the id of an actor of the register.
cli-journey-leave-help = Time from which one may leave. Without it: a moment whose time is that of the travel table (see “maillage transit hours”).
cli-journey-arrive-help = Time of the appointment: the last departure that arrives before.
cli-journey-mode-help = carless: on foot as far as needed; transit: an hour of direct walk at most.
journey-title = { $place } → { $actor }
column-leg-means = Means
column-leg-from = From
column-leg-to = To
column-leg-leaves = Leaves
column-leg-arrives = Arrives
leg-on-foot = on foot
leg-line = line { $line }
journey-then = , then{" "}
journey-said = By public transport: { $lines }; { $changes ->
    [0] no change
    [one] one change
   *[other] { $changes } changes
 }; { $back }.
journey-back = last way back at { $time }
journey-no-back = no way there and back within opening hours that day
journey-on-foot = On foot all the way: no line arrives before.
journey-none = By public transport: out of reach at that time, or for more than half of the departures.
journey-unknown = By public transport: unknown, no line of this timetable passes there.
journey-usual = Ready at { $ready }, one leaves at { $leaves } and arrives at { $arrives }: { $minutes }, waiting counted: the time of the travel table.
journey-leaving = Ready at { $ready }, one leaves at { $leaves } and arrives at { $arrives }: { $minutes }, waiting counted.
journey-appointment = To be there at { $before }, one leaves at { $leaves } and arrives at { $arrives }: { $minutes }, the wait there counted, the time of the travel table.
journey-arriving = One leaves at { $leaves } and arrives at { $arrives }: { $minutes }.
journey-source = Timetable of { $source }, { $day }.
error-journey-two-times = Give --leave or --arrive, not both.
error-journey-actor-nowhere = { $actor } has no known place: no journey can lead there.
error-journey-unknown-origin = “{ $origin }” is neither a population point nor an inhabited zone of { $territory }.

## What the timetable does not say

remark-outside-timetable-places = { $count ->
    [one] One population point is where no line of this timetable passes: its time is unknown, and what is within reach is at least that.
   *[other] { $count } population points are where no line of this timetable passes: their times are unknown, and what is within reach is at least that.
 }
remark-outside-timetable-actors = { $count ->
    [one] One open actor is where no line of this timetable passes: the time to go there is unknown.
   *[other] { $count } open actors are where no line of this timetable passes: the times to go there are unknown.
 }
doctor-seen-transit-damaged = The public transport timetable cannot be read.
