cli-access-help = A measure of access to services, per zone, with the inequality between families.
cli-compare-help = Compare the provinces of one or several territories, on the same definitions, without a podium.
cli-parcours-help = Who can reach every step of a pathway, and which step breaks.
cli-redundancy-help = How many actors families can count on, and what each closure would cost.
cli-measure-help = Measure: nearest (time to the nearest), cumulative (supply within reach), 2sfca, e2sfca, 3sfca, mh3sfca, bfca or apl.
cli-decay-help = Weight of time: a published pack (luo-qi-2009, wan-2012, fr-apl-2012) or a shape in minutes (binary:30, gaussian:10,30, linear:45, steps:10=1,30=0.5).
cli-supply-help = What an actor counts for: capacity (its capacity) or one (each actor counts as 1).
cli-unit-help = Count only the capacities in this unit (follow-ups, places, fte…).
cli-demand-help = What each place weighs: births, population or need (stated need).
cli-norm-help = Benchmark not to miss: minutes at most (nearest), or supply per 1,000 at least.
cli-step-help = A step, repeated in order: kind:hopital=45, function:ultrasound@complex=30, kind:one-plateforme=declared.
cli-threshold-help = Travel time, in minutes, that counts as near (inclusive); 45 by default, or the longest of the territory.
cli-level-help = Level of the zones compared; that of the territory by default.
measure-nearest = travel time to the nearest
measure-cumulative = supply within reach
measure-2sfca = supply shared among those who can reach it (2SFCA)
measure-e2sfca = supply shared, the near counting more (E2SFCA)
measure-3sfca = supply shared, each choosing by time (3SFCA)
measure-mh3sfca = supply shared, each choosing by time and capacity (MH3SFCA)
measure-bfca = supply shared, balanced (BFCA)
measure-apl = local potential accessibility (APL)
base-births = births
base-population = inhabitants
base-need = units of need
base-children_0_4 = children aged 0 to 4
unit-actors = actors
unit-capacity = units of capacity
hidden = hidden
remark-hidden = Hidden: a small number of families in a delicate situation is not shown, nor what would give it back.
none = none
span = { $low } to { $high }
percent-figure = { $value }%
column-zone = Zone
column-base-births = Births
column-base-population = Inhabitants
column-base-need = Need a year
column-served = Within reach
column-unserved = Out of reach
column-reachable = Within reach, on average ({ $unit })
column-per-thousand = { $unit } per 1,000 { $base }
column-complete = Every step
column-broken = A step is missing
column-not-known = Not known
column-breaking-step = Step that breaks
column-step = Step
column-reaching = Reach it
column-not-reaching = Do not reach it
column-actors-within = { $count ->
        [0] No actor
        [1] 1 actor
       *[other] { $count } actors
    }{ $state ->
        [complete] {""}
       *[other] { $count ->
            [0] {""}
            [1] {" "}known
           *[other] {" "}known
        }
    }
column-three-or-more = 3 actors or more
column-function = Function
column-stratum = Stratum
column-closure = If this actor closed
column-births-losing-access = Lose all access
column-births-newly-beyond = Go beyond { $minutes } min
column-births-affected = Would go farther
column-minutes-added-mean = Minutes more
column-need-left-over = Need without a place
column-figure = Figure
column-between = Could be
column-ranks = Rank
column-not-told-from = Order not sure with
access-state-no-actor = { $listed ->
        [no] Nobody is listed for this choice: the measure is unknown, not zero.
       *[yes] No open actor in the register for this choice: there is nothing to measure.
    }
access-state-covered-only = { $count ->
        [one] The only open service serves a declared area and has no known place
       *[other] The { $count } open services serve a declared area and have no known place
    }: there is no travel time to measure. The map shows the communes of these areas, the diagnosis what is offered there.
access-state-unlocated = { $count ->
        [one] The only open actor has no known place
       *[other] None of the { $count } open actors has a known place
    }: who is within reach is not known.
