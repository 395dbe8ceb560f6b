cli-network-help = Who does what for which families of a zone: the matrix of functions and strata.
cli-network-function-help = Only the cells of a function, with their actors; may be repeated.
cli-network-stratum-help = Only the cells of a stratum, with their actors.
screen-network = Network
lead-network = Who does what, for which families? Choose a cell to see the actors.
figure-programme = Programme
network-title = { $zone }: who does what, for which families
network-matrix-tab = The matrix
network-stratum-low-risk = Low risk
network-stratum-specific = Specific vulnerabilities
network-stratum-complex = Complex situation
network-stratum-refusal = Refusal of care
network-stratum-danger = Danger
network-finding = Of { $asked } cells that the programme asks for, { $reached } have at least one open actor within { $minutes } min{ $single ->
        [0] {""}
        [one] , 1 of them one actor alone
       *[other] , { $single } of them one actor alone
    }{ $waiting ->
        [0] {""}
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
       *[no] { $count } { $base } have one actor only within reach.
    }
network-unlocated = { $count ->
        [one] 1 open actor has neither a known place nor a known area: it is not counted.
       *[other] { $count } open actors have neither a known place nor a known area: they are not counted.
    }
network-comes = visits homes
network-minutes = { $minutes } away on average
network-dated = { $status }, seen in { $date }
network-closing = If it stopped: { $left } { $base } with nobody known.
network-more-actors = { $count ->
        [one] 1 other actor is in the table.
       *[other] { $count } other actors are in the table.
    }
network-function = Function
network-stratum = Stratum
network-actors-title = The actors of the cell
network-matrix-title = Known actors by function and stratum
network-matrix-label = Matrix of functions and strata. Each cell is a button that shows its actors.
network-legend-reached = open, within reach
network-legend-single = one alone, or full
network-legend-waiting = to verify or planned
network-legend-unknown = nobody known
network-legend-nobody = nobody (complete list)
network-legend-not-asked = not asked for
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
column-alone = Births that have it alone
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
