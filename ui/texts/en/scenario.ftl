scenario-base-births = births
scenario-base-population = inhabitants
scenario-base-need = need a year
scenario-base-births-low-risk = low-risk births
scenario-base-births-specific = births with specific needs
scenario-base-births-complex = births in complex situations
scenario-base-births-refusal = births in situations of refusal
scenario-base-births-danger = births in situations of danger
scenario-amount-unknown = an unknown number of { $base }
scenario-amount-births = { $number ->
        [one] { $count } birth
       *[other] { $count } births
    }
scenario-amount-population = { $number ->
        [one] { $count } inhabitant
       *[other] { $count } inhabitants
    }
scenario-amount-need = { $number ->
        [one] a need of { $count } a year
       *[other] a need of { $count } a year
    }
scenario-amount-births-low-risk = { $number ->
        [one] { $count } low-risk birth
       *[other] { $count } low-risk births
    }
scenario-amount-births-specific = { $number ->
        [one] { $count } birth with specific needs
       *[other] { $count } births with specific needs
    }
scenario-amount-births-complex = { $number ->
        [one] { $count } birth in a complex situation
       *[other] { $count } births in complex situations
    }
scenario-amount-births-refusal = { $number ->
        [one] { $count } birth in a situation of refusal
       *[other] { $count } births in situations of refusal
    }
scenario-amount-births-danger = { $number ->
        [one] { $count } birth in a situation of danger
       *[other] { $count } births in situations of danger
    }
scenario-arrow = { $before } → { $after }
scenario-point = { $lat } N, { $lon } E
scenario-reach-unknown = The place of no service is known: nobody can be said to be near one.
scenario-reach-first = Within { $minutes } minutes of a service of known place: { $after } (unknown without this change).
scenario-reach-same = Within { $minutes } minutes of a service: { $after }, as before.
scenario-reach = Within { $minutes } minutes of a service: { $after } (before: { $before }), which is { $change } { $way ->
        [more] more
       *[fewer] fewer
    }.
scenario-moves-unknown = Who gains or loses time cannot be said: the place of the services is not known before, or after.
scenario-gain = Gaining time: { $amount }{ $timed ->
        [yes] , { $minutes } less travel on average
        [known] , { $minutes } less travel on average among the known services
       *[no] , who had no service within reach
    } (mostly { $zones }).
scenario-gain-edge = Among them, { $amount } come within { $minutes } minutes.
scenario-no-gain = Nobody gains travel time.
scenario-loss = Losing time: { $amount }{ $timed ->
        [yes] , { $minutes } more travel on average
        [known] , { $minutes } more travel on average among the known services
       *[no] , who have no service within reach any more
    } (mostly { $zones }).
scenario-loss-edge = Among them, { $amount } fall beyond { $minutes } minutes.
scenario-no-loss = Nobody loses travel time.
scenario-left = Still beyond { $minutes } minutes: { $amount } ({ $share }), mostly { $zones }.
scenario-left-none = Nobody is beyond { $minutes } minutes any more.
scenario-worst-first = Worst-served commune: { $zone }, { $minutes } on average.
scenario-worst-same = Worst-served commune: still { $zone }, { $minutes } on average.
scenario-worst-moved = Worst-served commune: still { $zone }, { $before } → { $minutes } on average.
scenario-worst = Worst-served commune: { $zone } ({ $minutes } on average); today: { $zone_before } ({ $before }).
scenario-capacity = { $minimum ->
        [yes] Known capacity
       *[no] Capacity
    }: { $capacity } { $unit } a year. The need has no figure.
scenario-capacity-need = { $minimum ->
        [yes] Known capacity
       *[no] Capacity
    }: { $capacity } { $unit } a year for a need of { $need }; { $surplus ->
        [yes] balance (negative: room to spare)
       *[no] missing
    }: { $gap }{ $minimum ->
        [yes] , other capacities being unknown
       *[no] {""}
    }.
