cli-siting-help = Where to open, what to strengthen: the best places for new services, beside those that exist.
cli-siting-model-help = Model: mclp (most births within reach), lscp (fewest services so that nobody is too far), lscp-b (the same, with a second service), p-median (shortest mean trip), p-center (shortest longest trip) or capacitated (most need served, with capacities).
cli-siting-posts-help = How many services to open.
cli-siting-budget-help = Budget, in the unit of the cost column of the candidates' file.
cli-siting-horizon-help = Longest trip of families, in minutes, inclusive; 45 by default, or the longest time of the territory.
cli-siting-visits-help = The new service goes to families: how many minutes away, inclusive.
cli-siting-candidates-help = CSV or Excel file of candidate places (zone, or lon and lat; name, cost, capacity); the seat of every commune by default.
cli-siting-zone-help = Count only the places of this zone, and open only there; the whole territory by default.
cli-siting-forbid-help = Zone where nothing may open (repeatable).
cli-siting-prefer-help = Zone preferred at nearly equal effect (repeatable).
cli-siting-demand-help = What each place weighs: births, population, need, weighted, weighted-need (births or need weighted by situation) or births:complex (one stratum).
cli-siting-objective-help = Aim: most (as much as possible), worst (the worst-served zone first) or mix (both; the curve without --share).
cli-siting-share-help = For mix: weight of the worst-served zone, 0 to 1.
cli-siting-level-help = Level of the zones whose worst served is looked at; that of the territory by default.
cli-siting-keep-help = How many distinct answers to give.
cli-siting-differ-help = By how many places each answer differs at least from those before it.
cli-siting-capacity-help = For capacitated and, if everyone must have a place, p-median: what a new service takes at most a year.
cli-siting-smallest-help = For capacitated: what a new service must take at least to be opened.
cli-siting-upgrade-help = For capacitated: by how much each existing service may grow at most.
cli-siting-time-limit-help = Longest search, in seconds; Ctrl+C keeps the best found.
cli-siting-gap-help = Proven gap, as a share (0.01 = 1%), that is good enough for a single answer.
progress-siting-setting = Trips of the candidate places…
progress-siting-exchange = First answer…
progress-siting-bound = Looking for better, and for the proof…
progress-siting-enumeration = Looking at every possible answer…
progress-siting-highs = Exact search…
siting-title = { $zone }: { $services }, { $model }
siting-model-mclp = as much as possible within { $minutes } min
siting-model-lscp = nobody beyond { $minutes } min
siting-model-lscp-b = nobody beyond { $minutes } min, and a second service within reach
siting-model-p-median = the shortest mean trip
siting-model-p-center = the shortest longest trip
siting-model-capacitated = most need served, within { $minutes } min
siting-proposal = Proposal { $rank }: { $sites }
siting-site = { $name } ({ $part })
siting-and = { $first } and { $last }
siting-gain = { $gain } more { $base } within { $minutes } min (from { $before } to { $after } out of { $total }).
siting-gain-visits = { $gain } more { $base } within reach: team at most { $minutes } min from families (from { $before } to { $after } out of { $total }).
siting-gain-none = No more births within { $minutes } min ({ $after } out of { $total }).
siting-weight = { $demand } within reach ({ $status }): { $gain } more, from { $before } to { $after } out of { $total }.
siting-alone = Alone to reach them: { $sites }.
siting-alone-site = { $name } for { $count }
siting-saved = { $count } { $base } get nearer to a service: { $minutes } less on average{ $known ->
        [yes] {""}
       *[no] {" "}among the known services
    }.
siting-saved-none = No trip gets shorter.
siting-reached = { $count } { $base } reach a service for the first time.
siting-mean = Mean trip to the nearest service: { $after } (today { $before }).
siting-longest = The longest trip: { $minutes }.
siting-gainers = Now within reach, mostly: { $communes }.
siting-commune = { $name } ({ $count })
siting-left = { $count } { $base } stay out of reach, in { $communes ->
        [one] { $communes } commune
       *[other] { $communes } communes
    }: { $named }.
siting-left-none = Nobody is out of reach any more.
siting-losers = Lose: { $communes }.
siting-no-loser = Nobody loses: nothing closes, no trip gets longer.
siting-proven = { $candidates ->
        [one] There was one candidate place only.
       *[other] This is the best answer among { $candidates } candidate places: proven.
    }
