# Do the answers hold? What they are worth in every world where what is not known is taken at one end or the other.

cli-siting-worlds-help = Solve every answer again in so many worlds (100 is a good number), by what is not known: times, rows to verify, links, need, longest trip.
progress-siting-worlds = World after world…
siting-worlds-title = Do these answers hold?
siting-worlds-none = Nothing is in doubt in what the question uses: there is one world, the one given.
siting-worlds-what-reached = more { $what }
siting-worlds-what-served = { $what } more
siting-worlds-what-minutes = off the mean trip
siting-worlds-what-longest = off the longest trip
siting-worlds-first = The first proposal, { $sites }, stays the best in { $count ->
        [one] the one world looked at
       *[other] { $first } of { $count } worlds
    }. It brings { $gain } { $what } as given, from { $low } ({ $least }) to { $high } across the worlds{ $regrets ->
        [yes] ; at worst, another would do { $regret } better there ({ $regretted })
       *[no] {""}
    }.
siting-worlds-same = No other has a better worst case, or less regret.
siting-worlds-beside-both = { $sites }: the best worst case and the least regret. At least { $low } { $what } ({ $least }), { $gain } as given; at worst, another would do { $regret } better ({ $regretted }). First in { $first } of { $count } worlds.
siting-worlds-beside-regret = The least regret: { $sites }. At worst, another would do { $regret } better ({ $regretted }); { $gain } { $what } as given, at least { $low }. First in { $first } of { $count } worlds.
siting-worlds-beside-worst = The best worst case: { $sites }. At least { $low } { $what } ({ $least }); { $gain } as given. First in { $first } of { $count } worlds.
siting-worlds-proven = “Proven” is said of the sum, never of the world; and worlds are no chances: none is likelier than another.
siting-worlds-short = Time was too short: { $count } worlds looked at of { $asked }.
siting-worlds-unproven = { $count ->
        [one] In one world
       *[other] In { $count } worlds
    } of { $all }, the best answer found is not proven.
siting-worlds-no-limit = no known limit
siting-worlds-of = { $first } of { $count }
siting-worlds-column-sites = Places
siting-worlds-column-first = First in
siting-worlds-column-gain = Brings, as given
siting-worlds-column-low = At least
siting-worlds-column-regret = Regret at worst
siting-worlds-column-in = In the world where…
siting-world-given = everything is as given
siting-world-times-low = all trips are shorter
siting-world-times-high = all trips are longer
siting-world-times-zone-low = trips are shorter, { $name }
siting-world-times-zone-high = trips are longer, { $name }
siting-world-to-verify-low = no service to verify exists
siting-world-to-verify-high = all services to verify exist
siting-world-to-verify-one-low = { $name } does not exist
siting-world-to-verify-one-high = { $name } does exist
siting-world-same-low = those that are perhaps the same are one, at the first address
siting-world-same-high = those that are perhaps the same are one, at the last address
siting-world-need-low = less need ({ $name })
siting-world-need-high = more need ({ $name })
siting-world-threshold-low = the longest trip allowed is shorter
siting-world-threshold-high = the longest trip allowed is longer
siting-world-to-verify-drawn = some services to verify change
siting-world-same-drawn = some services are one
siting-world-times-zone-drawn = trips change from zone to zone
siting-doubt-times = All trips together: from { $low } to { $high } ({ $status }: { $source }, { $date }).
siting-doubt-times-zone = The trips of each compared zone, apart ({ $count } zones): from { $low } to { $high } ({ $status }: { $source }, { $date }).
siting-doubt-to-verify = { $count ->
        [one] One service to verify
       *[other] { $count } services to verify
    }: in or out (register).
siting-doubt-same = { $count ->
        [one] One group of services perhaps the same
       *[other] { $count } groups of services perhaps the same
    }: several, or one at one of the addresses (register).
siting-doubt-need = Need ({ $name }): from { $low } to { $high } ({ $status }: { $source }, { $date }).
siting-doubt-threshold = The longest trip: from { $low } min less to { $high } min more ({ $status }: { $source }, { $date }).
siting-doubt-still = In no doubt here: { $names }.
siting-doubt-name-times = all trips together
siting-doubt-name-times-zone = the trips of each zone
siting-doubt-name-to-verify = services to verify (none)
siting-doubt-name-same = services perhaps the same (none)
siting-doubt-name-need = need
siting-doubt-name-threshold = the longest trip
error-siting-worlds-question = Worlds are not looked at with the worst-served zone, closures, growth by steps, nor a p-median with limited room: nothing was varied there.
error-siting-worlds-count = { $count } worlds asked for: at least one is needed.
error-siting-worlds-file = The file { $file } of the worlds is wrong: { $reason }.
plan-worlds-run = Do these answers hold?
plan-worlds-help = Every answer solved again in a hundred worlds: trips shorter or longer, services to verify, need, the longest trip allowed.
plan-worlds-doubts = What is varied
siting-worlds-column-first-of = First in, of { $count } worlds
siting-worlds-tied = { $count ->
    [one] One other proposal does as much in each of these worlds ({ $sites })
   *[other] { $count } other proposals do as much in each of these worlds ({ $sites })
}: only the trips as given tell them apart.
