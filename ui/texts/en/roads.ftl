# Road networks: files, profiles, snapping to streets, isochrones.

## Files

error-roads-file-missing = The file { $file } was not found. Check its name and folder.
error-roads-not-pbf = { $file } is not an OpenStreetMap extract in PBF format. Download an “.osm.pbf” file (from Geofabrik, for example), or give an .osm file with --osm.
error-roads-is-xml = { $file } is named like a PBF file but holds XML. Give it with --osm, or download the “.osm.pbf” extract.
error-roads-not-osm = { $file } is not an OpenStreetMap file (.osm). Export the area from OpenStreetMap, or give an “.osm.pbf” extract with --pbf.
error-roads-not-graphml = { $file } is not a network saved by OSMnx (.graphml). Save it again from OSMnx, or give an “.osm.pbf” extract with --pbf.
error-roads-truncated = { $file } is cut: the download stopped before its end. Download it again.
error-roads-damaged = { $file } is damaged and cannot be read ({ $reason }). Download it again.
error-roads-cut-at-border = { $file } cuts roads at its edge: points are missing. Give the “.osm.pbf” extract with --pbf instead, or export the area with all of its roads whole.
error-roads-none = { $file } holds no road. Choose an extract with the roads (“highway”) of your territory.
error-roads-none-usable = No road of { $file } can be used { $mode ->
    [car] by car
    [bike] by bike
   *[foot] on foot
 }. Choose a complete extract, or another mode.
error-roads-none-connected = The roads of { $file } do not make a network: from nowhere can one go and come back ({ $mode ->
    [car] by car
    [bike] by bike
   *[foot] on foot
 }). Choose a complete extract.
error-roads-none-to-stop = The network of { $file } has only motorways or ferries: nobody can stop there ({ $mode ->
    [car] by car
    [bike] by bike
   *[foot] on foot
 }). Choose an extract that also has the streets.
error-roads-without-speeds = { $file } says neither the class of the roads (“highway”) nor their limit (“maxspeed”): no speed can be drawn from it. Save the network from OSMnx with these columns, or give an “.osm.pbf” extract with --pbf.
error-roads-elsewhere = { $file } covers another place (longitudes { $file_west } to { $file_east }, latitudes { $file_south } to { $file_north }) than the territory (longitudes { $west } to { $east }, latitudes { $south } to { $north }). Download the extract of your country or region.
error-roads-unreachable = OpenStreetMap (Overpass, { $service }) cannot be reached: this machine has no internet access, or the service is down. Try again later, or download an “.osm.pbf” extract on a machine with internet and give it with --pbf.
error-roads-download-failed = OpenStreetMap (Overpass) did not answer: { $reason }. Try again later, or download an “.osm.pbf” extract on a machine with internet and give it with --pbf.
error-network-file-missing = The network { $file } is not built. Run “maillage roads build”.
error-network-file-unreadable = The network { $file } cannot be opened: it is damaged or of another version. Run “maillage roads build” to build it again.

## Profiles

error-unknown-travel-mode = Unknown travel mode: { $mode }. Known modes: { $known }.
error-unknown-road-class = Unknown class of road: { $name }. Known classes: { $known }.
error-bad-speed = The speed “{ $name }” must be greater than zero ({ $value } given).
error-bad-profile = The file of speeds { $file } cannot be read: { $reason }. Put the original file back.
error-profile-closes-roads = These settings close roads ({ $mode }): the network must be built again with “maillage roads build”.

## Snapping to streets and isochrones

error-crs-not-metric = The coordinate system “{ $crs }” is not in metres. Give the territory a projected system in metres (for example EPSG:31370 in Belgium, EPSG:2154 in France).
error-bad-walk = The longest walk to the road must be greater than zero ({ $walk_m } m given).
error-bad-cell-size = A grid step of { $cell_m } m does not fit: it must be greater than zero, and large enough for the computation to hold in memory.
error-bad-thresholds = These durations do not fit: “{ $thresholds }”. Give one or more durations in minutes, zero or more.

## What deserves to be known

issue-roads-split = The file holds a second network, not linked to the first ({ $percent }% of the roads), such as an island without bridge or ferry. Places on it will be out of reach. If a link exists, choose an extract that holds it.
issue-roads-left-aside = { $km } km of roads ({ $percent }%) are left aside: one cannot go there and come back (private roads, ends of roads cut at the edge of the file).
issue-roads-no-turns = { $file } holds no turn restriction: routes may take forbidden turns. A complete “.osm.pbf” extract usually holds them.
issue-roads-turns-ignored = { $count ->
    [one] { $count } turn restriction is not applied
   *[other] { $count } turn restrictions are not applied
 } (passing by a street rather than a junction, holding at some hours only, or incomplete); { $read } are read. A few trips may be slightly too short.
