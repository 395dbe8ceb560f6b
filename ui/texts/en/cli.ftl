cli-help = Maillage: who can reach which early-childhood service, with what capacity, against what need.
cli-lang-help = Language of the output (French by default).
cli-json-help = Write the result as JSON.
cli-diagnose-help = The diagnosis of a territory or one of its zones: need, capacity, coverage, travel times.
cli-zone-help = Code of the zone (province, arrondissement, commune); the whole territory by default.
cli-function-help = Function of the programme, for example coordination.
cli-kind-help = Kind of actor, for example one-plateforme or saf.
cli-stratum-help = Stratum of families: low-risk, specific, complex, refusal or danger.
cli-births-help = Births that count: latest (latest complete year), mean-3 (mean of three years) or a year.
cli-import-help = Read a list of actors (CSV, Excel, LibreOffice, JSON, GeoJSON, GeoPackage, Shapefile, Parquet, OpenStreetMap extract); nothing is recorded when an answer is missing or a row has an error.
cli-territory-help = Territory of the register.
cli-dry-run-help = Only check, record nothing.
cli-by-help = Who records (kept in the history).
cli-reason-help = Why (kept in the history).
cli-app-help = Open the app in the browser.
cli-port-help = Local port.
cli-no-browser-help = Do not open the browser.
cli-address-help = Address to listen on: localhost for this computer alone, 0.0.0.0 for the whole network.
cli-allow-host-help = Name under which the app answers, besides that of this computer; may be repeated.
cli-workers-help = Number of processes that answer together; by default one on a computer, one per core when the app is shared.
cli-idle-help = Minutes without a gesture after which a session ends.
import-clean = { $rows ->
        [one] { $rows } row read, without error.
       *[other] { $rows } rows read, without error.
    }
import-refused = { $errors ->
        [one] { $errors } error: nothing was recorded.
       *[other] { $errors } errors: nothing was recorded.
    } { $kept } rows out of { $rows } are good. Correct the file and start again.
import-dry-run = Check only: nothing was recorded.
import-done = { $changed ->
        [0] The register was already up to date.
        [one] { $changed } entry recorded.
       *[other] { $changed } entries recorded.
    }
app-opening = Maillage opens at { $address } (Ctrl+C to stop).
app-shared = The app is open to other computers, without password or encryption, under the name { $hosts }. Put a server that sees to both in front of it: docs/partager.md.
cli-roads-help = The road network of a territory, read from OpenStreetMap.
cli-roads-build-help = Build the network of a travel mode from a file, or from Overpass with internet.
cli-roads-show-help = Say what the network built holds.
cli-pbf-help = .osm.pbf file (region or country). Repeat the option to join several neighbouring extracts.
cli-margin-help = Keep the roads as far as this around the territory, in kilometres. By default, half of what is driven during the longest threshold: no such trip passes beyond.
cli-osm-help = .osm or .osm.gz file (XML).
cli-graphml-help = .graphml file written by OSMnx.
cli-overpass-help = Ask Overpass for the roads (internet needed).
cli-mode-help = Travel mode: car, bike, foot, transit (public transport) or carless (without a car: public transport, else on foot).
cli-engine-help = Travel engine: auto, roads (road network), matrix (your times) or estimate.
cli-travel-help = Travel times: your own times, comparison and calibration of the estimate, export.
cli-travel-import-help = Take your own travel times (CSV or Parquet: place_id, actor_id, minutes).
cli-travel-compare-help = Compare the estimate with the road network, by band of distance.
cli-travel-calibrate-help = Calibrate the estimate on the road network, and keep the result.
cli-travel-export-help = Write the travel times to a CSV or Parquet file.
cli-source-help = Where these times come from (shown with every figure).
column-roads = Network
column-value = Value
column-distance = Distance
column-trips = Trips
column-bias = Signed median difference
column-median-error = Median difference
column-p90-error = Exceeded 1 time in 10
all-distances = All
roads-source = Source
roads-streets = Streets
roads-length = Length
roads-left-aside = Left aside (not connected)
roads-restrictions = Turn restrictions applied
matrix-kept = { $rows ->
        [one] { $rows } travel time recorded.
       *[other] { $rows } travel times recorded.
    }
matrix-unknown-places = Rows left aside, unknown population point: { $rows }.
matrix-unknown-actors = Rows left aside, unknown actor: { $rows }.
travel-exported = { $rows ->
        [one] { $rows } time written
       *[other] { $rows } times written
    } ({ $engine }).
calibration-kept = Calibration recorded: the estimate of this territory now uses it.
calibration-hint = To calibrate the estimate on this network: maillage travel calibrate { $territory }
progress-roads-read = Reading roads…
progress-roads-speeds = Speeds…
progress-roads-assemble = Assembling the network…
progress-roads-waits = Signals and junctions…
progress-roads-contract = Simplifying…
progress-roads-turns = Turn restrictions…
progress-roads-component = Connected parts…
progress-roads-prepare = Preparing the search…
progress-roads-save = Saving…
progress-roads-done = Done
cli-template-help = Write an empty register to fill in (XLSX), every column explained.
template-written = { $file } is ready to fill in.
usage-help = See “{ $command } --help”.
usage-no-such-option = Unknown option: { $option }.
usage-no-such-command = Unknown command: { $command }.
usage-near = Did you mean { $near }?
usage-missing = { $name } is missing.
usage-choice = { $name }: unknown value. Allowed values: { $known }.
usage-value = { $name }: { $reason }
usage-option-value = The option { $option } needs a value.
usage-extra = Too many arguments: { $extra }.
usage-other = The command cannot be read: { $reason }

# Words of the library that reads the command line.
click-usage = Usage:
click-options = Options
click-arguments = Positional arguments
click-commands = Commands
click-help = Show this message and exit.
click-version = Show the version and exit.
click-required = required
click-default = default: { $default }
click-deprecated = deprecated
click-aborted = Aborted!
click-missing-command = Missing command.
click-repeat = Repeat for confirmation
click-invalid = Error: invalid input
click-do-not-match = Error: The two entered values do not match.
click-error = Error: { $message }
click-yes = y yes
click-no = n no
click-word-actor = ACTOR
click-word-args = ARGS
click-word-change = CHANGE
click-word-code = CODE
click-word-column = COLUMN
click-word-command = COMMAND
click-word-commune = COMMUNE
click-word-date = DATE
click-word-decision = DECISION
click-word-file = FILE
click-word-first = FIRST
click-word-header = HEADER
click-word-id = ID
click-word-integer = INTEGER
click-word-kind = KIND
click-word-kmh = KMH
click-word-level = LEVEL
click-word-name = NAME
click-word-number = NUMBER
click-word-options = OPTIONS
click-word-path = PATH
click-word-place = PLACE
click-word-proposal = PROPOSAL
click-word-receiver = RECEIVER
click-word-role = ROLE
click-word-second = SECOND
click-word-sender = SENDER
click-word-territories = TERRITORIES
click-word-territory = TERRITORY
click-word-text = TEXT
click-word-url = URL
click-word-value = VALUE
