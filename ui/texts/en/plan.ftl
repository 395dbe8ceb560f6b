screen-plan = Plan
lead-plan = What would one service more, one less or a stronger one do? Add a change: its effect is worked out at once, gains and losses. The register is not touched.
plan-unnamed = Unnamed proposal
plan-count = Count
plan-count-help = What each place weighs in the figures: all births, those of a stratum (a hypothesis), the population or the need.
plan-nobody = { $state ->
        [complete] No open service of this kind: all that you add is compared with nothing.
       *[other] No service of this kind is known: what you add is compared with an incomplete register, and the gain is a most.
    }
plan-after-error = Your changes are kept: take away the one that is wrong.
plan-map-lead = Click on the map to add a service there.
plan-side = The map shows
plan-side-change = what changes
plan-side-before = today
plan-side-after = after
plan-indicator-minutes = Time to the nearest service
plan-indicator-coverage = Share of the need covered
plan-map-minutes-before = Mean time to the nearest service, today{ $engine ->
        [estimate] {" "}(estimated)
       *[other] {""}
    }
plan-map-minutes-after = Mean time to the nearest service, after{ $engine ->
        [estimate] {" "}(estimated)
       *[other] {""}
    }
plan-map-minutes-change = Mean time gained or lost{ $engine ->
        [estimate] {" "}(estimated)
       *[other] {""}
    }
plan-map-coverage-before = Share of the need covered, today
plan-map-coverage-after = Share of the need covered, after
plan-map-coverage-change = Share of the need covered, more or less
plan-caption-minutes = { $zone }: { $before } today, { $after } after; { $weight } { $base }
plan-caption-coverage = { $zone }: { $before } of the need today, { $after } after; { $weight } { $base }
plan-class-minutes-gain-large = gains { $large } min or more, or had nothing within reach
plan-class-minutes-gain-middle = gains { $small } to { $large } min
plan-class-minutes-gain-small = gains less than { $small } min
plan-class-same = nothing changes
plan-class-minutes-loss-small = loses less than { $small } min
plan-class-minutes-loss-middle = loses { $small } to { $large } min
plan-class-minutes-loss-large = loses { $large } min or more, or has nothing within reach any more
plan-class-share-gain-large = { $large } points more or better
plan-class-share-gain-middle = { $small } to { $large } points more
plan-class-share-gain-small = less than { $small } points more
plan-class-share-loss-small = less than { $small } points less
plan-class-share-loss-middle = { $small } to { $large } points less
plan-class-share-loss-large = { $large } points less or worse
plan-mark-new = new or moved
plan-mark-closed = closed
plan-tab-open = Open
plan-tab-actors = Close, strengthen
plan-tab-need = Needs
plan-commune = Where to open the new service
plan-commune-placeholder = Click on the map or type a name
plan-commune-help = The service is placed at the most populous locality of the zone.
plan-capacity = Capacity a year ({ $unit })
plan-capacity-help = Leave empty if it is not known: the service counts for trips, not for capacity.
plan-at-point = At the very point where I clicked
plan-add-open = Add this service
plan-add-open-in = Add a service in { $zone }
plan-actor = Service
plan-aside = In the register, but not open today (planned, closed or to verify).
plan-way = What to do
plan-way-close = Close
plan-way-capacity = Change the capacity
plan-way-move = Move
plan-service = Which of its services
plan-new-capacity = New capacity a year ({ $unit })
plan-move-to = To the zone
plan-add-close = Add this closure
plan-add-reopen = Add its opening
plan-add-capacity = Add this change of capacity
plan-add-move = Add this move
plan-add-growth = Add this trend
plan-add-rate = Add this need
plan-need-lead = Hypotheses on { $zone }: other births, another need.
plan-growth = Births more or less, in percent
plan-rate = Need per 100 births
plan-changes = { $count ->
        [0] Your proposal
        [one] Your proposal: one change
       *[other] Your proposal: { $count } changes
    }
plan-nothing = Nothing yet. Choose a zone, on the map or in the list, then add a service.
plan-remove = Take away change { $position }
plan-clear = Take everything away
plan-share = { $share } of the total
plan-was = today { $value }
plan-before = { $figure }, before
plan-after = { $figure }, after
plan-column-left = Beyond { $minutes } min
plan-parts-title = Where it changes
plan-classes-title = For whom: by vulnerability
plan-classes-unknown = The vulnerability of zones is not known in this territory.
plan-actors-title = What falls to each service
plan-fate = What becomes of it
plan-fate-kept = unchanged
plan-fate-opened = opened
plan-fate-closed = closed
plan-fate-moved = moved
plan-fate-changed = changed
plan-nearest = Nearest to it
plan-nearest-help = Those whose nearest service this is, within the time chosen, in the whole territory.
plan-communes-title = { $count ->
        [one] One zone changes
       *[other] The { $count } zones that change
    }
plan-communes-none = No zone changes.
formula-plan-within = Sum of what is counted at the places whose nearest open service is within the time chosen, included, with the changes. Nothing else moves.
formula-plan-gaining = Sum of what is counted at the places whose trip to the nearest service becomes shorter.
formula-plan-losing = Sum of what is counted at the places whose trip to the nearest service becomes longer, or impossible.
formula-plan-left = Total less what is within reach in the time chosen.
formula-plan-gap = Need less known capacity, with the changes. A maximum where capacities are unknown.
plan-search-title = Look for the best places
plan-seconds = { $seconds } s
plan-kept-title = Proposals side by side
plan-kept-none = No proposal. Add a change, then keep it under a name to compare it with another.
plan-kept-unreadable = Scenario files that cannot be read, left aside: { $names }.
plan-kept-choose = Proposals to compare ({ $most } at most)
plan-kept-which = Kept proposal
plan-kept-open = Take it up again
plan-kept-forget = Delete
plan-current = Current proposal
plan-column-proposal = Proposal
plan-column-worst = Worst-served zone
plan-name = Name of the proposal
plan-name-example = Two more SAF
plan-keep = Keep under this name
plan-keep-done = “{ $name }” is kept.
plan-file = proposal
plan-download-toml = Scenario (TOML)
plan-download-json = Whole result (JSON)
plan-open-file = Open a scenario file
plan-upload = TOML file
plan-upload-open = Take this scenario up
error-scenario-too-many = The proposal has { $count } changes: { $most } at most.
error-scenario-faults = The proposal cannot be worked out. { $faults }
plan-counted = { $base }, a year
plan-gaining = Gaining
plan-losing = Losing
plan-short-within = { $amount } within { $minutes } min.
plan-short-moves = Gaining time: { $gaining }; losing some: { $losing }.
plan-short-gap = Missing: { $gap }.
plan-now = Today
plan-new-service = New service ({ $zone })
plan-column-vulnerable-gaining = Gain, most vulnerable zones
plan-column-vulnerable-losing = Lose, most vulnerable zones
plan-vulnerable-help = In the most vulnerable quarter of the zones of the territory.
plan-column-gini = Inequality of trips (Gini)
plan-gini-help = From 0 (the same time for all) to 1 (all the travelling for a few).
