travel-part-minutes = Minutes to the nearest
travel-part-measures = Measures of access
measures-measure = Measure
measures-decay = Weight of travel time
measures-decay-help = How much a service counts by the time that separates from it: a published set, or a shape in minutes.
measures-decay-usual = { $decay } (default)
measures-decay-other = Other…
measures-decay-own = Weight, in minutes (binary:30, gaussian:10,30, steps:10=1,30=0.5)
measures-decay-binary = all up to { $minutes } min, nothing beyond
measures-decay-linear = falling evenly up to { $minutes } min
measures-decay-luo-qi-2009 = Luo and Qi, 2009
measures-decay-wan-2012 = Wan et al., 2012
measures-decay-fr-apl-2012 = APL, 2012
measures-supply = What a service counts for
measures-supply-capacity = its capacity
measures-supply-one = 1 per actor
measures-supply-unit = its capacity, in { $unit }
measures-demand = Who is counted
measures-demand-births = births
measures-demand-population = inhabitants
measures-demand-need = stated need
measures-finding = { $nearest ->
        [yes] Trip to the nearest: { $value } on average{ $reached ->
            [some] { " " }for { $share } of families, those whom a known service reaches
           *[all] { "" }
        }
       *[no] { $unit }: { $value } on average
    }{ $far ->
        [none] .
        [nothing] ; { $count } { $zones } { $count ->
            [one] has
           *[other] have
        } nothing known within reach.
       *[one] ; { $nearest ->
            [yes] farthest
           *[no] least
        }: { $zone } ({ $worst }).
    }
measures-caption = { $zone }: { $value } ({ $title }; { $demand } { $base })
measures-share = Share of families
measures-curve-title = { $better ->
        [low] Share of { $base } with a service at this time or less
       *[high] Share of { $base } with at least this offer
    }
measures-curve-subtitle = { $better ->
        [low] The line is at { $minutes } min
       *[high] The line is at the average of the zone
    }{ $sense ->
        [exact] .
        [at-least] . These shares are a minimum: some services or capacities are not known.
       *[unknown] . Some services or capacities are not known: the curve may move both ways.
    }
measures-curve-empty = Nobody is within reach of a service: there is no curve to draw.
measures-unequal = Inequality between families
measures-unequal-unknown = No index of inequality can be worked out here.
measures-worst = The { $zones }, from the worst served to the best
measures-otherwise = { $counted ->
        [yes] Without services to verify
       *[no] With services to verify
    }
measures-access-no-capacity = No capacity is known for this choice: this measure cannot be worked out. Choose “1 per actor” under “What a service counts for”.
measures-access-no-need = No stated need is known for this choice. Choose “births” under “Who is counted”.
formula-measure-nearest = travel time of each place to the nearest open service, averaged over the families of the place.
formula-measure-cumulative = what the services within reach of each place offer, the near ones counting more by the weight of time.
formula-measure-2sfca = each service is shared between those within reach; each place adds up these shares (2SFCA).
formula-measure-e2sfca = as 2SFCA, the near counting more by the weight of time (E2SFCA).
formula-measure-3sfca = as E2SFCA, each place first spreading over the services by time (3SFCA).
formula-measure-mh3sfca = as 3SFCA, places choosing by time and capacity (MH3SFCA).
formula-measure-bfca = families and offer are spread in shares that add up to one, counting nothing twice (BFCA).
formula-measure-apl = local potential accessibility: E2SFCA with the published weights (APL), without standardisation by age.
