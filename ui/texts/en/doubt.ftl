cli-to-verify-help = Count services to verify too, as if they were open
choice-to-verify = Count services to verify too
choice-to-verify-help = A service to verify is known from a source too old or too vague to call it open. Without this choice it is not counted; with it, it is counted everywhere. Where the answer changes, both figures are given.
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
column-within-other = Within { $minutes } min, { $counted ->
        [yes] without
       *[no] with
    } services to verify
issue-scenario-field-flag = Write true or false, not “{ $value }”.
within-note = { $engine }; { $other } { $counted ->
        [yes] without
       *[no] with
    } services to verify
