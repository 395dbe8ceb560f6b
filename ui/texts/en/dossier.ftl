# The dossier: what goes to the meeting, and to those who fund.

screen-dossier = Dossier
lead-dossier = The written diagnosis of the zone, to take away: each figure is the one on the screens.
progress-dossier-reach = Travel times, service by service…
progress-dossier-needs = Needs, norms and pathway…
progress-dossier-plans = Kept proposals…
progress-dossier-pictures = Maps and charts…
progress-dossier-writing = Writing the document…
cli-report-help = Write the dossier of a zone: the territorial diagnosis, as DOCX, ODT, PDF or HTML.
cli-report-to-help = Format of the document; told by the end of the file's name when absent.
cli-report-out-help = File to write; in the current folder, under the name of the zone, when absent.
cli-report-final-help = The document is ready: nothing in it says "draft" any more.
cli-report-reference-help = Zone to compare with; the whole territory by default.
dossier-written = { $file }: { $sections } sections, { $pictures } figures, { $tables } tables, { $size } kB.
error-dossier-format = The format "{ $format }" is not known. Possible formats: { $known }.
error-dossier-pdf = The PDF could not be laid out: { $reason }. Ask for the document as DOCX or HTML.

dossier-file = dossier-{ $zone }{ $draft ->
    [yes] -draft
   *[no] { "" }
}
dossier-draft = Draft
dossier-word-contents = Contents
dossier-word-table = Table
dossier-word-figure = Figure
dossier-word-page = page
dossier-word-draft-note = Draft: this document has not been read over nor approved yet.
dossier-section-answer = The answer
dossier-section-families = The territory and its families
dossier-section-existing = What exists
dossier-section-reach = Who can reach what
dossier-section-capacity = Need against what is offered
dossier-section-ledger = Line by line
dossier-section-choice = How many services to count on
dossier-section-path = The pathway, step by step
dossier-section-plans = What the proposals would change
dossier-section-norms = The norms
dossier-section-unknown = What is not known, and what to look for first
dossier-section-annexes = Annexes
dossier-section-actors = The actors
dossier-section-method = Method and parameters
dossier-section-sources = Sources and licences
dossier-section-glossary = Glossary
dossier-of = { $subject }: { $said }
dossier-figures = Key figures ({ $zone })
dossier-column-figure = Figure
dossier-column-value = Value
dossier-column-nature = Details
dossier-column-indicator = Indicator
dossier-column-median = Median commune
dossier-column-span = Range
dossier-column-highest = The highest
dossier-column-median-of = Median ({ $around })
dossier-column-known = Known actors
dossier-column-parameter = Parameter
dossier-not-published = not published
dossier-within = { $subject } within { $minutes } min
dossier-share-of-births = share of births
dossier-share-of-population = share of the population
dossier-births-unknown = { $zone }: { $known ->
        [no] neither births nor population are published.
       *[yes] { $population } inhabitants; births are not published.
    }
dossier-births = { $zone }: { $births ->
        [one] { $told } birth
       *[other] { $told } births
    } a year ({ $years }).
dossier-trend = Between { $first } and { $last }, births { $way ->
        [more] rose by { $change }.
        [fewer] fell by { $change }.
       *[same] hardly changed.
    }
dossier-trend-caption = Births by year ({ $zone })
dossier-year-least = { $year } (at least)
dossier-year-missing = { $year }: the births of { $count } { $level } are not published, the total is a minimum.
dossier-parts-people = Births and population by zone
dossier-parts-most = The { $told } zones with the most people, out of { $zones }: “maillage diagnose … --json” gives all of them.
dossier-vulnerability = What makes families fragile ({ $levels })
dossier-vulnerability-note = These shares do not add up: the median is that of the middle { $level }, each counting as much.
dossier-dated = { $name } ({ $year })
dossier-one-zone = a single value
dossier-percent-sign = %
dossier-nobody = No actor is in the register: what exists is unknown, not zero.
dossier-existing = { $zone }: the register knows { $actors ->
        [one] { $actors } open actor
       *[other] { $actors } open actors
    }, of { $kinds ->
        [one] { $kinds } kind
       *[other] { $kinds } kinds
    }. { $complete ->
        [0] For no kind is the list surely complete.
        [one] For one kind only, the list is complete.
       *[other] For { $complete } kinds, the list is complete.
    }
