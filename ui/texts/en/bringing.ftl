# Bringing roads, travel times and population points, from the app.

bring-title = Bring roads, travel times, population points
bring-lead = Nothing goes over the Internet: all comes from a file that you give. The work goes on if you change screens.
bring-roads = Roads
bring-times = Travel times
bring-layer = Population points
bring-roads-lead = An OpenStreetMap extract of your country or region (.osm.pbf, .osm) or a graph of OSMnx (.graphml). Times by road take the place of the estimate wherever it gives some.
bring-times-lead = A table of your own times: place_id, actor_id, minutes. What it does not say stays estimated.
bring-layer-lead = A census grid, sectors, addresses. The births and population of every municipality are spread on it, and their totals kept.
bring-path = Path of the file on this computer
bring-paths = Paths of the files on this computer, one a line
bring-files = Or send the files ({ $megabytes } MB at most each)
bring-margin = Margin around the territory, in km
bring-path-help = For a file too large for the browser.
bring-file = Or send the file (at most { $megabytes } MB)
bring-mode = Travel mode
bring-source = Where these data come from
bring-unit = Unit of the times
bring-unit-said = As the column says
bring-unit-minutes = Minutes
bring-unit-seconds = Seconds
bring-na = What an empty cell, NA or −1 means
bring-na-unknown = Unknown time: the estimate answers
bring-na-unreachable = Out of reach
bring-partial = Keep even if less than 90% of the trips are known
bring-layer-name = Name of the layer (else that of the file)
bring-crs = Coordinate system, if they are in metres
bring-population = Population column, if it is not recognised
bring-equal = Count every point the same
bring-signed = app
bring-roads-go = Build the network
bring-times-go = Keep these times
bring-layer-go = Bring these points
bring-progress = { $name }: { $step }
bring-stop = Stop
bring-stopped = { $name }: stopped. Nothing has changed.
bring-again = I have read it
bring-roads-done = The network is built ({ $source }): { $streets ->
        [one] { $streets } street segment
       *[other] { $streets } street segments
    }, { $km } km. It answers for travel times from now on.
bring-layer-done = The layer “{ $layer }” is recorded: choose it in the settings, “Population points”.
progress-times-read = Reading the times…
progress-times-check = What is known, by kind and by zone…
error-work-under-way = Some work is under way already ({ $name }): wait until it ends, or stop it.
error-bring-partial = { $file } gives only { $share } of the trips: nothing was kept. Tick “Keep even if less than 90% of the trips are known” if that is meant; the rest will be estimated.
error-bring-no-source = Say where these times come from: their source is shown with every figure.
error-roads-file-type = “{ $file }” is no file of roads. Give an .osm.pbf, an .osm or a .graphml.
error-roads-file-too-large = { $file } would take at least { $needed_gb } GB of memory, and { $free_gb } GB are free. Take the extract of a smaller region.
upload-choose = Choose a file
