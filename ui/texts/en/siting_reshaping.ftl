cli-siting-closures-help = For capacitated: how many existing services may close at most; nothing closes if it does not help.
cli-siting-close-exactly-help = For capacitated: how many existing services close, exactly: those that are missed the least.
cli-siting-upgrade-step-help = For capacitated: by what steps existing services grow (--upgrade says by how much at most).
cli-siting-upgrade-cost-help = With a budget: what a step costs.
cli-siting-closure-saves-help = With a budget: what a closure gives back.
plan-search-upgrade-step = By steps of
plan-search-upgrade-step-help = Existing services grow by a whole number of steps; 0: by what it takes.
plan-search-upgrade-cost = Cost of a step
plan-search-upgrade-cost-help = In the unit of the budget.
plan-search-closure-saves = A closure gives back
plan-search-closure-saves-help = In the unit of the budget.
siting-spent = Spent: { $spent }.
siting-note-no-closing = Nothing closes: closing would not help to serve more.
error-siting-amount = "{ $value }" does not do for { $name }: a number from 0 to { $most } is needed.
error-siting-time-limit = The time to search (time-limit) is more than 0 and at most { $most } seconds: { $value } given.
error-siting-closing = { $closures } services cannot close: give 0 or more.
error-siting-closing-twice = Say how many services close at most ({ $most }) or exactly ({ $exactly }), not both.
error-siting-steps-objective = Steps or money for what exists only go with the aim most ({ $objective } asked).
error-siting-money-budget = A cost of steps, or what a closure gives back, need a budget (--budget).
error-siting-step-missing = Say by how much a service grows at each paid step (--upgrade-step); it may grow by { $upgrade } at most (--upgrade).
error-siting-step-long = A step of { $step } is larger than what a service may grow by ({ $upgrade }): raise --upgrade or lower --upgrade-step.
error-siting-steps-large = { $pairs } trips are too many for steps or money ({ $most } at most): ask about a zone, or with a shorter trip.
plan-search-closing = What closes
plan-search-closing-exactly = exactly { $count }
plan-search-closing-most = { $count } at most, if that helps
plan-said-upgrade = An existing service may grow by { $most }{ $step ->
    [0] {""}
   *[other] {" "}by steps of { $step }
}.
plan-said-closing = { $count ->
    [one] One existing service closes
   *[other] { $count } existing services close
}{ $way ->
    [exactly] .
   *[most] {" "}at most, if that helps.
}
plan-search-former = This is the answer of before, until the search has another.