siting-proven-next = No answer that differs from those before does better: proven.
siting-gap = Nothing can do better by more than { $gap }: proven gap.
siting-gap-unknown = The search ended before any proof.
siting-next = Answer found in place { $rank }; its rank is not proven.
siting-part-column = Within reach today
siting-part-after = After
siting-part-gain = More
siting-table-rank = Rank
siting-table-sites = Places
siting-table-gain = More births
siting-table-left = Out of reach
siting-table-mean = Mean trip
siting-stopped = Search stopped at your request: here is the best found.
siting-time = { $seconds } s of work ({ $solver }).
siting-solver-enumeration = every possible answer looked at
siting-solver-highs = HiGHS
siting-solver-exchange = exchanges and Lagrangian bound
siting-note-equals = Proposals that would be worth as much were not all compared: some may have shorter trips.
siting-note-unlocated = { $count ->
        [one] { $count } open service has no known place: it is not counted.
       *[other] { $count } open services have no known place: they are not counted.
    }
siting-note-left-out = { $count ->
        [one] { $count } candidate place is too far from any road.
       *[other] { $count } candidate places are too far from any road.
    }
siting-note-unknown = { $count ->
        [one] What one place weighs is not known: it does not count.
       *[other] What { $count } places weigh is not known: they do not count.
    }