dossier-kinds = Actors by kind, and how many of them the register knows
dossier-functions = Functions of the programme and the known actors that carry them
dossier-function-nobody = { $count ->
        [one] Function that nobody carries
       *[other] Functions that nobody carries
    } in the zone: { $functions }.
dossier-function-unlisted = { $count ->
        [one] Function for which
       *[other] Functions for which
    } no actor is known, the list not being complete: { $functions }.
dossier-curve = { $subject }: share { $measure ->
        [births] of births
       *[other] of the population
    } by time to the nearest
dossier-curve-many = { $curve } (in blue: { $zone }; in grey: each of its parts)
dossier-worst = { $subject }: the farthest { $levels }
dossier-scale = { $km } km
dossier-alt-map = Map: { $title }, { $zone }. Number of { $levels } per class. { $values }.
dossier-alt-curve = Curves: { $title }. Within { $minutes } minutes: { $values }.
dossier-pair = { $name }: { $value }
dossier-alt-values = Chart: { $title }. { $values }.
dossier-bars = { $subject }: offered, missing and unknown, by zone
dossier-balance = { $subject }: need and what is offered, a year
dossier-ledger = Need, offer and gap, line by line ({ $zone })
dossier-choice-table = { $subject }: how many services within { $minutes } min, in { $base ->
        [births] births
       *[other] inhabitants
    }
dossier-closures = { $subject }: what a closure would cost, in { $base ->
        [births] births
       *[other] inhabitants
    } at { $minutes } min
dossier-steps = Who reaches each step
dossier-path-zones = Who can follow the whole pathway, by zone
dossier-changes = What changes:
dossier-plan-table = { $name }: gains and losses by zone
dossier-nothing-official = No official text found.
dossier-collect = { $count ->
        [one] One thing is missing for these figures to be firmer.
       *[other] { $count } things are missing for these figures to be firmer, in the order to look for them.
    }
dossier-collect-register = Complete the list of actors: { $count ->
        [one] for { $count } kind, it is not complete
       *[other] for { $count } kinds, it is not complete
    }; the table gives first those of which most are missing.
dossier-collect-capacity = { $subject }: ask { $count ->
        [one] { $count } service that does not tell it for its capacity.
       *[other] { $count } services that do not tell it for their capacity.
    }
dossier-collect-need = { $subject }: no need is counted. A rule with a source (base × rate) would show it.
dossier-collect-verify = Check whether { $count ->
        [one] { $count } actor of the register is open: it does not count.
       *[other] { $count } actors of the register are open: they do not count.
    }
dossier-collect-places = Find the place of { $count ->
        [one] { $count } open actor: it has no part in travel times.
       *[other] { $count } open actors: they have no part in travel times.
    }
dossier-collect-nobody = List the services: no actor is in the register.
dossier-collect-births-all = Ask for the births of each year: none are published here.
dossier-collect-population = Find the population: no figure of it is known.
dossier-collect-births = Ask for the births of { $count } { $level }, missing from the total.
dossier-collect-plans = Mend { $count ->
        [one] { $count } kept proposal that can no longer be worked out
       *[other] { $count } kept proposals that can no longer be worked out
    }: { $names }.
dossier-collect-table = Kinds whose list is not complete
dossier-collect-more = And { $count ->
        [one] { $count } other kind
       *[other] { $count } other kinds
    }.
dossier-no-count = nobody publishes their number
dossier-actors = Actors that serve the zone ({ $zone })
dossier-actors-more = And { $count ->
        [one] { $count } other actor, to be read
       *[other] { $count } other actors, to be read
    } in the data book (“maillage export”).
dossier-actors-gathered = { $kind }: { $count }
dossier-sources-more = And { $count ->
        [one] { $count } other source, to be read
       *[other] { $count } other sources, to be read
    } in the data book (“maillage export”).
