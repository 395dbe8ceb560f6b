cli-network-help = Who does what for which families of a zone: the matrix of functions and strata.
cli-network-function-help = Only the cells of a function, with their actors; may be repeated.
cli-network-stratum-help = Only the cells of a stratum, with their actors.
screen-network = Network
lead-network = In the matrix, choose a cell to see its actors.
figure-programme = Programme
network-title = { $zone }: who does what, for which families
network-matrix-tab = The matrix
network-stratum-low-risk = Low risk
network-stratum-specific = Specific vulnerabilities
network-stratum-complex = Complex situation
network-stratum-refusal = Refusal of care
network-stratum-danger = Danger
network-finding = Of { $asked ->
        [one] 1 cell
       *[other] { $asked } cells
    } that the programme asks for, { $reached ->
        [0] none has an open actor
        [one] 1 has at least one open actor
       *[other] { $reached } have at least one open actor
    } within { $minutes } min{ $single ->
        [0] {""}
        [one] , 1 of them resting on a single one
       *[other] , { $single } of them resting on a single one
    }{ $waiting ->
        [0] {""}
        [one] ; 1 has only actors to verify or planned
       *[other] ; { $waiting } have only actors to verify or planned
    }{ $unknown ->
        [0] {""}
        [one] ; in 1, nobody is known
       *[other] ; in { $unknown }, nobody is known
    }{ $nobody ->
        [0] {""}
        [one] ; in 1, there is nobody
       *[other] ; in { $nobody }, there is nobody
    }.
network-cell-to-verify = { $count } to verify
network-cell-planned = { $count } planned
network-cell-unknown = ?
network-cell-nobody = nobody
network-cell-not-asked = –
network-cell-not-named = not said
network-alone = alone
network-saturated = { $count } full
network-more-to-verify = +{ $count } to verify
network-said-reached = { $count ->
        [one] Only one known actor within { $minutes } min, or that visits homes.
       *[other] { $count } known actors within { $minutes } min, or that visit homes.
    }
network-said-to-verify = Nobody open is known within { $minutes } min; { $to_verify ->
        [one] 1 actor is to verify.
       *[other] { $to_verify } actors are to verify.
    }
network-said-planned = Nobody open is known within { $minutes } min; { $planned ->
        [one] 1 actor is planned.
       *[other] { $planned } actors are planned.
    }
network-said-unknown = Nobody is known within { $minutes } min, and the list is not complete: there may be somebody.
network-said-nobody = There is nobody within { $minutes } min: the list is complete.
network-said-not-asked = The programme does not ask for this function for these families.
network-said-not-named = The programme asks for this function and names nobody to carry it.
network-within = Within reach: { $within } { $base } of { $total }.
network-families = Families of this stratum: about { $families } births a year (hypothesis).
network-families-unknown = Families of this stratum: number unknown.
network-on-one = { $single ->
        [yes] If it stopped, { $count } { $base } would have nobody known any more.
       *[no] A single actor within reach for { $count } { $base }.
    }
network-unlocated = { $count ->
        [one] 1 open actor has no known place, and nothing says whom it serves: it is not counted.
       *[other] { $count } open actors have no known place, and nothing says whom they serve: they are not counted.
    }
network-area-alone = serves its area, place unknown
network-comes = visits homes
network-minutes = { $minutes } away on average
network-dated = { $status } (source: { $date })
network-undated = { $status } (undated source)
network-closing = If it stopped: { $left } { $base } with nobody known.
network-more-actors = { $count ->
        [one] 1 other actor is in the table.
       *[other] { $count } other actors are in the table.
    }
network-function = Function
network-stratum = Stratum
network-actors-title = The actors of the cell
network-matrix-title = Known actors by function and stratum
network-matrix-label = Matrix of functions and strata. Each cell is a button that shows its actors. An actor whose remit is a territory counts for the families of its area alone; the others count wherever people can come from. A percentage tells which share of the families is within reach, where it is not all of them.
network-legend-reached = open, within reach
network-legend-single = one alone, or full
network-legend-waiting = to verify or planned
network-legend-unknown = nobody known
network-legend-nobody = nobody (complete list)
network-legend-not-asked = “–”: not asked for
network-legend-not-named = “not said”: asked for, of nobody named
network-singles-title = Those on whom all depends
network-singles-lead = These actors are the only ones known within reach for one function at least.
network-register-empty = No actor is in the register: the matrix is empty, and nobody knows who exists.
network-meso = Functions that support professionals: they aim at no stratum of families.
room-needed = { $capacity } { $unit } a year for about { $needed } needed
room-used = { $used } of { $capacity } { $unit } a year
room-capacity = { $capacity } { $unit } a year
room-use = { $used } { $unit } a year today
room-yes = room left
room-no = full
room-unknown = room unknown
contact-unknown = telephone not published
basis-indirect = Through the actors of another function (matrix of the programme)
basis-table = Read in a table of the programme: { $section }
basis-text = Read in the text of the programme: { $section }
basis-rebuilt = Rebuilt (drawing or cell that cannot be read): { $section }
basis-split = Kind of the document that the register splits in two: { $section }
column-cell-open = Open within reach
column-cell-to-verify = To verify
column-cell-planned = Planned
column-cell-within = Within reach
column-cell-single = Only actor
column-cell-state = State
column-tier = Tier
column-way = Distance
column-room = Room
column-contact = Contact
column-hours = Hours
column-status-date = Status and date
column-programme-said = What the programme says
column-alone = { $base ->
    [population] People who have it alone
   *[births] Births that have it alone
 }