access-state-no-demand = No birth or inhabitant is known: there is nobody to count.
access-state-unreachable = No place reaches an actor within the horizon.
access-counts-one = Each actor counts as 1, whatever its size: this figure says nothing of capacity.
access-apl-not-standardised = Need not standardised by age: no published weights for early childhood were found.
access-bfca-layer = This measure is divided among places: it only compares within one population layer.
access-minimum = Capacity known for { $share } of the located actors: figures are a minimum.
access-covered-only = { $count ->
        [one] { $count } service serves a declared area, its place unknown: it is not in these figures.
       *[other] { $count } services serve a declared area, their place unknown: they are not in these figures.
    }
access-decay = Weight of time: { $decay }.
access-sensitivity = If all trips were { $way ->
        [shorter] shorter by { $shorter }
        [longer] longer by { $longer }
       *[both] shorter by { $shorter } or longer by { $longer }
    }, the figure of the zone would go from { $low } to { $high }.
index-gini = Inequality between families (Gini, 0 to 1): { $value }.
index-palma = The top tenth has { $value } times what the bottom four tenths have (Palma).
index-concentration = Concentration index by “{ $indicator }”: { $value } (positive: the figure is larger where vulnerability is larger).
index-theil = Theil inequality: { $value }, of which { $share } between the zones compared.
index-missing = { $missed ->
        [above] { $share } of the families are more than { $norm } minutes away, or out of reach.
       *[below] { $share } of the families have less than the benchmark of { $norm }.
    }
index-known = These indices speak of { $share } of the families, those whose figure is known.
quality-supply = Capacity known for { $capacity } of the services; position approximate for { $approximate } of the actors, unknown for { $unknown }.
quality-births = Births of { $years }{ $known ->
        [yes] ; { $spread } are spread by estimation between the localities of their commune.
       *[no] .
    }
confidence-line = Intervals: { $share } of { $draws } draws; hypothetical ranges of { $date } (data/norms/confidence.toml).
parcours-title = { $zone } — the pathway, step by step
parcours-headline = { $same ->
        [yes] { $low } of the { $base } can reach every step.
        [least] At least { $low } of the { $base } can reach every step: some registers are incomplete.
        [unknown] Nobody is listed for one step at least: who can reach them all is not known.
       *[no] From { $low } to { $high } of the { $base } can reach every step: some steps have actors whose place is not known.
    }
step-within = { $name } within { $minutes } min
step-declared = { $name }, declared area
step-nobody = { $step }: no open actor in the register.
step-unplaced = { $step }: { $count ->
        [one] { $count } actor has no known place or area.
       *[other] { $count } actors have no known place or area.
    }
parcours-sensitivity = If all trips were longer by { $longer } or shorter by { $shorter }, the share would go from { $low } to { $high }.
redundancy-title = who to count on within { $minutes } min
redundancy-covered = { $count ->
        [one] { $count } service is known by its declared area alone: its closure is counted in births of that area, without minutes.
       *[other] { $count } services are known by their declared area alone: their closure is counted in births of that area, without minutes.
    }
closures-more = { $count ->
        [one] … and { $count } other, in the --json output.
       *[other] … and { $count } others, in the --json output.
    }