dossier-actor-name = Name
dossier-actor-kind = Kind
dossier-actor-status = Status
dossier-actor-address = Address
dossier-actor-as-of = Seen on
dossier-today = today
dossier-parameters = What was asked
dossier-parameter-territory = Territory
dossier-parameter-zone = Zone
dossier-parameter-subject = Services asked about
dossier-parameter-threshold = Time that counts as near
dossier-parameter-mode = Travel
dossier-parameter-engine = Travel times
dossier-parameter-births = Births counted
dossier-parameter-layer = Population points
dossier-parameter-day = Day of the actors counted
dossier-parameter-verify = Actors to verify counted
dossier-parameter-data = Fingerprint of the data
dossier-minutes = { $minutes } minutes
by-mode-car = by car
by-mode-bike = by bike
by-mode-foot = on foot
dossier-layer = { $layer } ({ $places } points)
dossier-yes = yes
dossier-no = no
dossier-sources-table = Sources of the figures of the territory
dossier-path-of = Pathway ({ $steps }): { $said }
dossier-closures-more = And { $count ->
        [one] { $count } other service, whose closure would cost less.
       *[other] { $count } other services, whose closure would cost less.
    }
dossier-share-of-around = Share of the births of the whole ({ $around }): { $share }.
dossier-norms = { $norms ->
        [one] One norm or landmark
       *[other] { $norms } norms and landmarks
    }; met: { $met }, not met: { $notmet }, without a sure answer: { $unknown }, given as a landmark: { $reported }, topics without an official norm: { $none }.
dossier-choice = { $subject }: within { $minutes } minutes, { $base ->
        [births] { $all ->
            [yes] all births have at least one known service
           *[no] births without any known service: { $none }
        }; with only one: { $one }.
       *[other] { $all ->
            [yes] all inhabitants have at least one known service
           *[no] inhabitants without any known service: { $none }
        }; with only one: { $one }.
    }
dossier-final = Ready: no longer a draft
dossier-final-help = Until somebody says it is ready, "draft" stands on each page and in the name of the file.
dossier-download-docx = Word (.docx)
dossier-download-docx-help = To be completed and corrected: headings, captions and tables are those of a real document.
dossier-download-pdf = PDF
dossier-download-pdf-help = To be sent and printed: tagged for screen readers, fonts inside.
dossier-download-html = Web page (.html)
dossier-download-html-help = A single page that opens without a network.
dossier-inside = What the dossier says
dossier-prepare = Prepare the dossier
dossier-prepare-help = Some twenty seconds the first time; kept afterwards, as long as nothing changes.
dossier-will-say = The dossier will tell, each part if it has something to say:
cli-report-with-help = TOML file: author, logo, parts and their order, your own paragraphs by language, with their source.
cli-replay-help = Work out again each figure of a dossier (DOCX, ODT, PDF or HTML) and say what changed since.
dossier-section-network = The network: who does what, for which families
dossier-network-key = "{ $shown }" { $said }
dossier-own-source = Source: { $source }
error-dossier-section = The dossier has no part "{ $section }". Possible parts: { $known }.
error-dossier-logo = The logo { $file } is no PNG or JPEG picture of less than 2 MB.
error-dossier-replay = This file holds nothing to work out a dossier again. Give a dossier written by Maillage (DOCX, ODT, PDF or HTML), as it was written.
error-bad-composition = The file "{ $file }" cannot be read: { $reason }.
replay-figures = { $figures } figures worked out again; { $changed ->
        [0] none changed.
        [one] { $changed } changed.
       *[other] { $changed } changed.
    }
