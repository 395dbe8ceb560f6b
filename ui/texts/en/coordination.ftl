# Coordination: need, load, offer.
network-coordination-tab = Coordination
coordination-finding = { $zone }: { $families } families to coordinate a year, that is { $posts } full-time posts (hypothesis); { $offer }.
coordination-nothing = { $zone }: how many families each stratum has is not known, nor is the need of coordination.
coordination-hypotheses = Hypotheses: { $hours } h of a full-time post a year for families, { $minutes } min of travel one way. { $source }.
coordination-offer = { $capacity } families a year said by { $known ->
        [one] 1 service
       *[other] { $known } services
    } of the { $services } of the zone
coordination-offer-unknown = { $services ->
        [0] no service known in the zone
        [one] 1 service of the zone, which does not say how many it follows
       *[other] { $services } services of the zone, which do not say how many they follow
    }
coordination-range = { $low } to { $high }
coordination-at-least = at least { $number }
coordination-self = A family of stratum 2 that coordinates itself waits for nobody: it is no missing follow-up. How many do is not known, hence the two bounds.
coordination-totals = By function: the need of the known strata, and what is offered
coordination-lines = By function and stratum: families, hours, full-time posts
coordination-fte = Hours of a full-time post a year, for families
coordination-trip = Minutes of travel, one way
coordination-share = Families of stratum 2 that delegate their coordination (in %)
coordination-mix-title = A mixed case-load
coordination-mix = { $families }: { $hours } h a year, that is { $posts } of a full-time post.
coordination-mix-lead = What families of several strata, followed by one team, take together.
coordination-mix-part = { $number } × { $stratum }
coordination-download = The table (CSV)
column-coordination-function = Function
column-coordination-stratum = Stratum
column-coordination-births = Births of the stratum
column-coordination-families = Families concerned
column-coordination-hours = Hours per family
column-coordination-trip = of which travel
column-coordination-load = Families per full-time post
column-coordination-posts = Full-time posts
column-coordination-open = Actors within reach
column-coordination-capacity = Offer said
column-coordination-gap = Families without a place
column-coordination-unknown = Unknown strata
cli-coordination-help = Coordination against need: families, hours and full-time posts by stratum, and what is offered.
cli-coordination-hypotheses-help = File of hypotheses in place of those of Maillage (TOML, see --template).
cli-coordination-trip-help = Minutes one way to a family.
cli-coordination-mix-help = Mixed case-load of one full-time post: specific=20, to be repeated.
cli-coordination-template-help = Write the hypotheses, to be changed.
error-coordination-file = The file of hypotheses { $file } has an entry that is absent or outside sense: { $reason }.
error-coordination-mix = { $number } families “{ $stratum }”: a positive number and a stratum that the function { $function } follows are needed.
error-coordination-mix-text = “{ $text }” is no part of a load. Write for example specific=20.
cli-coordination-function-help = Function of the mixed case-load.