issue-road-no-position = “{ $name }” has no position: no travel time can be computed. Complete its address or coordinates.
issue-road-too-far = “{ $name }” is { $km } km from the nearest street (at most { $limit_km } km): a position in the sea, off the network, or wrong coordinates. Check its position, or give a file of roads that covers more.

## Commands

cli-roads-speeds-help = Change the speeds of the network built (without option: back to the original ones). A few seconds, without reading the file again.
cli-speed-class-help = Speed of a class of roads in km/h, for example residential=20. May be repeated.
cli-limit-share-help = Part of the written limit at which one drives, for example 0.7 (0.8 originally, by car).
cli-from-actor-help = Time from the actor (home visits); without this option, time to the actor.
cli-areas-help = Draw the areas reached around actors, for a map (.geojson, .gpkg or .parquet).
cli-areas-actor-help = Identifier of an actor. May be repeated; without it, every open actor of the kind.
cli-areas-within-help = Time in minutes, itself included. May be repeated; without it, the thresholds of the territory.
cli-areas-basins-help = Instead: what is nearer to each actor than to any other, within the longest time.
cli-population-help = Count the population and births within reach of each actor, by commune.
cli-population-out-help = Write the detail by commune to this .csv file.
error-bad-class-speed = “{ $text }” is not a speed: write the class, the equals sign and km/h, for example residential=20.
error-matrix-one-way = The travel-time matrix “{ $source }” gives times to the actors; it says nothing of times from the actors. Build a road network with “maillage roads build”.
error-areas-need-roads = These areas are drawn on a road network, which is not built for { $territory } (mode { $mode }) or is not the engine chosen. Build it with “maillage roads build { $territory } --pbf FILE”.
error-areas-by-timetable = By the timetable, areas are those from which one can come within the time given: --basins and --from-actor do not apply.
error-areas-format = { $file }: choose a .geojson, .gpkg or .parquet file.
error-population-format = { $file }: choose a .csv file.
error-unknown-actor-id = There is no actor “{ $actor }” in the register of { $territory }. Identifiers are in the actor_id column of the register.
error-no-actor-of-kind = There is no open actor of the kind “{ $kind }” in the register of { $territory }.
column-limit = Time
progress-roads-times = Travel times…
areas-written = { $count ->
    [one] { $count } area drawn
   *[other] { $count } areas drawn
 } ({ $engine }).
areas-empty = { $count ->
    [one] { $count } actor has no area: without position, or too far from any road
   *[other] { $count } actors have no area: without position, or too far from any road
 }.
population-written = { $rows ->
    [one] { $rows } row written
   *[other] { $rows } rows written
 } to { $file }.
travel-left-out-cli = { $count ->
    [one] { $count } place or actor is too far from any road: { $named }.
   *[other] { $count } places or actors are too far from any road: { $named }…
 } No time by road is given for them.
roads-attached-places = Places attached to a street
roads-attached-actors = Actors attached to a street
roads-road-too-far = { $name } ({ $km } km)
roads-road-no-position = { $name } (no position)
roads-far-places = { $count ->
    [one] { $count } place has
   *[other] { $count } places have
 } no street linked to the network within { $limit } km (or no position); no time is given for them: { $named }
roads-far-actors = { $count ->
    [one] { $count } actor has
   *[other] { $count } actors have
 } no street linked to the network within { $limit } km (or no position); no time is given for them. Check their position, or give a larger road file: { $named }
error-missing-folder = The folder “{ $folder }” does not exist. Create it, or write the file elsewhere.
roads-margin = Margin around the territory
roads-waits = Share of the time in waits (signals, junctions)
roads-laws = Speed limits of
roads-margin-why = { $km } km are enough: half of what is travelled in { $minutes } min at { $kph } km/h, and no trip of { $minutes } min passes beyond. The margin also goes around the actors listed across the border.
progress-roads-check = Checking the files…
error-roads-file-twice = { $file } is the same file as { $other }. Give each extract once.
error-roads-file-adds-nothing = { $file } adds nothing: all its roads are already in the other files, or beyond the margin around the territory. Remove it, or widen the margin.
error-roads-one-of-these = Only .osm.pbf extracts can be joined: { $file } comes alone. Download the neighbouring extracts as .osm.pbf, or give a single file.
error-roads-margin-for-files = The margin (--margin) cuts a file; Overpass gives the territory alone. Remove one of the two options.
error-bad-margin = A margin goes from 0 to { $most } km around the territory: { $km } is not one.
roads-long-walks = More than { $usual } km from a road, the walk is counted in the time, at 5 km/h: { $places ->
        [one] { $places } place
       *[other] { $places } places
    }, { $actors ->
        [one] { $actors } actor
       *[other] { $actors } actors
    }.
roads-aside-part = { $km } km near { $near } ({ $highway }, OpenStreetMap way { $way }): { $why ->
        [trap] one-way streets lead there, or back from there, but not both
       *[apart] no way that may be used joins it to the rest (private road, barrier, island, edge of the file)
    }.
