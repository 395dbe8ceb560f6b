# Kinds of actors: choosing, adding.
kind-nobody = { $kind } · none known
kinds-tab = Kinds of actors
kinds-lead = A kind that is missing is added here: it can be chosen everywhere at once, and a file that names it is read. The functions of its services are written on each line, since the matrix of the programme does not know it.
kinds-none = No kind was added.
kinds-name = Name (in French)
kinds-name-en = Name in English (optional)
kinds-synonyms = Other names (optional)
kinds-synonyms-help = What lists write to say the same, separated by semicolons.
kinds-family = Family (colour on the map)
kinds-add = Add this kind
kinds-done = Kind added: { $kind }
kinds-added = Kind added: { $kind } (code { $code })
kinds-removed = Kind removed: { $code }
cli-kinds-help = The kinds of actors: those of Maillage, those that you add.
cli-kinds-list-help = List the kinds, with the other names under which they are read.
cli-kinds-added-help = Only those that were added.
cli-kinds-add-help = Add a kind: it can be chosen everywhere, and files that name it are read.
cli-kinds-family-help = Family, which gives the colour on the map: { $families }.
cli-kinds-en-help = Name in English.
cli-kinds-plural-help = Plural of the name.
cli-kinds-synonym-help = Another name that lists give it; may be repeated.
cli-kinds-code-help = Code; without it, drawn from the name.
cli-kinds-remove-help = Remove a kind that was added, if no actor has it.
column-kind-code = code
column-kind-name = kind
column-kind-family = family
column-kind-synonyms = other names
error-kind-code = Code of kind refused: “{ $value }”. Small letters without accents, figures and hyphens, beginning with a letter.
error-kind-exists = The kind “{ $kind }” exists already.
error-kind-name = Name of kind refused: “{ $value }”. At least one letter, at most { $most } characters, none of them invisible.
error-kind-name-taken = “{ $value }” already means the kind “{ $kind }”: a file that writes it would not know which one to choose.
error-kind-embedded = The kind “{ $kind }” comes with Maillage: it cannot be removed.
error-kind-used = The kind “{ $kind }” is still used: { $count ->
        [one] { $count } service has it
       *[other] { $count } services have it
    } in { $territory }.
remit-bounded = bounds who is served
remit-free = information
remit-stated = the source says so
remit-to-verify = to verify
remit-own = said here
remit-set = { $kind }: { $bounded ->
        [yes] the declared area bounds who is served.
       *[no] the declared area does not stop those who travel.
    }
remits-title = What the declared area of a service that receives on site means
remits-lead = For these kinds the declared area bounds who is served: only families of the area count, and without a known place the service counts in its area, in unknown minutes. For all others the area is information and does not stop those who travel.
remits-change = Change this in the kinds.toml file of the workspace, or with “maillage kinds remit”.
cli-kinds-remits-help = List the kinds whose declared area bounds who is served, or does not, with the reason and the source.
cli-kinds-remit-help = Say whether the declared area of a kind bounds who is served.
cli-kinds-bounded-help = The area bounds who is served (--bounded, the default), or does not stop those who travel (--free).
cli-kinds-reason-help = Why, in one sentence.
cli-kinds-source-help = How this is known.
cli-kinds-date-help = Date of the source: a year, a month or a day.
cli-kinds-unsure-help = Mark it as to verify.
cli-kinds-reset-help = Come back to what Maillage says.
column-remit-kind = kind
column-remit-bounded = declared area
column-remit-reason = why
column-remit-source = source
column-remit-date = date
column-remit-status = state
error-remit-text = { $kind }: a reason and a source are needed, of at most { $most } characters each.
error-remit-date = “{ $value }” is not a date: a year, a month or a day (2026, 2026-03, 2026-03-12).
error-no-own-remit = Nothing was said here of the area of the kind “{ $kind }”: there is nothing to take back.
remits-keep = Keep this choice
