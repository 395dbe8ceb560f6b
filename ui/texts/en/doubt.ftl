cli-to-verify-help = Count services to verify too, as if they were open
choice-to-verify = Count services to verify too
choice-to-verify-help = A service to verify is known from a source too old or too vague to call it open. Without this choice it is not counted; with it, it is counted everywhere. Where the answer changes, both figures are given.
choice-yes = yes
choice-no = no
known-cell-verify = { $known }; { $counted } with those to verify
either = { $without } or { $with }
reach-to-verify = { $counted ->
        [yes] Services to verify included; without them
       *[no] Counting services to verify
    }: { $other }.
to-verify-counted = Services to verify are counted as if they were open.
to-verify-both = “a or b”: { $counted ->
        [yes] a without services to verify, b with them (they are counted)
       *[no] a without services to verify (they are not counted), b with them
    }.
column-within-other = { $minutes } min, { $counted ->
        [yes] without
       *[no] with
    } to verify
issue-scenario-field-flag = Write true or false, not “{ $value }”.
within-note = { $other } { $counted ->
        [yes] without
       *[no] with
    } services to verify
register-column-same_as = The identifiers of the actors that this one may duplicate, separated by semicolons. A link is said once, on either of the two lines; numbers of actors are then given between two bounds.
count-range = { $low }–{ $high }
services-range = { $services } open services, some perhaps the same
same-services = Some of these services are perhaps the same under two names: { $services }.
same-capacity = Were they one, at least { $capacity } a year would be offered{ $known ->
        [yes] { " " }and up to { $gap } would be missing.
       *[no] .
    }
unknown-links = { $services } services, some perhaps the same
same-actors = { $actors } actors, some perhaps the same under two names: they are then one, and what counts them has two bounds.
