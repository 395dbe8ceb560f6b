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
