# What the bias of the times and links between actors change: in sentences, and in tables.

scenario-bias-within = Given the error of the times, within { $minutes } minutes: { $form ->
    [range] { $low } to { $most }
    [least] at least { $least }
   *[none] an unknown share, which may be nobody
}.
scenario-bias-change = Given the error of the times, this change { $way ->
    [more] brings { $form ->
        [most] at most { $most }
       *[range] { $low } to { $most }
    }
    [fewer] takes away { $form ->
        [most] at most { $most }
       *[range] { $low } to { $most }
    }
   *[either] goes { $form ->
        [most] at most from a loss of { $low } to a gain of { $most }
       *[range] from a loss of { $low } to a gain of { $most }
    }
}.
scenario-reach-grown = Within { $minutes } minutes of a service: { $after } (before: { $before }).

column-beyond-bias = Beyond { $minutes } min, given the error of the times
closure-bias = Given the error of the times, { $measure ->
    [births] births
   *[population] people
} without any service within { $minutes } minutes: { $form ->
    [most] at most { $high }
   *[range] { $low } to { $high }
}.
closure-linked = “a–b”: some actors are perhaps the same under two names; between a and b, as they are two or one, which would close with the other.
column-among-known = { $title }, among known services
closure-beyond-help = What this number would be, the known error of the times being counted.
closure-beyond-least = Beyond { $minutes } min, at best
closure-beyond-most = Beyond { $minutes } min, at worst
column-as-one = { $title }, were they one
access-linked = “a–b”: some actors are perhaps the same under two names; between a and b, as they are two or one.
siting-note-same = { $services } services, some perhaps the same under two names. { $shared ->
        [yes] “a–b”: what is served goes from a to b, as they are two or one, whose capacity counts once.
       *[no] Each counts where it stands: what each answer brings does not depend on it.
    }
column-bound-of = { $title }: bound
bound-at-least = at least
bound-at-most = at most
column-share-within = Share within reach
column-minutes = Minutes
column-part = Part of the need
column-within-curve = { $measure ->
    [births] Births within reach
   *[other] Inhabitants within reach
}
column-lowest = { $title }: at least
column-highest = { $title }: at most