scenario-assigned = At best, nobody travelling more than { $minutes } minutes and no known capacity exceeded: { $served } { $unit } served a year; { $far } too far, { $full } for lack of places, { $unknown } depending on unknown capacities.
scenario-vulnerable = In the most vulnerable quarter of communes ({ $weight }): time gained for { $gaining }, lost for { $losing }.
scenario-vulnerable-none = Here, no commune is in the most vulnerable quarter of the territory.
scenario-gini = Inequality of travel times (Gini, 0 = all at the same distance): { $before } → { $after }.
scenario-remark-need = The need changes in this scenario: it is a hypothesis.
scenario-remark-growth = The population changes in this scenario: it is a hypothesis. Gains and losses count the families of the scenario.
scenario-remark-stratum = Births of the stratum: a hypothesis, share of the stratum in each commune × births.
scenario-change-open = Open a service in { $where }
scenario-change-reopen = Open “{ $who }”
scenario-change-part-name = “{ $name }”
scenario-change-part-capacity = { $capacity } a year
scenario-change-part-hours = { $hours }
scenario-change-part-minutes = up to { $minutes } min
scenario-change-part-covers = in { $covers }
scenario-change-close = Close “{ $who }”
scenario-change-move = Move “{ $who }” to { $where }
scenario-change-capacity = New capacity of “{ $who }”
scenario-change-hours = New opening hours of “{ $who }”
scenario-change-reach = New reach of “{ $who }”
scenario-change-rate = Need in { $where }: { $rate } per 100
scenario-change-growth = { $base ->
        [births] Births
        [population] Population
       *[all] Births and population
    } in { $where }: { $percent }%
cli-scenario-help = Scenarios: changes (open, close, move, strengthen…) and what they do, gains and losses.
cli-scenario-run-help = Compare a scenario with the present: who gains, who loses, what remains. FILE is a TOML file, or the name of a kept scenario (with --territory).
cli-scenario-compare-help = Compare two scenarios of one territory, on the question of the first.
cli-scenario-list-help = The kept scenarios of a territory.
cli-scenario-save-help = Keep a scenario in the workspace, once checked.
cli-scenario-template-help = Write a scenario file with comments, to fill in.
cli-scenario-territory-help = Territory of the kept scenarios (wallonie by default).
cli-scenario-name-help = Name to keep it under; that of the file by default.
cli-scenario-replace-help = Replace the scenario that already has this name.
cli-scenario-zone-help = Zone whose gains and losses are looked at, in place of that of the file.
scenario-title = { $name } — { $zone }
scenario-title-against = { $name } against { $against } — { $zone }
scenario-present = the present
scenario-no-change = No change.
scenario-column-before = Before
scenario-column-after = After
scenario-column-within = { $base } within { $minutes } min
scenario-column-gaining = Gaining time
scenario-column-losing = Losing time
scenario-column-mean = Mean time
scenario-column-gap = Missing
scenario-column-class = Vulnerability of the communes
scenario-column-name = Name
scenario-column-changes = Changes
scenario-column-key = Key
scenario-column-weight = { $base }
scenario-class-unknown = unknown
scenario-class = { $rank } of { $classes }{ $rank ->
        [1] {" "}(least vulnerable)
       *[other] {""}
    }{ $last ->
        [yes] {" "}(most vulnerable)
       *[no] {""}
    }
scenario-classes-note = Classes by { $indicator } ({ $year }), of about equal weight.
scenario-vulnerability = vulnerability of the population points
scenario-saved = Scenario “{ $name }” kept: { $path }
scenario-none-kept = No scenario is kept for { $territory }.
scenario-unreadable = unreadable: { $count } { $count ->
        [one] fault
       *[other] faults
    }
scenario-refused = Scenario refused: { $count ->
        [one] one fault
       *[other] { $count } faults
    }. Nothing was computed or kept.