replay-cause-version = The version of Maillage is no longer the same: { $before }, now { $now }.
replay-cause-data = The data of the territory are no longer the same: { $before }, now { $now }.
replay-cause-travel = The travel times are no longer the same: { $before }, now { $now }.
replay-cause-register = Neither the version, nor the data of the territory, nor the travel engine changed: it is the register, a proposal or the roads.
replay-column-figure = Figure
replay-column-before = In the dossier
replay-column-now = Now
replay-more = And { $count } others; --json gives them all.
dossier-network-keys = To be read so: { $keys }.
dossier-section-handovers = Handovers and decision diagram
dossier-section-interviews = Interviews
dossier-section-place = Why here
dossier-section-complement = What exists already, and what would be added
dossier-section-partners = Partners to mobilise
dossier-section-costs = Costs and funding, to be filled in
dossier-section-compared = Zone by zone
dossier-section-sheet = The commune
dossier-template = Kind of document
error-unknown-template = There is no template “{ $template }”. Templates: { $known }.
error-bad-template = The template “{ $file }” cannot be read: { $reason }.
cli-report-template-help = Kind of document: diagnostic, note (zones side by side), projet (project file) or fiche (one page per commune, in a .zip).
dossier-handovers = In the situation “{ $stratum }”, the programme names { $count ->
        [one] { $count } handover
       *[other] { $count } handovers
    }; { $broken ->
        [0] none is broken here.
        [one] { $broken } is broken here, or cannot be told.
       *[other] { $broken } are broken here, or cannot be told.
    }
dossier-handovers-elsewhere = The programme is written for French-speaking Belgium: only the handovers of which somebody is known at both ends are listed here.
dossier-handovers-table = Who hands over to whom ({ $stratum })
dossier-handover-phase = Moment
dossier-handover-from = From
dossier-handover-to = To
dossier-handover-what = What is handed over
dossier-handover-here = Here
dossier-diagram = Decision diagram ({ $stratum }): { $chapter }
project-reasons = What speaks for it:
project-gap-low = Whatever the unknown capacities, at least { $gap } are missing per year.
project-far-zone = { $name } ({ $time })
project-far = { $subject }: the farthest are { $zones }.
project-better-than-around = To be said as well: coverage is higher here than in the whole ({ $around }).
project-others = Who carries it already in the zone
project-kind-count = { $kind }: { $count }
project-nobody-else = nobody else is known
project-complement = { $subject }: of { $functions ->
        [one] { $functions } function that the programme gives them
       *[other] { $functions } functions that the programme gives them
    }, { $carried ->
        [0] none is carried by another kind of actor known in the zone.
        [one] { $carried } is carried already by another kind of actor known in the zone.
       *[other] { $carried } are carried already by another kind of actor known in the zone.
    }
project-complement-table = Functions and open actors that carry them ({ $zone })
project-complement-note = Numbers are those of open actors that are known. A function that others carry is not always available: their capacity is to be asked of them.
project-partners = { $actors ->
        [one] { $actors } actor can be called
       *[other] { $actors } actors can be called
    } for { $functions ->
        [one] { $functions } function.
       *[other] { $functions } functions.
    }
project-partners-table = Whom to call first ({ $stratum })
project-partners-none = { $count ->
        [one] Function
       *[other] Functions
    } for which nobody known can be called: { $functions }.
project-way = Trip
project-contact = Contact
project-to-fill = to be filled in
project-costs = This tool knows no cost: these tables are to be filled in, with the source of each amount.
project-costs-table = Costs
project-cost-line = Item
project-cost-once = Once
project-cost-yearly = Per year
project-cost-source = Source of the amount
project-cost-premises = Premises
project-cost-equipment = Equipment
project-cost-staff = Staff
project-cost-running = Running costs
project-cost-training = Training and supervision
project-cost-unforeseen = Unforeseen
project-funding-table = Funding
project-cost-funder = Who pays
project-cost-amount = Amount per year
project-cost-state = Asked for, promised or granted
project-funding-own = Own resources
project-funding-asked = Funding asked for
project-funding-partners = Partners
interview-note = Kept for what families and professionals say; it goes once the document is said to be ready.
interview-table = Interviews to hold
interview-who = With whom
interview-day = When
interview-said = What was said
note-ranked = { $zones } zones are compared, on the same definitions; a rank is given only where the order is sure.
note-unranked = { $zones } zones are compared, on the same definitions; none is ranked: their lists are not complete enough, or too different.
sheet-subtitle = Commune sheet — { $above }, { $territory }
sheet-figures = Key figures
sheet-beside = Beside: { $territory }
sheet-median = median { $value }
sheet-nearest = The nearest services
sheet-nearest-one = The nearest for most
sheet-nobody-near = nobody known
sheet-bounds = “≤”: the list of this kind is not complete, another service may be nearer.
sheets-written = { $file }: { $pages ->
        [one] { $pages } page
       *[other] { $pages } pages
    }, { $size } kB.