siting-note-preferred = A preferred place counts as if it brought { $share } of the total more ({ $status }: { $source }, { $date }).
siting-note-preferred-ties = A preferred place only comes first between equal answers.
siting-demand-births = births
siting-demand-population = inhabitants
siting-demand-need = need per year
siting-demand-weighted = births, counting more where situations are harder
error-siting-unknown-model = Unknown model: { $model }. Known models: { $known }.
error-siting-unknown-objective = Unknown aim: { $objective }. Known aims: { $known }.
error-siting-unknown-demand = Places cannot be weighed by “{ $demand }”. Choices: { $known }, or births:complex (one stratum).
error-siting-horizon = A trip of { $horizon } min is impossible: more than 0 and at most { $most } min.
error-siting-posts = At least one service must open ({ $posts } asked for).
error-siting-posts-missing = Say how many services to open (--posts): the model { $model } needs it.
error-siting-posts-unasked = The model { $model } looks for the fewest services itself: remove --posts, or take mclp.
error-siting-zero-budget = A budget of { $budget } pays for nothing: give an amount above zero, or a number of services (--posts).
error-siting-budget-short = The budget of { $budget } pays for no candidate place: at least { $least } is needed.
error-siting-cost-missing = With a budget, every candidate place needs a cost: it is missing for { $candidates } places (column cost of the candidates' file).
error-siting-keep = { $keep } answers asked for: it takes 1 to { $most }.
error-siting-differ = Two answers of { $posts } places cannot differ by { $differ } places: give a number from 1 to { $posts } (--differ).
error-siting-objective-model = The model { $model } already has its aim: worst and mix only go with mclp and capacitated. For the longest trip, take p-center.
error-siting-preference = The file { $file } must give a share of preference between 0 and 1, a status, a source and a date: { $reason }.
error-siting-share = The share of the worst-served zone goes from 0 to 1 ({ $share } given).
error-siting-capacity = Say what a new service takes at most a year (--capacity), above zero.
error-siting-size = The smallest size ({ $smallest }) must be between 0 and the largest ({ $capacity }).
error-siting-few-candidates = { $posts ->
        [one] One service
       *[other] { $posts } services
    } to open for { $candidates ->
        [one] only one candidate place: ask for one
       *[other] only { $candidates } candidate places: ask for { $candidates } at most
    }, or add places.
error-siting-no-candidate = No candidate place is left out of { $candidates }, after { $forbidden } forbidden zones: allow one again, or give other places.
error-siting-no-demand = Nothing to serve: no births (or no need) are known for the places of this zone.
error-siting-all-covered = Everyone is within { $horizon } min of a service already (farthest: { $farthest } min). There is nothing to gain; try a shorter trip, or make the mean trip shorter (p-median).
error-siting-useless = No candidate place is within { $horizon } min of those who are left to serve. { $least ->
        [0] No trip between them is known: give other candidate places.
       *[other] It would take at least { $least } min, or other candidate places.
    }
error-siting-unreachable = { $places ->
        [one] One place has
       *[other] { $places } places have
    } no candidate place within { $horizon } min (the first: { $first }). { $least ->
        [0] Some have no known trip at all: give other candidate places.
       *[other] { $least } min would be needed, or nearer candidate places; one may also serve as many as possible without asking it for all (mclp).
    }
error-siting-out-of-reach = { $places ->
        [one] One place has
       *[other] { $places } places have
    } no known trip to a service or a candidate place (the first: { $first }): give other candidate places.
error-siting-no-shorter = No candidate place is nearer to anyone than the services that exist.
error-siting-matrix = The travel times that you brought ({ $source }) know none of these candidate places: add them to the file, or ask for estimated times (--engine estimate).
error-siting-weight = The weight of the place { $id } is negative.
error-siting-pair = The trip from { $place } to { $site } cannot be read: unknown id, missing minutes or repeated trip.
error-siting-repeated-site = The candidate place “{ $id }” is given twice.
error-siting-candidates-empty = The file { $path } has no candidate place that can be read: a CSV in UTF-8 or an Excel workbook (.xlsx) is needed, one place per line.
error-siting-candidates-columns = The file { $path } needs a column zone, or lon and lat; columns read: { $columns }.
error-siting-candidate-place = Line { $row }: neither commune (zone) nor coordinates (lon and lat).
error-siting-candidate-zone = Line { $row }: “{ $zone }” is not a commune of this territory.
error-siting-candidate-number = Line { $row }, column { $column }: “{ $value }” is not a number that can be used.
error-siting-candidate-outside = Line { $row }: the point ({ $lon }; { $lat }) is { $km } km from the territory. Correct it (longitude first, latitude next) or remove it.
siting-table-aim = Aim: more
siting-table-served = More served
siting-table-missing = Still missing
siting-table-mean-new = Mean trip of the new ones
siting-part-before-served = Served today
siting-served = { $gain } more { $unit } (from { $before } to { $after } out of { $total }{ $demand ->
        [births] {""}
       *[need] {" "}needed, need { $status }
    }).
siting-sizes = New services, in { $unit } a year: { $sites }; mean trip: { $minutes }.
siting-grows = { $name } must gain { $gain } (today { $capacity }).
siting-closes = { $count ->
    [one] Closes: { $names }.
   *[other] Close: { $names }.
}
siting-missing = { $left } are still missing.
siting-all-met = The whole need is served.
siting-no-loser-served = Nobody loses: what is served today stays so.
siting-no-loser-closed = No commune is served less than today.
siting-note-capacities = { $count ->
        [one] The capacity of one existing service is not known: it counts for nothing.
       *[other] The capacity of { $count } existing services is not known: they count for nothing.
    }
error-siting-all-served = The whole need ({ $need } a year) is already served by what exists: there is nothing to open. Try a shorter trip, or a larger need.
error-siting-closures = { $closures ->
    [one] One closure
   *[other] { $closures } closures
} asked for, and { $services ->
    [0] no existing service serves anybody here
    [one] one building alone houses a service that serves somebody here
   *[other] only { $services } buildings house a service that serves somebody here
}: ask for fewer.
error-siting-none-fits = No choice of places holds together all that is asked ({ $posts } new services): smallest size, budget, number of closures, most that anyone may lose. Relax one of the conditions given (--smallest, --budget, --close-exactly, --worse-by), or ask for fewer services.
siting-new-serve = The new services would serve most in: { $communes }.
siting-worst = The worst served: { $name }, { $after } within reach (today { $before }).
siting-curve = What serving the worst-served zone better costs in all:
siting-curve-sites = Places
siting-curve-share = Weight of the worst served
siting-curve-covered = Within reach in all
siting-curve-worst = Within reach in the worst served
error-siting-budget-model = The model { $model } takes no account of a budget: give a number of services (--posts), or take mclp or capacitated.
error-siting-stopped = The search was stopped before its first answer: give it more time, or ask a smaller question (one zone, fewer services).
siting-no-loser-fair = None of the zones compared is served less than today, what exists being shared at best for the worst served.
siting-demand-weighted-need = need per year, counting more where situations are harder
siting-gain-all = All situations together, { $gain } more { $base } within { $minutes } min (from { $before } to { $after } out of { $total }).
siting-gain-visits-all = All situations together, { $gain } more { $base } within reach: team at most { $minutes } min from families (from { $before } to { $after } out of { $total }).
error-siting-too-few = { $posts ->
    [one] One service is not enough to reach everyone: ask for more, or give other candidate places.
   *[other] { $posts } services are not enough to reach everyone: ask for more, or give other candidate places.
}
