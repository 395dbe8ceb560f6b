cli-ledger-help = The need ledger, line by line: base × rate or a stated value, source, status, beside what is offered.
cli-balance-help = Need against capacity, three ways that are never mixed: by declared area, by nearest, by capacitated assignment.
cli-norms-help = The country's norms applied to a zone: article, date, denominator, verdict.
cli-rules-help = CSV file of need rules for this run: it replaces or adds to those of the territory, by rule_id.
cli-ground-help = Ground: declared (declared areas), nearest, or assignment (capacitated assignment).
cli-horizon-help = Longest trip, in minutes, inclusive; 45 by default, or the longest time of the territory.
cli-stage-help = Stage: prenatal, postnatal or early-childhood.
cli-topic-unit-help = Unit of the need, where there are several (half-days-per-week, fte-midwife…).
cli-weights-help = TOML file of weights per stratum, for proportionate universalism.
unit-consultations = consultations
unit-half-days-per-week = half-days a week
unit-session-hours = session hours
unit-session-hours-per-week = session hours a week
unit-fte-midwife = midwives (FTE)
unit-fte-child-nurse = child nurses (FTE)
ledger-title = Need ledger: { $zone }
ledger-births = { $births } births ({ $years }).
ledger-births-unknown = Births are not published for this territory.
ledger-empty = No need rule for this territory: add some in need.csv, or with --rules.
ledger-rules = The rules, to be questioned one by one:
ledger-rule = { $rule }: { $said } [{ $status }] { $source }, { $date }
ledger-rule-rate = { $rate } × { $base }
ledger-rule-per = 1 per { $per } { $base }
ledger-rule-value = { $value } { $unit } stated for { $zone }, shared out by { $base }
ledger-rule-like = { $zone }: the same rate as { $like }
ledger-adding-up = A service counts in every line that it serves, with its whole capacity: lines of different functions do not add up.
ledger-strata = Births by stratum (hypothesis): { $shares }.
ledger-strata-share = { $stratum }: { $births }
ledger-filled = { $zones ->
        [one] One commune lacks some of its indicators
       *[other] { $zones } communes lack some of their indicators
    }: the mean of the province stands in ({ $named }).
ledger-strata-absent = Unknown here, by commune, and left aside in the strata: { $named }. To be added in figures.csv and territory.toml when a figure exists (see the method “besoin”).
strata-indicator-bim_share = share of beneficiaries of increased reimbursement (BIM)
strata-indicator-single_parent_share = share of single-parent families
strata-indicator-poverty_share = poverty rate
ledger-column-subject = Subject
ledger-column-precision = Stratum, stage
ledger-column-unit = Unit
ledger-column-needed = Need
ledger-column-offered = Offered
ledger-column-in-use = In use
ledger-column-missing = Missing
ledger-column-unknowns = Unknown
between = { $low } to { $high }
unknown-capacities = { $count ->
        [one] { $count } capacity
       *[other] { $count } capacities
    }
unknown-needs = need of { $count ->
        [one] { $count } zone
       *[other] { $count } zones
    }
other-units = { $count ->
        [one] of which { $count } in another unit
       *[other] of which { $count } in other units
    }
bal-title = { $zone }: { $subject }, { $ground }
ground-declared = by declared area
ground-nearest = by nearest, { $minutes } min at most
ground-assignment = by capacitated assignment, { $minutes } min at most
bal-headline = Of { $need } { $unit } { $minimum ->
        [yes] needed at least
       *[no] needed
    }, { $same ->
        [yes] { $low } are served ({ $rate }).
        [least] at least { $low } are served (at least { $rate }).
       *[no] between { $low } and { $high } are served, depending on unknown capacities ({ $rate }).
    }
bal-need-unknown = The need is not known: there is no balance to make.
bal-nobody = { $listed ->
        [no] Nobody is listed for this choice: what is served is unknown, not zero.
       *[yes] No open service of the register answers this choice: the whole need goes unanswered.
    }
bal-need-hidden = The need is too small a number to be shown: it is about families in a delicate situation.
bal-unmet = Unanswered: { $far } { $ground ->
        [declared] in no declared area
       *[other] too far
    }, { $full } for lack of room, { $unknown } not known (unknown capacity).
bal-column-served = Served
bal-column-too-far = Too far
bal-column-undeclared = No area
bal-column-full = Full
bal-column-unknown = Not known
bal-column-actor = Actor
bal-column-capacity = Capacity
bal-column-demand = Demand
bal-column-load = Case-load
bal-column-minutes = Mean trip
bal-column-weighted = Weighted need
bal-actors = The load of each actor that can serve the zone (families of every zone):
bal-universalism = Weighted need: the total of the territory does not change, more of it goes where situations are harder (weights { $weights }, { $status }).
bal-note-reach = { $count ->
        [one] { $count } service has neither a known place nor a known area: it may serve some of the need said to be out of reach.
       *[other] { $count } services have neither a known place nor a known area: they may serve some of the need said to be out of reach.
    }
bal-note-supposed = { $count ->
        [one] { $count } service that travels does not say how far
       *[other] { $count } services that travel do not say how far
    }: the longest trip of this balance is taken.
bal-note-known = Capacity known for { $share } of the services.
bal-note-undeclared = { $count ->
        [one] { $count } service declares no area: it takes no part in this balance.
       *[other] { $count } services declare no area: they take no part in this balance.
    }
