# What a service really is today: columns, words and remarks.

register-column-delivery = What the service really delivers of what it lists: full, part, none or unknown. One line per service: what is delivered and what is not stand on two lines.
register-column-delivery_reason = Why not all of it is delivered: staff, money, premises or referral (nobody is referred to it).
register-column-last_delivered = The day when the service was last seen delivered.
register-column-waiting = How many wait for a place or a first appointment, on the day observed. Zero means that nobody waits.
register-column-delay_days = The delay before the first appointment, in days, on the day observed.
register-column-funded_places = The number of funded places, on the day observed.
register-column-observed = The day when the wait, the delay and the places were observed.
register-column-who_refers = Who may refer a family, and how.
register-column-conditions = For whom, and under which conditions.
register-column-fees = What the family pays.
register-column-contact = Whom to ask: a position rather than a name.
register-column-identifiers = Identifiers given by others, separated by semicolons: finess:010780054; siret:26010004500012; bce:0406633304; nis:92094.
register-column-expected_return = For a suspended actor, when it should open again.
register-column-verified = The day when somebody checked that the line is true.

status-suspended = suspended
remark-suspended = { $actors ->
        [one] { $actors } suspended actor is not counted.
       *[other] { $actors } suspended actors are not counted.
    }
delivery-full = in full
delivery-part = in part
delivery-none = not delivered
delivery-unknown = unknown
delivery-reason-staff = for lack of staff
delivery-reason-money = for lack of money
delivery-reason-premises = for lack of premises
delivery-reason-referral = nobody is referred to it

card-contact = Contact
card-identifiers = Other identifiers
card-since = Since
card-until = Until
card-expected_return = Expected return
card-delivery = Delivered: { $said }
card-delivery-reason = { $said }, { $reason }
card-last_delivered = Seen delivered on { $day }
card-waiting = { $count ->
        [one] { $count } waiting
       *[other] { $count } waiting
    }
card-delay_days = { $count ->
        [one] { $count } day of delay
       *[other] { $count } days of delay
    }
card-funded_places = { $count ->
        [one] { $count } funded place
       *[other] { $count } funded places
    }
card-observed = Observed on { $day }: { $said }
card-observed-undated = Observed on an unknown day: { $said }
card-who_refers = Who refers: { $said }
card-conditions = Conditions: { $said }
card-fees = Fees: { $said }
card-verified = Verified on { $day }
