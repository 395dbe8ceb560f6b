# The screens of the app: titles, questions, figures, help.

screen-overview = Overview
screen-map = Map
screen-capacity = Capacity and need
screen-travel = Travel times
screen-compare = Compare
screen-parcours = Pathway and robustness
screen-actors = Actors
screen-methods = Data and methods

lead-map = Where is it far, where is something missing, who is there? Click a zone or an actor for its card.
lead-capacity = Is what is offered enough? What each service can take in a year, against what would be needed.
lead-travel = How many minutes to the nearest service, and from where is it farthest?
lead-compare = Who is better or worse served, on the same definitions everywhere, and is it certain?
lead-parcours = Can a family follow its whole pathway, and what happens if a service closes?
lead-actors = Who is in the register, who said so and when? You can also bring your own file.
lead-methods = Where do the figures come from, how are they computed, and which are approximate?

subject-with-stratum = { $subject } ({ $stratum })
choice-stratum = Stratum of families
choice-stratum-all = all families
choice-stratum-help = Families by their needs: low risk, specific, complex, refusal, danger. Only the services for that stratum are counted.
choice-by-help = A kind of actor, or a function of the programme that several kinds of actors carry.
choice-threshold = Within how many minutes
choice-threshold-help = The travel time that counts as “within reach” on every screen. A place at exactly that time is within reach.
choice-more-changed = { $changed ->
    [0] Settings
    [one] 1 setting changed
   *[other] { $changed } settings changed
}
choice-pill-where = Change the territory or the zone
choice-pill-what = Change the question: a kind of actor or a function, for which families
choice-pill-travel = Change the time or the means of travel
choice-pill-more = Travel times, births and population points
choice-pill-language = Langue · Language
choice-mode = Travel by
choice-mode-help = The modes for which this territory has travel times.
choice-engine = Travel times
choice-engine-best = the best available: { $engine }
choice-births = Births
choice-births-help = Small communes vary a lot from year to year: the mean of three years is steadier.
births-latest = latest complete year
births-mean-3 = mean of the last three years
births-year = year { $year }
choice-layer = Population points
choice-layer-help = The places that trips start from. A finer layer gives better times.
layer-localities = localities
layer-communes = communes
layer-towns = towns
minutes-short = { $minutes } min

welcome-title = How to read this screen, in three steps
welcome-need = **Need.** Births a year: { $births }; follow-ups needed a year: { $need }. “Unknown” means that neither the register nor the sources read give the figure: somebody may have published it elsewhere.
welcome-capacity = **Offer.** Offered a year: { $capacity } ({ $services ->
        [0] no known service
        [one] { $services } open service
       *[other] { $services } open services
    }). “≥” marks a minimum: some capacities are not known.
welcome-reach = **Distance.** Within { $minutes } minutes: { $share }. Change the minutes above and everything follows; the link of the page keeps your choices.
welcome-dismiss = Understood, do not show again

where-from = where is this from?
where-formula = Calculation:
where-sources = Sources:
where-no-source = No source gives this figure for this choice.
where-engine = Travel times:
where-years = Births of: { $years }.
engine-said = { $engine }.
engine-said-measured = { $engine }; the median difference from { $trips } published trips is { $error }.
engine-said-error = { $engine }; the median difference from a real network is { $error }.
chart-footer = { $people ->
    [births] Births
   *[population] Population
}: { $years } · { $engine } · travel: { $date }

formula-title-births = Births:
formula-births = live births of the year, by the commune where the mother lives, added up.
formula-population = inhabitants of the zone, added up commune by commune.
formula-title-need = Need:
formula-need = a figure stated for the zone, or a rate per birth × births. Without a rate of its own, the rate known elsewhere is used and the need is marked as a hypothesis.
formula-title-capacity = Offer:
formula-capacity = sum of what the open services can take in a year. A service that covers several communes is shared among them in proportion to need. An unknown capacity is not zero: the total is then a minimum.
formula-title-coverage = Coverage:
formula-coverage = offered ÷ need.
formula-title-gap = Missing:
formula-gap = need − offered. If some capacities are unknown, what is missing is a maximum.
formula-title-within = Within reach:
formula-within = share of births (of inhabitants, where births are not published) whose place is at that time or less from the nearest open service. A place that no service reaches stays in the total.
formula-title-rank = Rank:
formula-rank = shares are computed again many times, with times longer or shorter by their error. The rank runs from the best to the worst that these computations give, the rarest left out.
formula-title-inequality = Inequality:
formula-inequality = Gini index of minutes, each place weighing its births, or its inhabitants where births are not published; Theil index of the same minutes, split into differences between zones and what remains inside them.
formula-title-parcours = Pathway:
formula-parcours = share of births (of inhabitants, where births are not published) for whom every step is at the time set or less; the step that breaks is the one that most of them miss.
formula-title-robust = Robustness:
formula-robust = number of different services at that time or less from each place; for each service, computed again as if it were closed, the others staying open.
formula-map = each zone takes the mean or the sum of its places, weighed by births, or by inhabitants where births are not published; the colour follows the classes of the legend, with their number of zones.

