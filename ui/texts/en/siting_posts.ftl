# How many services are needed? The curve, in sentences and as a table.

cli-siting-curve-help = How many are needed? The best that 1, 2… up to this number of services would do, instead of the best places for one number.
progress-siting-curve = How many are needed? One number after the other…
siting-posts-title = { $zone }: { $services }, how many are needed? ({ $model })
siting-posts-measure-reached = { $what } within { $minutes } min
siting-posts-measure-served = { $what } served a year
siting-posts-measure-minutes = mean trip to the nearest
siting-posts-measure-longest = longest trip
siting-posts-none = Search stopped before the first number.
siting-posts-ends = Today { $today } ({ $what }); { $posts ->
        [one] with one service more, { $last }
       *[other] with one service more, { $first }; with { $posts }, { $last }
    }.
siting-posts-enough = { $posts ->
        [one] One is enough: a second would bring nothing.
       *[other] { $posts } are enough: one more would bring nothing, wherever among the candidate places.
    }
siting-posts-flat = The curve flattens at { $posts }: beyond, each service more brings less than { $share } of what the first one brings.
siting-posts-steep = Up to { $posts }, the curve does not flatten.
siting-posts-unproven = { $count ->
        [one] For the number { $posts }, time was too short to prove that nothing does better.
       *[other] For the numbers { $posts }, time was too short to prove that nothing does better.
    }
siting-posts-short = Search stopped at { $posts } services of { $asked }: give it more time for the rest.
siting-posts-out-of-reach = some beyond any known trip
siting-posts-too-few = too few to reach everyone
siting-posts-column = Services more
siting-posts-more = More than the one before
siting-posts-sites = The best places
siting-posts-proof = Proof
siting-posts-proven = proven
siting-posts-not-proven = not proven
siting-posts-bound = not proven: nothing beats { $bound }
siting-posts-rests = “Proven” is said of the calculation, with times, need and services as given; not of the world.
error-siting-curve-question = The curve answers “how many services?”: leave out the budget, the worst-served zone, upgrades and closures.
plan-search-posts-run = How many are needed?
plan-search-posts-help = The best that 1, 2… up to 20 services would do: to look at first. The number chosen above changes nothing.
plan-posts-title = How many are needed? { $said }
plan-posts-file = how-many-services
cli-siting-hosted-help = Kind of actor that could lodge the new service (repeat for several): its located actors are the candidate places, under their ids.
error-siting-no-host = No actor of these kinds ({ $kinds }) has a known place ({ $actors } in the register): take others, or give a file of places.
plan-places-hosts = where actors already are
plan-places-hosts-kinds = Kinds of actors that could lodge the service
plan-places-hosts-none = Choose at least one kind of actor.
siting-family = Families
siting-families = For which families (strata: a hypothesis of the territory; vulnerability of the commune)
siting-family-nearer = Nearer
siting-family-losing = Lose
siting-family-car = Families without a car: the territory does not know them, nothing is said of them.
