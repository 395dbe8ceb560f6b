# What the register knows and does not know: complete, partial, not listed; at least, at most, unknown.

said-at-least = at least { $value }
said-at-most = at most { $value }
known-of = { $form ->
    [all] { $known ->
        [0] no service, and a source says so
        [one] { $known } service known of { $number }: the register is complete
       *[other] { $known } services known of { $number }: the register is complete
    }
   *[other] { $state ->
        [not-listed] no service listed
       *[other] { $known ->
            [0] no service known
            [one] { $known } service known
           *[other] { $known } services known
        }
    }{ $form ->
        [exact] { " " }of { $number }
        [about] { " " }of about { $number }
        [between] { " " }of { $number } to { $most }
        [at-most] { " " }of { $number } at most
        [at-least] { " " }of at least { $number }
       *[other] , of an unknown number
    }
}
known-cell = { $known ->
    [0] none
   *[other] { $known }
} of { $form ->
    [about] about { $number }
    [between] { $number } to { $most }
    [at-most] at most { $number }
    [at-least] at least { $number }
    [unknown] ?
   *[other] { $number }
}
known-sentence = The register is incomplete: { $line }.
known-function = { $known ->
    [0] No service listed that fulfils this function
    [one] { $known } service known
   *[other] { $known } services known
}, of { $kinds } kinds of actors that fulfil it by the programme: { $complete ->
    [0] none is listed in full
    [one] { $complete } is listed in full
   *[other] { $complete } are listed in full
}{ $silent ->
    [0] .
   *[other] ; of { $silent ->
        [one] one of them
       *[other] { $silent } of them
    }, nobody is listed ({ $named }{ $more ->
        [0] { "" }
       *[other] , and { $more } more
    }).
}
known-source = Counted: { $what } ({ $source }, { $date }{ $reliability ->
    [press] , press
   *[other] { "" }
}).
state-complete = complete
state-partial = partial
state-not-listed = not listed
cli-completeness-help = What the register knows of what exists, by kind of actor and zone: the counts expected, with their source.
cli-completeness-list-help = The state of the register: complete, partial or not listed, and how many services are known of how many.
cli-completeness-import-help = Bring counts expected (CSV or Excel): zone, kind, expected, low, high, what, as_of, source, reliability (official, secondary, press, none), note.
cli-completeness-remove-help = Take back a count that you brought: the one of Maillage, if any, holds again.
column-register-state = Register
column-known-of = Known
column-counted = Counted by
expected-own = { $said } (your own)
expected-removed = Count taken back.
expected-done = { $changed ->
        [0] These counts were already recorded.
        [one] { $changed } count recorded.
       *[other] { $changed } counts recorded.
    }
error-expected-has-errors = The file { $file } has errors: nothing was recorded.
error-expected-not-own = No count is your own for “{ $kind }” in zone { $zone }. The command “maillage completeness list” says which ones are.
map-known = { $title }{ $sense ->
    [at-least] , at least
    [at-most] , at most
   *[other] { "" }
} ({ $line })
register-gauge = Register: { $line }
column-marked = { $title }{ $sense ->
    [at-least] , at least
    [at-most] , at most
   *[other] { "" }
}
compare-not-ranked = The registers of these zones are not comparable: the shares are minimums, and are not ranked.
rank-none = no rank
inequality-known = Between known services only: the register is incomplete, and the true inequality may be smaller or larger.
share-none-known = an unknown share
none-known = none known
among-known = { $said } This only holds for the services that are known.
known-reading-partial = What is offered or within reach is therefore at least what the known services give; gaps, trips and gains are at most what they leave.
known-reading-not-listed = Nobody was listed: supply and trips are unknown, not zero.
none-known-within = none known within { $minutes }
band-share-least = at least { $share } within { $minutes } min (at least { $low })
reason-not-listed = nobody is listed: supply is unknown, not zero
flag-register = Registers are not equally complete everywhere, so zones have no rank: { $said }.
ledger-unlisted = nobody is listed
step-unlisted = { $step }: nobody is listed, this step is unknown.
reach-none-known = No known service is within { $minutes } minutes of { $measure ->
        [births] any birth
       *[other] the population
    } here.
parcours-unlisted = Nobody is listed for at least one step: who can follow the whole pathway is not known.
parcours-partial = Incomplete register for { $count ->
        [one] the step
       *[other] the steps
    }: { $steps }. Other services may exist: the share is a minimum.
remark-reach-partial = The register of the zone is complete, that of the rest of the territory is not: a neighbouring service that is not listed may be nearer.
bound-register = incomplete register