glossary-births = Births: live births a year, by the commune where the mother lives.
glossary-need = Need: number of follow-ups that would be needed a year. Official, stated by a source, or a hypothesis: it is written below.
glossary-capacity = Capacity: what the open services can take in a year. “≥”: at least, since some are not known.
glossary-coverage = Coverage: what is offered, relative to need.
glossary-gap = Missing: need minus what is offered. “≤”: at most. Between two bounds: at least what goes to communes that no service declares, at most what is missing if the unknown capacities are nil.
glossary-within = Within reach: share of births (of inhabitants, where births are not published) at that time or less from the nearest open service, or to whom a service comes, where it says it goes.
glossary-mean = Mean trip: time to the nearest service, weighed by births, or by inhabitants where births are not published.
glossary-median = Median: half of the births, or of the inhabitants where births are not published, are at that time or less.
glossary-p90 = Nine births in ten, or nine inhabitants in ten where births are not published, are at that time or less.
glossary-stratum = Stratum: a group of families by their needs, from low risk to danger.
glossary-engine = Travel times: on the road network if one was loaded, from the timetables of public transport, brought by you, or estimated from distance.
glossary-gini = Gini: 0 when everyone is at the same distance, near 1 when a few make almost all the travel.
glossary-theil = Share of inequality that comes from differences between zones; the rest is inside them.
glossary-rank = Rank: “between 2 and 4” means that the error of the times does not allow saying more.
glossary-rate = Rate: number of follow-ups needed per 100 births. In Luxembourg, 300 follow-ups stated for the births of the year.
glossary-load = Load: what is taken, relative to what can be.
glossary-complete = Share of births for whom every step is at the time set or less.
glossary-set-aside = Actors that are planned, closed or to verify: they are in the register, never in the figures.
glossary-e2sfca = E2SFCA: a measure that shares capacity among all who can reach it, giving less weight to what is far. See its method page.

gap-note = a year, if nothing changes
tenths = { $tenth } in 10
bar-subtitle = Per year and zone. Full: offered; empty with an edge: missing{ $unknown ->
    [yes] ; dotted grey: capacity unknown.
   *[no] .
}
bar-part = Part
bar-value = Value
bound-minimum = minimum
bound-unknown = capacities unknown
glossary-bound = Minimum: some of the services, or of their capacities, are not known. What is offered is then at least this, and what is missing at most that.
column-need-status = Nature of the need
column-bound = Remark
column-used = Taken a year
column-load = Load
column-unit = Unit
column-actor = Actor
column-as-of = Date of the source
column-source = Source
column-place = Place
column-status = Status
column-id = Identifier
column-walk = Distance to the road (m)
column-max-minutes = Longest trip
column-rank = Rank
column-median = Median
column-p10 = 1 in 10 within
column-p90 = 9 in 10 within
column-gini = Inequality (Gini)
column-whole-path = Whole pathway within reach
column-breaking = Step most missed
column-subject = About
column-rate = Rate
beyond-reach = out of reach
axis-minutes = minutes to the nearest service
axis-share = share at that time or less
download-csv = CSV
download-xlsx = Excel
download-map = Map (HTML page to keep or print)
download-map-help = A page that opens anywhere, without network: everything is inside.

map-label = Map: { $title }, { $zone }. The same figures are in the table under the map.
map-within = Share of births within { $minutes } min
map-births = Births a year
map-population = Population
map-coverage = Offered relative to need
map-basins = Nearest actor, zone by zone
map-indicator = Colour of the zones
map-actors = Actors shown
map-actors-selection = those of the question asked
map-actors-all = the whole register
map-actors-none = none
map-layers = More layers
map-layers-none = none
map-layers-help = Areas declared by services, basin of the nearest actor, population points by time, areas reached in 15 to 60 minutes.
map-layer-areas = declared areas
map-layer-basins = basins (nearest actor)
map-layer-points = population points
map-layer-reach = area reached around an actor
map-reach-of = Around which actors?
map-as-table = The figures of the map, as a table
legend-areas = Orange dashes: zones in the declared area of an open service.
legend-points = Dots: places of the layer “{ $layer }”, from the nearest (dark) to the farthest (light, then orange).
legend-unplaced = { $actors ->
        [one] { $actors } actor has no known place: it is not drawn.
       *[other] { $actors } actors have no known place: they are not drawn.
    }