compare-title = { $name }: zones side by side
compare-ends = The { $told } highest and the { $told } lowest of { $zones } zones; the table and --json give all of them.
compare-ends-by-name = The first { $told } and the last { $told }, by name, of { $zones } zones; the table gives all of them.
compare-comparable = Same years, same definitions, same travel engine: these zones compare.
indicator-services-per-1000 = Services per 1,000 births (or children, see below)
indicator-need-per-1000 = Need a year per 1,000 births
indicator-capacity-per-1000 = Offered a year per 1,000 births
indicator-coverage-rate = Share of the need covered by the supply (in %)
indicator-declared-share = Births in the declared area of a service (in %)
indicator-share = Within { $minutes } min (in %)
indicator-mean-min = Mean trip to the nearest (in minutes)
indicator-p10-min = Time that 10% of births do not exceed (minutes)
indicator-p50-min = Median time to the nearest (minutes)
indicator-p90-min = Time that 90% of births do not exceed (minutes)
indicator-gini-min = Inequality of times between families (Gini, 0 to 1)
beyond = beyond the trips looked for
flag-births-years = The years of births differ: { $said }.
flag-base = Figures are not per the same population: { $said }. Ranks are taken apart.
flag-engine = Travel times do not have the same engine: { $said }.
flag-engine-status = Travel times do not have the same status: { $said }.
flag-layer = Population layers differ: { $said }.
flag-level = Zones are not of the same level: { $said }.
flag-unit = Need is not in the same unit: { $said }.
flag-horizon = Trips are not looked for as far (minutes): { $said }.
flag-mixed-units = Capacities in different units do not add up: { $said }.
flag-base-missing = Communes are missing from the total: { $said }.
flag-need-status = Need does not have the same status everywhere: { $said }.
flag-capacity-unknown = Some capacities are unknown: { $said }. The interval supposes them between nothing and twice the largest known one.
error-access-unknown-measure = Unknown measure: { $measure }. Known measures: { $known }.
error-access-unknown-supply-mode = Unknown supply: { $supply }. Choices: { $known }.
error-access-unknown-measure-demand = Unknown weight of places: { $demand }. Choices: { $known }.
error-no-strata = The territory { $territory } does not know the share of these families: count all births.
error-access-measure-decay = The measure { $measure } does not take the time weight “{ $decay }”: nearest takes none, 2sfca takes a single threshold (binary:30).
error-access-decay-text = Time weight not understood: “{ $text }”. Choices: { $known }.
error-access-mixed-units = Capacities are in units that do not add up ({ $units }). Choose one with --unit, or count actors with --supply one.
error-access-no-capacity = No capacity is known for the { $count } located actors of this choice: the measure { $measure } cannot be computed. To count the actors themselves, each as 1, add --supply one.
error-access-no-need = No stated need is known for “{ $selection }”: count births instead (--demand births).
error-measures-file = The file { $file } of the measures’ settings cannot be read: { $reason }.
error-confidence-file = The file { $file } of uncertainties has an entry that is absent or outside sense: { $reason }.
error-need-notes-file = The file { $file } of notes on needs has an entry that is absent or outside sense: { $reason }.
error-declared-areas-file = The file { $file } of declared areas has an entry that is absent or outside sense: { $reason }.
error-parcours-step-text = Step not understood: “{ $text }”. Write kind:hopital=45, function:ultrasound=30 or kind:one-plateforme=declared.
error-parcours-repeated-step = The step “{ $step }” is given twice.
error-compare-nothing = No territory to compare.
error-compare-repeated = The territory “{ $territory }” is given twice.
error-compare-selections = The territories compared do not answer the same question.
error-compare-no-base = No births, children or population are known for “{ $territory }”.
cli-closure-need-help = Also say the need that each closure would leave without a place, within the time asked (assignment under capacity).
error-closures-units = Need is in { $need }, capacities in { $capacity }: they do not compare.
error-option-number = Option { $option } expects a number: “{ $value }” is not one.
nobody-to-count = No birth in this zone: there is no share to compute.
error-option-above = Option { $option } expects a number above { $above }: { $value } will not do.
band-need = Supposed range of the need: { $low } to { $high }{ $status ->
        [hypothesis] , because the rate is a hypothesis
        [stated] , around a stated figure
       *[other] , around a reconstructed figure
    }{ $small ->
        [yes] {" "}and few families are counted
       *[no] {""}
    }. This is no probability.
band-births = { $births } { $births ->
        [one] birth
       *[other] births
    } ({ $years }): another year could have counted { $low } to { $high }, 9 times out of 10 (Poisson law, exact interval).
need-note = { $said } ({ $source }, { $date }; { $status }).
about = about { $value }
under-one = fewer than 1
missing-least = at least { $value } missing
band-share = { $share } within { $minutes } min ({ $low } to { $high })
band-reach = Given the threshold and the error of the times: { $shares }.
ledger-band = { $status } ± { $low }
ledger-bands = Supposed ranges of the needs, by their status: { $said } (data/norms/confidence.toml), wider where few families are counted. These are no probabilities.
