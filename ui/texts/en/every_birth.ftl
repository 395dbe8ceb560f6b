# From pilot to every birth; the week of a PMI.
network-every-birth-tab = Every birth
every-birth-finding = { $zone }: of about { $total } births a year, { $reached } are within reach of a known centre ({ $centres } { $kind }); following them all would take { $days } days of prevention a week and { $staff } dedicated staff.
every-birth-basis-published = Published births.
every-birth-basis-fertility = Estimated births (hypothesis): women aged 15 to 49 × total fertility rate ÷ { $years } years.
every-birth-hypotheses = Hypotheses: { $contacts } visits per child, { $children } children a day, { $days } days a week, { $weeks } weeks a year, { $staff } staff per day open. { $source }.
every-birth-unlocated = { $count ->
        [one] 1 known centre has no known place: it follows nobody here.
       *[other] { $count } known centres have no known place: they follow nobody here.
    }
every-birth-zones = Commune by commune
column-every-birth-name = Centre
column-every-birth-births = Births
column-every-birth-minutes = Mean trip
column-every-birth-days = Days of prevention a week
column-every-birth-rooms = Rooms open every day
column-every-birth-staff = Dedicated staff
column-every-birth-reached = of which within reach of a centre
pilot-title = The pilot
pilot-distances = The { $sites } sites are at most { $longest } apart. Coordination: { $note }.
pilot-distances-unknown = The trips between the { $sites } sites are not known.
pilot-sites = The sites and their coordination
pilot-pairs = Between the sites, two by two
pilot-carriers = The three carriers
pilot-source = Source: { $source }.
column-pilot-site = Site
column-pilot-other = Other site
column-pilot-position = Position
column-pilot-coordinator = To the coordination
column-pilot-minutes = Trip
column-carrier = Carrier
column-carrier-present = Present
carrier-yes = yes
carrier-no = no
carrier-unknown = not known (the sheet says that one of the three was missing, without naming it)
half-days-finding = { $zone }: at least { $low } half-days a week known of { $required } required (one for { $per } births, { $births } births); { $sites ->
        [one] 1 site known
       *[other] { $sites } sites known
    }, { $silent } of them without hours.
half-days-week = The week of the sites
half-days-by-group = Required and known
half-days-groups = Your PMI territories (CSV or workbook: zone, group)
half-days-groups-help = One row per commune: its code, and the name of its PMI territory.
half-days-nobody = No site is known in this zone.
half-days-whole = The whole zone
half-days-no-group = In no territory
half-day-no = –
half-day-unknown = ?
half-day-yes = open
half-day-perhaps = perhaps
column-half-days = A week
column-groups-group = Territory
column-groups-births = Births
column-groups-required = Required
column-groups-known = Known
column-groups-sites = Sites
column-groups-silent = Without hours
cli-every-birth-help = From pilot to every birth; the week of the sites of a PMI.
cli-every-birth-follow-help = What each centre would follow if every birth were followed: days, rooms, staff.
cli-every-birth-pilot-help = The sites of the pilot: distances between them and to the coordination, carriers.
cli-every-birth-week-help = The grid of half-days by site, known against required, by PMI territory where you give them.
cli-every-birth-groups-help = File of the territories: zone, group.
error-every-birth-file = The file { $file } has an entry that is absent or outside sense: { $reason }.
error-no-births-known = The territory “{ $territory }” has no known births nor fertility: nothing can be counted.
error-no-pilot = No pilot is known on the territory “{ $territory }”.
error-groups-file = The file of territories { $file } cannot be read: a table is needed (CSV or workbook).
error-groups-zone = { $file }: “{ $zone }” is no code of a commune.
error-groups-twice = { $file }: “{ $zone }” is on two lines. Keep one.
every-birth-partial = The list of centres is not complete: with the others, each would follow fewer births, and closer.
weekday-monday = Mon
weekday-tuesday = Tue
weekday-wednesday = Wed
weekday-thursday = Thu
weekday-friday = Fri
weekday-saturday = Sat
half-morning = morning
half-afternoon = afternoon
cli-every-birth-per-help = Births for which one half-day a week is required.