legend-away = Outside the frame: { $zones }. Choose them in “Zone” to see them.
legend-not-open = empty circle: planned, suspended or closed
legend-to-verify = dashed circle: to verify
legend-vague = pale circle: approximate position
class-any = every zone
class-up-to = { $value } or less
class-between = more than { $low }, up to { $high }
class-above = more than { $value }
class-none-reached = no actor reached
actor-caption = { $kind } · { $status } · { $position }
point-caption = { $place }: { $minutes }

card-choose = Card: { $zone }
card-placeholder = click the map, or choose
card-find = Card: { $zone }, type a name
card-help = With the keyboard: type the first letters of the name.
card-nearest = Nearest, for most: { $actor }, { $minutes } away on average.
card-actors = { $here ->
        [one] { $here } actor of the register in the zone
       *[other] { $here } actors of the register in the zone
    }; { $serving ->
        [0] none serves it for the question asked.
        [one] { $serving } actor serves it for the question asked.
       *[other] { $serving } actors serve it for the question asked.
    }
card-place = Place
card-position = Position
card-hours = Hours
card-phone = Telephone
card-website = Website
card-service = { $service } — offered a year: { $capacity }; taken: { $used }
card-covers = Covers: { $zones }
card-note = Notes of the register

services-title = Service by service
services-none = { $state ->
        [complete] No open service for this choice, in this zone.
        [partial] No service known for this choice, in this zone: the register is incomplete.
       *[other] Nobody is listed for this choice: what is offered and the trips are unknown, not zero.
    }
register-empty-here = The register is empty: bring a file of actors in the tab “Bring a file”.
register-empty = The register is empty: add a file of actors on the “Actors” screen.
suppose-title = What if the hypotheses changed?
suppose-lead = Change a rate or a capacity and see the effect at once. Nothing is recorded.
suppose-rate-births = Need per 100 births ({ $unit } a year)
suppose-rate-population = Need per 100 inhabitants ({ $unit } a year)
suppose-capacities = Capacities: write what you suppose, per year; an empty cell keeps what the register says.
suppose-none = For now, the figures are those of the register.
suppose-warning = Figures supposed on screen: neither observed, nor recorded, nor used elsewhere.
suppose-after = { $figure } (supposed)
suppose-before = in the register: { $value }
suppose-rate-said = Hypothesis: { $rate } per 100.

travel-finding = { $share } { $measure ->
        [births] of births
       *[other] of the population
    } within { $minutes } minutes; { $left ->
        [none] nobody is farther.
       *[some] { $beyond } { $measure ->
            [births] births a year
           *[other] inhabitants
        } are farther.
    }
travel-curves = Minute by minute
travel-curves-title = Share { $measure ->
        [births] of births
       *[other] of the population
    } by time to the nearest { $state ->
        [complete] service
       *[other] known service
    }
travel-curves-subtitle = The faster the curve rises, the nearer it is.{ $whole ->
        [yes] { " " }Dark line: the whole; grey lines: its zones.
       *[no] { "" }
    } Vertical line: { $minutes } min.
travel-farthest = From where is it farthest?
travel-farthest-lead = The { $zones }, from the longest mean trip to the shortest. { $state ->
    [complete] “Out of reach”: more than { $horizon } min.
   *[other] “None known”, at the end: no known service within { $horizon } min.
}
travel-left-out = { $count ->
        [one] { $count } point too far from a road is not in the times
       *[other] { $count } points too far from a road are not in the times
    }

compare-nothing = This zone holds no other zones to compare.{ $around ->
    [yes] { "" }
   *[no] { " " }Choose a province, a region or the whole territory.
}
compare-around = Compare with the other zones: { $zone }
compare-reach = Within { $minutes } minutes
compare-finding = { $first }: { $best } within { $minutes } min; { $last }: { $worst }.
compare-interval = Dot: the computed share. Bar: supposed range, from trips longer to trips shorter by their error{ $state ->
        [complete] { "" }
       *[other] ; it goes up to 100%, since other services may exist
    }. Two bars that overlap are not ranked.