error-sheets-zip = { $file }: sheets are written in a file whose name ends in .zip.
progress-sheets-measures = Measures of the territory
progress-sheets-pages = Pages written
dossier-download-zip = Sheets (.zip)
dossier-download-zip-help = One PDF page per commune of the zone.
dossier-section-unknown-first = What is not known, in short
dossier-section-sources-named = Sources of the figures
dossier-compose = Compose: author, logo, parts, zone to compare with, your paragraphs
dossier-author = Author
dossier-parts = Parts, in order
dossier-parts-help = Nothing chosen: those of the template. Their order is the one you choose them in.
dossier-parts-all = Those of the template
dossier-reference = Zone to compare with
dossier-download-odt = LibreOffice (.odt)
dossier-download-odt-help = To be completed in LibreOffice: the same headings, captions and tables.
cli-replay-editions-help = Compare with today, on one page: what improves, what worsens, and how much of each change comes from services.
editions-found = Since the edition of { $since }: { $figures ->
        [0] no figure changed.
        [one] one figure changed ({ $better } better, { $worse } worse, { $neither } neither).
       *[other] { $figures } figures changed ({ $better } better, { $worse } worse, { $neither } neither).
    }
editions-column-figure = Figure
editions-column-before = Before
editions-column-now = Now
editions-column-services = Through services
editions-column-others = Through the rest
editions-column-direction = Sense
editions-better = better
editions-worse = worse
editions-neither = neither
editions-others-data = The rest comes from the population and the other data of the territory: neither the version nor travel times changed.
editions-others-method = The rest comes from the method: the version or travel times are no longer the same, the data are.
editions-others-data-or-method = The rest comes from data or method: both changed, and cannot be told apart here.
editions-others-nothing = Neither data nor method changed: all of it comes from the register.
error-edition-without-day = This dossier does not say of what day it is: an earlier version wrote it. “maillage replay” without --editions works it out again.
dossier-norms-shared = For all of these norms: { $reasons }.
dossier-composed-kept = Kept in the workspace as you write, and used in the terminal too.
dossier-composition-used = With what is kept for this zone: author, logo, parts, paragraphs (Dossier screen).
dossier-composition-download = Composition (.toml)
dossier-composition-download-help = Your choices and paragraphs as a text file, for “maillage report --with”; the logo goes beside it.
dossier-logo = Logo
dossier-logo-file = Logo: a PNG or JPEG picture under 2 MB
dossier-logo-remove = Remove the logo
dossier-own = Your paragraphs
dossier-own-help = Each one closes a part, with its source. The French text also serves the English document where there is no English one.
dossier-own-after = Paragraph { $rank }: at the end of the part
dossier-own-text-fr = Paragraph { $rank }: text in French
dossier-own-text-en = Paragraph { $rank }: text in English
dossier-own-source-label = Paragraph { $rank }: source
dossier-own-remove = Remove paragraph { $rank }
dossier-own-add = Add a paragraph
editions-heading = What changed since an earlier dossier
editions-lead = Bring a dossier written by Maillage: the same questions are asked again today. Of each change, you read what comes from services and what comes from elsewhere.
editions-upload = Earlier dossier (DOCX, ODT, PDF or HTML), as it was written
progress-editions = Earlier and present editions
editions-table-better = What improves
editions-table-worse = What worsens
editions-table-neither = What changes, neither better nor worse
editions-in-short = In short
editions-how = How to read it
editions-how-told = “Through services”: today’s answer, minus the one that today’s data would give with the register of the day of the edition. “Through the rest”: population, other data or method.
editions-of = { $subject }: { $figure }
editions-points = { $points } points
editions-minutes = { $minutes } min
editions-title = { $zone }: what changed since { $since }
editions-file = editions-{ $zone }-{ $since }
error-edition-other-territory = This dossier is about another territory ({ $territory }): choose that territory first, at the top of the page.
cli-replay-out-help = Page of the two editions, as DOCX, PDF, HTML or ODT by the end of the name.
