# In phases, nothing undone: what opens when, and what it costs not to go back.

cli-siting-phase-help = How many services open in this phase (repeat it, from 2 to 5 times: this year, next…), never undone; the best sequences, in place of --posts.
progress-siting-phases = Phase after phase…
siting-phases-title = { $zone }: { $services }, in phases ({ $opened }), { $model }
siting-phases-step = Phase { $phase }: { $sites }.
siting-phases-does = Phase { $phase }: { $value } ({ $loss }).
siting-phases-ends = { $what }: { $today } today. { $each } In brackets: what a choice made for the phase alone would do better.
siting-phases-loss-none = nothing better
siting-phases-proven = No other sequence does better, among { $candidates } candidate places: proven.
siting-phases-unproven = The search ended before the proof: another sequence may do better.
siting-phases-apart-unproven = The best choice for { $posts } services alone is not proven: the loss may be larger.
siting-phases-sum = Every phase counts as much as the others.
siting-phases-column = Phase
siting-phases-opens = Opening
siting-phases-loss = A choice for it alone would do better by
siting-phases-apart = Choice for it alone
siting-phases-apart-sites = Its places
siting-phases-rank = Sequence { $rank }{ $proven ->
    [yes] {" "}(rank proven)
   *[no] {""}
}
error-siting-phases = Impossible phases: { $phases }. Give from 2 to { $most } phases, with one service at least to open in each.
error-siting-phases-question = Phases go with mclp, p-median (without limited places), p-center or capacitated, aiming at the most: take away the budget, the worst-served zone, steps and closures.
error-siting-phases-posts = Phases say how many services open: take away --posts, --curve and --worlds.
plan-search-phases-on = In phases, nothing undone
plan-search-phases-help = Services open in several times; what is open stays so.
plan-search-phases-first = This year
plan-search-phases-next = Next
plan-search-phases-last = Last (0: none)
plan-search-phases-run = In which order to open?
plan-phases-file = in-phases
siting-phases-equals = { $count ->
    [one] One other sequence at least is worth as much in every phase: { $named }.
   *[other] { $count } other sequences at least are worth as much in every phase, among them: { $named }.
}