interval = { $value } (from { $low } to { $high })
rank-sure = { $rank }
rank-doubt = between { $best } and { $worst }
inequality-title = Are we equal before distance?
inequality-gini = Inequality of minutes (Gini)
inequality-between = Share due to differences between zones
inequality-said = { $between } of the inequality comes from differences between the zones compared; the rest is inside each of them, between near and far places (Gini: { $gini }).
inequality-excluded = { $places ->
        [one] { $places } place beyond { $horizon } min is not counted here: it has no time.
       *[other] { $places } places beyond { $horizon } min are not counted here: they have no time.
    }
multiples-subtitle = The same axes everywhere, from 0 to 90 min. Vertical line: { $minutes } min. { $shown ->
        [one] { $shown } zone
       *[other] { $shown } zones
    } out of { $zones }{ $none ->
        [0] .
       *[other] : for { $none ->
            [one] one other
           *[other] { $none } others
        }, no known service within reach.
    }

parcours-tab = Follow a pathway
robust-tab = If a service closes
parcours-steps = Steps of the pathway
parcours-steps-help = The kinds of services that a family must be able to reach, six at most.
parcours-limit = { $step }: minutes at most
parcours-none = Choose at least one step.
parcours-finding = { $share } { $measure ->
        [births] of births
       *[other] of the population
    } { $steps ->
        [one] have the chosen step within reach
       *[other] have the { $steps } steps within reach
    }; { $left ->
        [none] the pathway breaks for nobody.
       *[some] for { $missing } { $measure ->
            [births] births a year
           *[other] inhabitants
        }, the pathway breaks.
    }
parcours-breaks = The step most missed{ $state ->
        [complete] { "" }
       *[other] , from the known services
    }: { $step }
parcours-breaks-subtitle = { $measure ->
        [births] Births a year
       *[other] Inhabitants
    } for whom the step is too far. One family may miss several steps.
parcours-axis = { $measure ->
        [births] births a year
       *[other] inhabitants
    } too far
robust-level = { $actors } { $more ->
        [yes] services
       *[no] { $actors ->
            [0] services
            [one] service
           *[other] services
        }
    }{ $state ->
        [complete] {""}
       *[other] {" "}known
    }{ $more ->
        [yes] {" "}or more
       *[no] {""}
    }
robust-axis = { $measure ->
        [births] births a year
       *[other] inhabitants
    }
robust-finding = { $share } of { $measure ->
        [births] births
       *[other] inhabitants
    } have only one service within { $minutes } min
robust-subtitle = Number of different services within { $minutes } min. A service that comes counts where it says it goes. { $state ->
        [complete] Zero is not unknown: none is within reach.
       *[other] Zero: no known service is within reach.
    }
closure-title = What would the closure of each cost?
closure-lead = One service at a time, the others staying open. First come those whose closure would leave the most people farther in the zone chosen. { $measure ->
        [births] The numbers are births a year.
       *[other] The numbers are inhabitants.
    }
travel-unlocated = Without a known place: { $more ->
        [0] { $names }.
        [one] { $names }, and { $more } other.
       *[other] { $names }, and { $more } others.
    }
closure-idle = { $actors ->
        [one] One other known actor is nobody’s nearest in the zone: its closure would take
       *[other] { NUMBER($actors) } other known actors are nobody’s nearest in the zone: the closure of one would take
    } { $measure ->
        [births] no birth there farther.
       *[other] no inhabitant there farther.
    }
closure-one = Only one service has a known place: if it closes, { $state ->
        [complete] nobody is left.
       *[other] no known service is left.
    }
closure-nearest = { $measure ->
        [births] Births
       *[other] Inhabitants
    } nearest to it
closure-nearest-help = Births a year (or inhabitants) for whom this service is the nearest.
closure-beyond = Beyond { $minutes } min
closure-losing = Would have nobody left
closure-losing-help = No other service within the longest time that is looked for.
closure-minutes = Minutes added
closure-minutes-help = On average, for those who keep a service, but farther.

actors-tab = The register
upload-tab = Bring a file
actors-search = Search
actors-search-hint = name or locality
actors-every-kind = every kind
actors-every-status = every status
actors-here = Only the zone
actors-here-help = Actors that stand in the zone chosen, or whose declared area touches it.
actors-found = { $shown ->
        [one] { $shown } actor out of { $known }
       *[other] { $shown } actors out of { $known }
    }
