balance = { $zone }: { $minimum ->
        [yes] at least { $capacity }
       *[no] { $capacity }
    } { $unit } a year offered for { $status ->
        [official] { $need }
       *[other] about { $need }
    } needed{ $status ->
        [hypothesis] { " " }(hypothesis)
       *[other] { "" }
    }, or { $minimum ->
        [yes] at least { $share }
       *[no] { $tenth ->
            [0] { $share }
            [10] { $share }
           *[other] { $tenth } in 10 ({ $share })
        }
    }. { $lack ->
        [surplus] The offer exceeds the need by { $gap }.
        [at-most] At most { $gap } are missing.
        [between] Between { $least } and { $gap } are missing, { $undeclared } of them in communes that no open service declares.
       *[exact] { $gap } are missing.
    }
balance-no-need = { $zone }: { $services ->
        [one] { $services } service
       *[other] { $services } services
    } in the register{ $known ->
        [no] , of unknown capacity
       *[other] , offering { $capacity } a year
    }. No need figure is known for this choice.
balance-nothing = { $zone }: { $listed ->
        [no] no service listed for this choice (supply is unknown, not zero)
       *[yes] no open service in the register for this choice
    }, and no need figure known.
balance-no-service = { $zone }: { $listed ->
        [no] no service listed (supply is unknown, not zero)
       *[yes] no open service in the register
    }, for about { $need } { $unit } needed a year{ $status ->
        [hypothesis] { " " }(hypothesis).
       *[other] .
    }
balance-capacity-unknown = { $zone }: about { $need } { $unit } needed a year{ $status ->
        [hypothesis] { " " }(hypothesis)
       *[other] { "" }
    }; { $services ->
        [one] the capacity of the only service in the register is not known.
       *[other] the capacity of the { $services } services in the register is not known.
    }{ $lack ->
        [between] { " " }At least { $least } are missing, in communes that no open service declares.
       *[none] { "" }
    }
reach = { $share } { $measure ->
        [births] of births
       *[other] of the population
    } within { $minutes } minutes { $way } of the nearest service{ $engine ->
        [estimate] { " " }(estimated times, no road network).
       *[other] .
    }
reach-unknown = Travel time unknown: none of these services has a known place (mobile teams, or address not published).
reach-instead = To read minutes, ask about another kind of actor, with services in a known place
beyond-horizon = over { $minutes }
and-more = { " " }and { $more } more
farthest-none = No known service within { $minutes }, among others: { $zones }.
farthest = Farthest: { $zones }.
remark-hypothesis = The need is a hypothesis, not an observed figure.
remark-hypothesis-parts = Needs marked “hyp.” are hypotheses: the rate known elsewhere, applied to births.
remark-capacity-unknown = { $known ->
        [0] { $services ->
            [one] The capacity of the service is not known
           *[other] No capacity of the { $services } services is known
        }: what is offered is unknown.
       *[other] Capacity unknown for { $unknown ->
            [one] { $unknown } service
           *[other] { $unknown } services
        } out of { $services }: the total offered is a minimum.
    }
remark-unlocated = { $actors ->
        [one] { $actors } open actor has no known place: it does not enter travel times.
       *[other] { $actors } open actors have no known place: they do not enter travel times.
    }
remark-planned = { $actors ->
        [one] { $actors } planned actor is not counted.
       *[other] { $actors } planned actors are not counted.
    }
remark-to-verify = { $actors ->
        [one] { $actors } actor to be verified is not counted.
       *[other] { $actors } actors to be verified are not counted.
    }
remark-closed = { $actors ->
        [one] { $actors } closed actor is not counted.
       *[other] { $actors } closed actors are not counted.
    }
remark-uncovered-declared = { $count ->
        [one] { $count } { $level } is in the declared area of no open service
       *[other] { $count } { $level } are in the declared area of no open service
    }: { $named }{ $more ->
        [0] .
       *[other] { " " }and { $more } more.
    }
remark-uncovered-travel = { $count ->
        [one] { $count } { $level } is entirely beyond { $minutes } minutes
       *[other] { $count } { $level } are entirely beyond { $minutes } minutes
    }: { $named }{ $more ->
        [0] .
       *[other] { " " }and { $more } more.
    }
remark-births-missing = Births are missing for { $zones } { $level }: the total is a minimum.
remark-estimate = Estimated times, no road network (parameters: { $status ->
        [calibrated] calibrated
       *[other] hypothesis
    }).
remark-estimate-error = Estimated times, no road network: the median difference from a real network is { $error }{ $status ->
        [calibrated] .
       *[other] { " " }where it could be measured (another region).
    }
remark-approximate-shapes = The boundaries drawn are approximate; totals per zone are exact.
overview-title = Every actor of the register, and the share of { $of ->
    [births] births
   *[population] people
 } within reach { $way }
remark-roads = Times computed on the road network { $source } (built on { $date }), the walk to the road counted.
remark-matrix = Times that you provided: { $source } ({ $date }).
remark-left-out-places = { $count ->
        [one] { $count } population point is too far from any road: it counts as out of reach.
       *[other] { $count } population points are too far from any road: they count as out of reach.
    }
remark-left-out-actors = { $count ->
        [one] { $count } open actor is too far from any road: its position is to be verified.
       *[other] { $count } open actors are too far from any road: their positions are to be verified.
    }
remark-capacity-shared = What a service that covers several zones offers is shared among them by their need: this is a computation, not an observation.
balance-hidden = The need of { $zone } is too small a number to be shown: it is about families in a delicate situation.
balance-several = { $zone }: several needs are stated for this choice, in different units or stages; they do not add up and are read line by line. Services in the register: { $services }.
