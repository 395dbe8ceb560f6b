plan-search-lead = Where to open the next services, beside those that exist? Say what you are looking for: the best answers are given, each with its map, its gains and its losses.
plan-search-model = What I am looking for
plan-search-model-mclp = Bring as many people as possible within { $minutes } min of a service
plan-search-model-capacitated = Serve as much need as possible, given what each service can take
plan-search-model-p-median = Make the mean trip to the nearest service shorter
plan-search-model-p-center = Make the longest trip shorter
plan-search-model-lscp = Leave nobody beyond { $minutes } min, with the fewest services
plan-search-model-lscp-b = The same, with a second service within reach of as many as possible
plan-search-demand = For whom
plan-search-demand-option = { $demand }
plan-search-demand-help = What each place weighs in the search. The births of a stratum are a hypothesis of the territory.
plan-search-posts = Services to open
plan-search-capacity = A new service takes at most, a year ({ $unit })
plan-search-capacity-help = { $gap }: what is missing today in the zone.
plan-search-visits = The team goes to families
plan-search-visits-help = Otherwise, families come.
plan-search-visits-min = Longest trip of the team (min)
plan-said = { $zone }, { $services }: { $question }
plan-said-mclp = where to open { $posts ->
        [0] new services
        [one] one more service
       *[other] { $posts } more services
    } to bring as many { $what } as possible within { $minutes } min?
plan-said-capacitated = where to open { $posts ->
        [0] new services
        [one] one more service
       *[other] { $posts } more services
    } to serve as much as possible ({ $what }), within { $minutes } min?
plan-said-p-median = where to open { $posts ->
        [one] one more service
       *[other] { $posts } more services
    } so that the mean trip is the shortest ({ $what })?
plan-said-p-center = where to open { $posts ->
        [one] one more service
       *[other] { $posts } more services
    } so that the longest trip is the shortest ({ $what })?
plan-said-lscp = how many more services, and where, so that nobody is beyond { $minutes } min ({ $what })?
plan-said-lscp-b = how many more services, and where, so that nobody is beyond { $minutes } min, with a second service within reach of as many as possible ({ $what })?
plan-said-budget = Budget: { $budget }.
plan-said-visits = The team goes to families.
plan-more = Go further: zones to avoid, budget, equity, sizes, phases, other candidate places
plan-more-where = Where one may open
plan-more-fair = Equity
plan-more-sizes = Sizes
plan-more-answers = Answers
plan-search-forbidden = Never here
plan-search-forbidden-help = Communes, districts or provinces where nothing may open.
plan-search-preferred = Rather here
plan-search-preferred-help = At nearly equal effect, these places come first: each counts as if it brought { $share } of the total more (a hypothesis).
plan-search-none-chosen = No zone chosen
plan-search-budget-on = A budget rather than a number of services
plan-search-budget = Budget
plan-search-budget-help = In the same unit as the cost of the places: euros, full-time equivalents…
plan-cost = What one opening costs, everywhere
plan-cost-help = For costs that differ from one zone to another, give a file of candidate places.
plan-places = Candidate places
plan-places-seats = the most populous locality of each zone
plan-places-file = a file
plan-places-points = points of the map
plan-places-file-lead = One place per line: zone (name or code of the commune), or lon and lat; name, cost and capacity where they are known. Keep the useful lines of the model and complete them.
plan-places-model = Model to complete (CSV)
plan-places-model-file = candidate-places
plan-places-upload = File of candidate places (CSV or Excel)
plan-places-file-none = Give the file of candidate places, or choose the zones.
plan-places-read = { $count ->
        [one] One candidate place read.
       *[other] { $count } candidate places read.
    }
plan-places-again = “{ $one }” is at the same point as “{ $other }”, at the same cost: one is kept.
plan-places-again-more = { $count ->
        [one] One more place is given twice and kept once.
       *[other] { $count } more places are given twice and kept once.
    }
plan-places-points-lead = Click a point on the map above, then add it here.
plan-places-add = Add the point clicked
plan-places-add-in = Add the point clicked in { $zone }
plan-places-points-none = No candidate point: click on the map above then add the point, or choose the zones.
plan-places-name = Name
plan-places-lon = Longitude
plan-places-lat = Latitude
plan-places-cost = Cost
plan-places-capacity = Capacity a year
plan-places-clear = Take all the points away
plan-search-aim = The aim
plan-search-aim-most = as much as possible in all
plan-search-aim-worst = the worst-served zone first
plan-search-aim-mix = a mix of both
plan-search-level = Zones compared
plan-search-share = Share of the worst-served zone in the aim
plan-search-share-curve = the whole curve, 0 to 100%
plan-search-share-of = { $share }%
plan-search-smallest = Smallest useful size
plan-search-smallest-help = A new service that would take less than this a year is not opened.
plan-search-upgrade = An existing one may grow by
plan-search-upgrade-help = A year, at most, for each service whose capacity is known.
plan-search-closures = Closures
plan-search-closures-help = How many existing services close: those that are missed the least.
plan-search-keep = Answers
plan-search-differ = Places that differ between answers
plan-search-differ-help = With 1, two answers may share all their places but one.
plan-search-limit = Search time
plan-search-run = Search
plan-search-stop = Stop and keep the best found
plan-search-stopping = Stopping…
plan-search-spent = { $spent } s of { $limit } s at most
plan-search-found-1 = found so far: { $best }
plan-search-found-2 = found: { $best }; at best: { $bound }
plan-search-changed = The question has changed since this search: search again to follow it.
plan-search-none = No answer.
plan-search-try = Put this answer in my proposal
plan-answers-best = Best answer: { $sites }
plan-answers-which = The answers, the best first
plan-answers-side = The answers side by side
plan-answers-parts = What answer { $rank } changes, zone by zone
plan-answers-json = Whole result (JSON)
plan-answers-file = answers
plan-more-of = More: { $what }
plan-grown = Growth of existing services
plan-worst-share = Share served in the worst-served zone
plan-curve-title = Better serving the worst-served zone: from { $before } to { $after }, for { $lost } less in all
plan-curve-measure = Each point is the best answer for a share given to the worst-served zone, 0 to 100% ({ $what }).
plan-curve-x = In all, after ({ $what })
plan-curve-y = Worst-served zone
siting-lead-missing = Today, { $before } { $unit } a year for { $total } needed (need { $status }): { $missing } are missing, to be gained by the services that exist or by new ones.
plan-map-served = Where the new services would go: share of the need of each zone
plan-class-served-none = nothing
plan-class-served-some = half or less
plan-class-served-most = more than half
plan-class-served-all = all
plan-caption-served = { $zone }: { $amount } a year by the new services, out of { $need } needed
plan-caption-served-none = { $zone }: nothing by the new services
plan-answers-alike = Several answers differ by one place only. For more varied answers: “Go further”, places that differ between answers.
plan-said-worst = Aim: the worst-served zone first ({ $level }).
plan-said-mix = Aim: as much as possible in all, and the worst-served zone ({ $level }).
plan-said-forbidden = Never in { $zones }.
plan-said-preferred = Rather in { $zones }.