bal-note-unplaced = { $need } of need are in communes without a population point: not placed.
norms-title = Norms: { $zone }
norms-line = { $name }: { $verdict }
norms-cited = { $article }, { $date }; denominator: { $denominator } [{ $status }]
verdict-met = met
verdict-not-met = not met
verdict-unknown = not known
verdict-reported = given as a landmark
verdict-no-norm = no official norm found
norms-ratio = { $direction ->
        [at-most] { $required } { $unit } at most
       *[other] { $required } { $unit } required
    } for { $base } { $basename } in { $years } ({ $amount } per { $per }); { $known ->
        [yes] offered: { $offered }
       *[no] what is offered is not known
    }{ $counted ->
        [yes] , { $other } without the services to verify (they are counted)
        [no] , { $other } with the services to verify
       *[same] { "" }
    }
norms-ratio-unknown = { $amount } { $unit } per { $per } { $basename }: that number is not known here
norms-time = { $share } { $measure ->
        [births] of births
       *[other] of the population
    } within { $minutes } minutes{ $bounds ->
        [yes] { " " }(between { $low } and { $high } given the error of the times)
        [least] { " " }(at least { $low } given the error of the times)
        [most] { " " }(at most { $high } given the error of the times)
       *[no] { "" }
    }{ $counted ->
        [yes] , { $other } without the services to verify (they are counted)
        [no] , { $other } with the services to verify
       *[same] { "" }
    }{ $wanted ->
        [none] { "" }
       *[other] , { $wanted } expected
    }
norms-beyond = { $share } { $measure ->
        [births] of births
       *[other] of the population
    } beyond { $minutes } minutes{ $bounds ->
        [yes] { " " }(between { $low } and { $high } given the error of the times)
        [least] { " " }(at least { $low } given the error of the times)
        [most] { " " }(at most { $high } given the error of the times)
       *[no] { "" }
    }{ $counted ->
        [yes] , { $other } without the services to verify (they are counted)
        [no] , { $other } with the services to verify
       *[same] { "" }
    }; national average: { $least } to { $most }
norms-time-unknown = share within { $minutes } minutes: unknown{ $counted ->
        [yes] , { $other } without the services to verify (they are counted)
        [no] , { $other } with the services to verify
       *[same] { "" }
    }
norms-none = Empty entries to fill are in data/norms.
reason-base-unknown = the base is not known
reason-base-reconstructed = the denominator is computed, no published figure was read
reason-base-partial = the base is missing for some communes
reason-capacity-unknown = some capacities are not known
reason-register-incomplete = the register is incomplete
reason-nobody-offers = no open actor in the register
reason-nobody-located = no actor has a known place
reason-some-unlocated = some actors have no known place
reason-to-verify-counted = actors to be verified are counted as if they were open
reason-some-to-verify = actors to be verified are not counted
reason-estimated-times = estimated times cannot settle it
reason-neighbours = services of neighbouring territories are not counted
reason-no-engine = no travel time for this mode
reason-beyond-horizon = beyond the trips computed
reason-other-denominator = computed on the territory's births or population, not on the norm's denominator
reason-other-level = the norm is for another level: it gives no verdict here, what it asks for is in proportion
reason-read-second-hand = text read in documents that quote it
base-population_15_50 = inhabitants aged 15 to 50
base-women_15_49 = women aged 15 to 49
error-units-file = The file { $file } has an incomplete or wrong conversion: { $reason }. Two units, a factor above zero, a status, a source and a date are needed.
error-norms-file = The file of norms { $file } has an incomplete or wrong entry: { $reason }.
error-norms-twice = Two norms have the same id: { $id }.
error-strata-term = Strata hypothesis: the term “{ $term }” of stratum { $stratum } cannot be used (unknown indicator, empty coefficient, or two remainders).
error-strata-range = Strata hypothesis: the share of stratum { $stratum } is { $share } in zone { $zone }; it must be between 0 and 1.
error-strata-sum = Strata hypothesis: the shares add up to { $total } instead of 1 in zone { $zone }.
error-rules-file = The file { $file } is not a CSV or Excel (.xlsx) table that can be read.
error-rules-column = The file { $file } has a column “{ $column }” that need rules do not have.
error-need-rule-zone = The need rule “{ $rule }” is about zone { $zone }, which is not in the territory { $territory }.
error-need-rule-subject = The need rule “{ $rule }” must name a kind of actor or a function, and only one of them.
error-need-rule-code = The need rule “{ $rule }” names “{ $code }”, which the vocabulary does not know.
error-need-rule-figure = The need rule “{ $rule }” must give a rate, a value or a reference, and only one of them.
error-need-rule-base-missing = The need rule “{ $rule }” has no base (births, population, births:complex…).
error-need-rule-sense = The need rule “{ $rule }” gives { $value } { $unit } per unit of “{ $base }”: it makes no sense (negative, infinite, or more than one person per head).
error-need-rule-twice = The need rule “{ $rule }” is about the same thing as another one in zone { $zone }.
error-universalism-weights = Proportionate universalism: the weight “{ $weight }” of stratum “{ $stratum }” will not do; each stratum needs a number of zero or more, with status, source and date.
error-universalism-missing = Proportionate universalism: stratum { $stratum } has no weight.
error-universalism-zones = Proportionate universalism: need and weights are not about the same zones ({ $left } on one side, { $right } on the other).
error-balance-no-need = No need rule is about “{ $subject }” for this choice: add one in need.csv, or with --rules.
error-balance-several = Several needs answer this choice: { $choices }. Name --unit or --stage.
error-balance-ground = Unknown ground: { $by }. Known grounds: { $known }.
error-balance-horizon = The longest trip ({ $horizon } min) must be above zero and at most { $most } min.
error-balance-need = The need of place “{ $id }” is negative or unknown.
error-balance-capacity = The capacity of service “{ $id }” is negative or unknown.
error-balance-pair = The trip from place “{ $place }” to service “{ $node }” cannot be used: place or service absent, or unknown time.
ledger-nobody = no service in the register
bal-need-zero = Nothing is needed here: the need is zero.
reason-nothing-required = nothing is required here: the base is zero