scenario-where-line = line { $line }
scenario-where-head = at the top
scenario-where-change = change { $position }
issue-scenario-too-large = The file is over { $megabytes } MB: it is not a scenario.
issue-scenario-encoding = The file is not in UTF-8. Save it as UTF-8.
issue-scenario-not-toml = The file is not readable TOML: { $reason }.
issue-scenario-kind-and-function = Give a kind of actor (kind) or a function (function), not both.
issue-scenario-changes-not-list = Changes are written as [[changes]] blocks.
issue-scenario-change-not-table = A change is a [[changes]] block with its fields.
issue-scenario-change-unknown = Unknown change: “{ $value }”{ $near ->
        [none] {""}
       *[other] {" "}(did you mean { $near }?)
    }. Known changes: { $known }.
issue-scenario-half-point = A point has a longitude and a latitude: the other one is missing.
issue-scenario-open-what = What should open? Give a kind of actor (kind), a function (function) or an actor of the register (actor_id).
issue-scenario-where = Where? Give a commune (zone), or a point (lon and lat).
issue-scenario-reach-what = Give the time (reach_min) or the declared zones (covers).
issue-scenario-question-not-table = The question is written in a [question] block.
issue-scenario-field-unknown = Unknown field{ $near ->
        [none] {""}
       *[other] {" "}(did you mean { $near }?)
    }. Known fields: { $known }.
issue-scenario-field-missing = This field is required.
issue-scenario-field-number = A number is expected, not “{ $value }”.
issue-scenario-field-range = { $value } is out of range: between { $low } and { $high }.
issue-scenario-field-text = A text in quotes is expected, not “{ $value }”.
issue-scenario-field-list = A list of texts is expected, for example ["80000"], not “{ $value }”.
issue-scenario-field-allowed = “{ $value }” is not allowed. Values: { $allowed }.
issue-scenario-too-many = { $value } changes: a proposal has { $most } at most. Share it between several.
issue-scenario-threshold = The threshold of { $value } min must be above 0 and at most { $most } min.
issue-scenario-not-open = { $value } is not open today: closing it changes nothing.
issue-scenario-already-open = { $value } is already open.
issue-scenario-zone-too-large = “{ $value }” is too large to place a service in: give a commune, or a point.
issue-scenario-outside = The point { $lat }, { $lon } is outside the territory. Check that lon is the longitude and lat the latitude.
issue-scenario-zone-shared = Several zones are called “{ $value }”: give the code.
issue-scenario-zone-unknown = No zone “{ $value }” in this territory{ $near ->
        [none] {""}
       *[other] {" "}(did you mean { $near }?)
    }.
issue-scenario-actor-shared = Several actors are called “{ $value }”: give the id (actor_id).
issue-scenario-actor-unknown = No actor “{ $value }” in the register{ $near ->
        [none] {""}
       *[other] {" "}(did you mean { $near }?)
    }.
issue-scenario-service-unknown = This actor has no service “{ $value }”. Its services: { $known }.
issue-scenario-service-which = { $value } has several services: say which (service). Its services: { $known }.
issue-scenario-code-unknown = Unknown code: “{ $value }”{ $near ->
        [none] {""}
       *[other] {" "}(did you mean { $near }?)
    }.
error-scenario-service = { $actor } has several services: say which. Its services: { $known }.
error-scenario-growth = Impossible growth: { $percent }% of “{ $base }”.
error-scenario-demand = “{ $demand }” cannot be counted. Choices: { $known }.
error-scenario-threshold = The threshold of { $value } min must be above 0 and at most { $most } min.
error-scenario-matrix = Travel times come from a table that was brought in ({ $source }), which does not know “{ $actor }”, new or moved. Choose another travel engine (--engine estimate).
error-scenario-other-question = The two scenarios do not answer the same question: “{ $before }” and “{ $after }”.
error-scenario-territory = The scenario is about { $scenario }, not { $territory }.
error-scenario-name = “{ $name }” cannot be a name: it needs at least one letter or digit.
error-scenario-exists = A scenario “{ $key }” already exists. Choose another name, or replace it (--replace).
error-unknown-scenario = No scenario “{ $name }”. Kept: { $known }.
scenario-covers-more = { $covers } and { $more } { $more ->
    [one] other
   *[other] others
}
scenario-vulnerable-same = In the most vulnerable quarter of the communes ({ $weight }), no trip changes.