actors-card-empty = Tick a row of the table to read the card of the actor.
actors-issues = What the register does not say: { $count ->
    [one] { $count } gap
   *[other] { $count } gaps
}
actors-no-issue = Nothing to report.
doubt-no-position = place unknown: absent from the map and from travel times
doubt-vague-position = approximate position
doubt-no-capacity = capacity unknown
doubt-to-verify = existence or activity to verify: not counted
doubt-undated = source without a date
upload-lead = A list of actors for the territory { $territory }: CSV, Excel, LibreOffice, JSON, GeoJSON, GeoPackage, Parquet, zipped Shapefile or OpenStreetMap extract. It is first read and shown: nothing is recorded without your agreement, and nothing is erased.
upload-file = Register file ({ $megabytes } MB at most)
upload-nothing = No file chosen.
upload-checking = Checking the file…
upload-clean = File read: { $kept ->
        [one] { $kept } row
       *[other] { $kept } rows
    } out of { $rows } can be recorded. Nothing is recorded yet.
upload-refused = File refused: { $errors ->
        [one] { $errors } error
       *[other] { $errors } errors
    } in { $rows ->
        [one] { $rows } row
       *[other] { $rows } rows
    }. Nothing was recorded; the register is untouched. Correct the rows below and bring the file again.
upload-by = Your name
upload-by-help = It stays in the history of the register, with the date and the reason.
upload-reason = Reason
upload-commit = Record in the register
upload-who = Write your name and the reason: they stay in the history of the register.
upload-recording = Recording…
upload-done = { $changed ->
        [one] { $changed } entry recorded.
       *[other] { $changed } entries recorded.
    }

methods-approximate = What is approximate
methods-sources = Sources
methods-travel = Travel times
methods-rules = Rules of need
methods-formulas = Calculations
methods-glossary = Words
methods-layer = Trips start from { $places } population points (layer: { $layer }).
methods-vague = Approximate or unknown position for { $vague } actors out of { $actors }.
methods-silent = Unknown capacity for { $silent } actors out of { $actors }.
methods-no-estimate = This territory has no estimate for this way of travelling.
methods-estimate = Parameters of the estimate
methods-no-rule = No need figure is known for this territory: it stays unknown, never zero.
methods-page = Method page, with a worked example (in French)
methods-page-choose = choose a measure
source-title = Source
source-publisher = Publisher
source-vintage = Vintage
source-licence = Licence
source-through = Read in
source-note = Note
estimate-detour = Detour (road ÷ straight line):
estimate-near = Speed at the start:
estimate-far = Speed of long trips:
estimate-scale = Distance over which speed rises:
estimate-access = Leaving and parking:
estimate-median-published = Median difference from published times, bias included:
estimate-median = Median difference from a real network:
estimate-p90 = Difference exceeded one time in ten:
estimate-source = Source:

error-supposed-number = The supposed value { $value } must be a number, zero or more.

app-unexpected = This screen could not be drawn: an unexpected error occurred. Nothing was changed. Change a choice above or open another screen; the details are in the log of the program.

legend-reach = Purple lines: what is within { $minutes } minutes of the actor, the thickest the nearest{ $engine ->
        [estimate] { " " }(estimated time: the outline of the places reached).
       *[other] .
    }

parcours-few = Few placed actors in the register for: { $steps }. The register is probably incomplete: a pathway that breaks here may only be an actor missing from the list.

map-tiles = OpenStreetMap base (Internet)
map-tiles-help = Off by default: nothing leaves this computer. On, the browser asks tile.openstreetmap.org for the pictures of the area shown, which thus learns which it is.
map-png = PNG picture
map-png-help = The map as shown, with its title and legend, in one picture.
map-print = Print
map-print-help = The map as shown, with its title and legend, on one page.
legend-point = point within { $minutes } min
legend-point-beyond = point beyond { $minutes } min
legend-basins = The colours follow the roads; the numbers count the zones most of whose births have this actor as the nearest.
source-layer = Population layer “{ $layer }”
source-layer-note = Brought by you: { $places } points.

waiting = { $told } { $seconds } s
waiting-stop = Stop waiting
waiting-stopped = You are no longer waiting: nothing was changed. Change a choice above, open another screen, or go on.
waiting-again = Go on
remarks-counted = { $remarks ->
    [one] One thing to know before quoting these figures
   *[other] { $remarks } things to know before quoting these figures
}
map-nearer = Zoom in
map-farther = Zoom out
map-home = Back to the zone
map-full = Full screen
legend-notes = { $notes ->
    [one] 1 note
   *[other] { $notes } notes
}
actors-open = Open the card of an actor