column-cells = Cells
column-functions = Functions
network-state-reached = open
network-state-to-verify = to verify
network-state-planned = planned
network-state-unknown = nobody known
network-state-nobody = nobody
network-state-not-asked = not asked for
network-state-not-named = nobody named
progress-network = Who can help whom…
network-tier = tier { $tier }
diagram-title = { $zone } – { $stratum }: proposed pathway, within { $minutes } min
diagram-yes = yes
diagram-no = no
diagram-kind = { $kind }: { $count }
diagram-more-kinds = and { $count } { $count ->
        [one] other kind
       *[other] other kinds
    }
diagram-actor = { $name } ({ $room })
diagram-risk = Rupture: { $risk }
diagram-state-held = { $count ->
        [one] 1 known actor
       *[other] { $count } known actors
    }
diagram-state-second = No tier 1 with room: tier 2
diagram-state-full = Full
diagram-state-partly = Nobody known for: { $lacking }
diagram-state-waiting = Only to verify or planned
diagram-state-unknown = Nobody known here
diagram-state-nobody = Nobody here (complete list)
diagram-state-family = No actor
chapter-entry = Entry
chapter-assess = Evaluate and coordinate
chapter-pregnancy = Follow the pregnancy
chapter-birth = Birth and first weeks
chapter-childhood = Early childhood
chapter-any-time = At any time
diagram-share = { $told }, for { $share } of families
handover-to-write = To be written by the territory
handover-missing = Nobody known: { $kinds }
handover-whole = Both ends are within reach of every family
handover-broken = The passage breaks for { $broken } { $base } of { $total }
handover-anyone = to be named
handover-status-exists = exists
handover-status-local = to be decided here
handover-status-to-build = to be built
handover-status-to-spread = to be made general
handover-status-to-clarify = to be made clear
handover-status-case = seen in one case
handover-status-hard = hard
phase-prenatal = Pregnancy
phase-birth = Birth
phase-return-home = Return home
phase-early-childhood = Early childhood
phase-any = At any time
network-call-tab = Whom to call?
network-diagram-tab = Decision diagram
network-links-tab = Handovers
call-title = Whom to call? { $zone } – { $stratum }
call-lead = In the order of the programme. Tier 1 first if it has room, else tier 2. Who is full comes last.
call-none = Nobody known.
call-none-to-verify = Only to verify: { $names }.
call-told-title = Who is told
call-need = Need (functions)
call-need-help = Nothing chosen: every function
call-sheet = Sheet to print (PDF, one page)
call-more = and { $count } more
call-hours-unknown = hours unknown
call-commune = Choose a commune for minutes that mean something: here they are means over the whole zone.
column-told = Who tells
column-telling = Who is told
column-what = What
column-phase = When
column-document = By the document
column-here = Here
diagram-lead = Proposed pathway: its order comes from the prose and tables of the document, whose drawings were lost. For the territory to correct: take the file of steps, change it, bring it back.
diagram-stratum = Stratum
diagram-steps-file = Your steps (CSV or spreadsheet)
diagram-steps-help = Same columns as the file of steps; one language is enough.
diagram-steps-download = The file of steps
diagram-download-svg = Drawing (SVG)
diagram-download-png = Picture (PNG)
diagram-download-pdf = To print (PDF)
diagram-download-mermaid = To edit (Mermaid)
diagram-finding = { $zone }, { $stratum }: { $broken } steps of { $steps } that the territory cannot take whole.
diagram-table = The steps, as a table
column-question = Question
column-risk = Risk of rupture
column-step-state = Here
cli-mobilise-help = Whom to call for a situation: commune, stratum and need.
cli-diagram-help = The decision diagram of a stratum on a territory: SVG, PNG, PDF or Mermaid.
cli-diagram-steps-help = A file of steps instead of the programme’s.
cli-diagram-output-help = File to write: .svg, .png, .pdf or .mmd; without it, the diagram is written as Mermaid.
cli-diagram-template-help = Writes the file of steps, to be changed.
cli-mobilise-output-help = PDF file to write, of one page.
file-written = Written: { $path }.
error-steps-file = The file of steps { $file } cannot be read: a table is needed (CSV or spreadsheet).
error-steps-label = A step has no code or no name: { $step }.
error-steps-twice = The step “{ $step }” is written twice.
error-steps-code = Step “{ $step }”, column “{ $column }”: “{ $code }” does not exist.
error-steps-circular = These steps go round in circles, with no way out (stratum { $stratum }): { $steps }.
error-diagram-output = The file { $path } must end with .svg, .png, .pdf or .mmd.
network-prenatal-tab = Prenatal consultations
prenatal-finding = Of { $total } { $base }, ONE consultation at the hospital: { $hospital }; in the neighbourhood: { $neighbourhood }; platform: { $platform }. A platform is asked for only where there is neither: { $asked } { $base }.
prenatal-lead = The document gives an order: at the hospital, else in the neighbourhood, else a platform. “Unknown”: nobody is known, and the lists are not complete.
prenatal-none-known = none known
prenatal-hospital = At the hospital
prenatal-neighbourhood = In the neighbourhood
prenatal-platform = Platform
prenatal-none = None
prenatal-unknown = Unknown
