cli-redundancy-fewer-help = Also say how many services would be enough for everyone to keep one within the time, and which may not close.
cli-redundancy-stay-help = The same, keeping this many services, with the shortest trips.
fewer-fewest = For nobody to lose a service within { $minutes } min, at least { $fewest } services of { $services } are needed.
fewer-needed = { $count ->
        [one] May not close: { $named }.
       *[other] May not close, being alone that near to somebody: { $named }.
    }
fewer-needed-one = { $name } ({ $births } births)
fewer-needed-none = None is alone that near to anybody: each one, on its own, could close.
fewer-stay = Keeping { $count }: { $stay } (mean trip from { $before } to { $after } min{ $proven ->
        [yes] , the shortest there can be: proven
       *[no] ; other choices may have shorter trips
    }).
fewer-close = Would close: { $close }.
error-siting-fewer-nobody = Nobody has a service within { $minutes } min: there is nothing to keep. Try a longer time.
error-siting-fewer-short = { $stay } services are not enough for everyone to keep one within { $minutes } min{ $worse ->
        [-1] {""}
       *[other] {" "}and nobody to be farther by more than { $worse } min
    }: at least { $fewest } are needed.
error-siting-fewer-all = { $stay } services to keep, and there are only { $services }.
fewer-title = Fewer services, with nobody losing theirs?
fewer-lead = How many services are enough for everyone to keep a service within { $minutes } min, and which may not close. Room is not counted.
fewer-ask-stay = Services that stay
fewer-ask-fewest = as few as can be
fewer-ask-worse = Way longer than today by at most (min)
fewer-ask-no-limit = no limit
fewer-run = Search
fewer-try = Put these closures in the proposal
fewer-tried = These closures are the proposal of “Plan”: who loses is told there.
fewer-file = fewer-services
progress-siting-telling = Answers found; what each of them changes…
