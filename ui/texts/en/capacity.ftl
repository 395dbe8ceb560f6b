# Capacity and need: the parts of the screen, the need ledger, who can serve whom, norms.

choice-part = Part of the screen
capacity-part-offered = Offered and missing
capacity-part-lines = Line by line
capacity-part-grounds = Who can serve whom
capacity-part-norms = Norms
progress-ledger = Working out every line…
suppose-recorded = In the register
suppose-supposed = Supposed, per year

ledger-lead = What is the need made of? Each line is a base × a rate, or a stated figure, against what is offered in the zone.
ledger-none = No need rule is known for this territory: the need stays unknown, never zero.
ledger-rules-title = The hypotheses, to be questioned one by one
ledger-rules-lead = Write another rate: the table below changes at once. Nothing is recorded.
ledger-lines-title = Need, offer and gap, line by line
ledger-origin = supposed on screen
ledger-column-said = Base × rate
ledger-column-supposed = Supposed rate
ledger-column-supposed-help = Per unit of the base: 0.11 means 11 per 100 births.
ledger-column-supposed-need = Supposed need
ledger-column-before = Recorded need

grounds-lead = Who can serve whom? The same need and the same capacity, set against each other in three ways that never mix nor add up.
grounds-by = Counting…
ground-declared-help = Each service serves the communes that it declares to cover.
ground-nearest-help = Each family goes to the nearest service, even when it is full.
ground-assignment-help = Families spread as well as they can between the services within reach, within their capacity.
grounds-topic = Need told in
grounds-no-need = No need figure is known for this choice: there is no balance to make. Choose for instance the prenatal platform, or add a need rule.
grounds-title = What becomes of the need
grounds-subtitle = Per zone. Full: served for sure; empty with a red edge: within reach, but full; orange: out of reach; dotted grey: not known.
ground-part-served = served
ground-part-full = full
ground-part-too_far = too far
ground-part-undeclared = no area
ground-part-unknown = not known
grounds-column-low = Served for sure
grounds-column-high = Served at best
grounds-column-high-help = If the unknown capacities were enough.
grounds-actors = The case-load of each actor
grounds-actors-lead = Those who can serve the zone; their case-load counts families from every zone.
glossary-case-load = Case-load: families that the actor would follow, without what unknown capacities would add.
column-service = Service
column-basis = Capacity read
capacity-basis-stated = stated
capacity-basis-converted = converted
capacity-basis-hours = from opening hours
capacity-basis-other-unit = in another unit
capacity-basis-unknown = unknown

norms-lead = Are the norms met? Each verdict gives the article, the denominator, and why it is not more certain.
norms-nothing = No norm is described for this country.
norms-column-name = Norm
norms-column-verdict = Verdict
norms-column-detail = Detail
