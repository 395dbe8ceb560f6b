choice-at = Situation on
choice-at-help = Who was open on that day, from what the register knows today of “since” and “until”. Empty: today. Births and needs stay those of their year.
choice-at-said = Situation on { $day }
error-bad-day = “{ $value }” is not a day. Write 2026-11-27.
error-two-days = The data are already those of { $first }: they do not say who was open on { $second }.
remark-delivery = Listed: { $listed }. Delivered: { $delivered ->
    [0] none
   *[other] { $delivered }
  }{ $part ->
    [0] {""}
   *[other] , of which { $part } in part
  }; not delivered, so not counted: { $none }; not known, so counted: { $unknown }.
register-column-seat = The address of the seat, when the service is given elsewhere. Trips go to the place of service, never to the seat.
card-seat = Seat
