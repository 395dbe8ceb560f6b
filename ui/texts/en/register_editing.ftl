# Editing the register: what is refused, what is shown, what is kept.

error-register-unknown-actor = No actor of the register has the identifier “{ $actor }”.
error-register-unknown-service = The actor “{ $actor }” has no service “{ $service }”. It has: { $known }.
error-unknown-register-column = “{ $column }” is not a column of the register. The columns: { $known }.
error-unknown-change = No change of the register bears the number “{ $change }”. “maillage register history” gives them.
error-register-key-fixed = The identifier of “{ $actor }” does not change: close the actor and add another one.
error-register-service-unsaid = “{ $actor }” has several services: say which. It has: { $services }.
error-register-service-unnamed = Give a name to the service added to “{ $actor }”.
error-register-service-exists = “{ $actor }” already has a service “{ $service }”.
error-register-actor-exists = An actor has or had the identifier “{ $actor }”. Correct it, open it again, or give another identifier.
error-register-already-closed = “{ $actor }” is already closed.
error-register-already-open = “{ $actor }” is already open.
error-register-row-changed = Somebody changed “{ $actor }” in the meantime: nothing was recorded. Read its card again, then start over.
error-register-unsigned = Say who changes the register and why: nothing was recorded.
error-register-nothing-to-undo = Nobody changed anything in this register: there is nothing to undo.
error-register-changed-since = { $rows ->
        [one] One row of this change was changed
       *[other] { $rows } rows of this change were changed
    } since (“{ $name }”, change { $later }): nothing was undone. Undo what followed first, or keep these rows as they are and undo the rest.
error-register-already-undone = Change { $change } is already undone.
error-register-before-start = The register begins on { $start }: it says nothing of { $day }.
error-register-day-ahead = { $day } has not come yet: today is { $today }.
error-register-days-reversed = The first day ({ $first }) comes after the second ({ $second }).

error-option-day = { $option }: “{ $value }” is not a day. Write 2026-11-27 or 27/11/2026.
error-register-nothing-set = There is nothing to write: give at least one field, for example --set "phone=081 00 00 00".

register-blank = –
register-by-embedded = came with Maillage
register-change-added = added
register-change-removed = taken out of the register
register-undoes = undoes { $change }: { $reason }
register-undone = (undone) { $reason }
register-rows = { $count ->
        [one] { $count } row: { $actors }
       *[other] { $count } rows: { $actors }…
    }
register-head-name = Actor
register-head-actor_id = Identifier
register-head-service = Service
register-head-field = Field
register-head-before = Before
register-head-after = After
register-head-change = Change
register-head-when = When
register-head-who = Who
register-head-why = Why
register-head-from = According to
register-head-what = What
register-head-confirmed = Confirmed
register-head-days = Days since
register-refused = Nothing was recorded: correct what is marked “error”.
register-saved = Recorded: change { $change }. “maillage register undo” undoes it.
register-unchanged = Nothing changes: the register says so already.
register-actor-id = Identifier: { $actor }
register-undo-done = { $rows ->
        [one] Change { $change } undone: { $rows } row as it was before.
       *[other] Change { $change } undone: { $rows } rows as they were before.
    }
register-undo-would = { $rows ->
        [one] Undoing change { $change } would put { $rows } row back as it was before.
       *[other] Undoing change { $change } would put { $rows } rows back as they were before.
    }
register-undo-kept = { $rows ->
        [one] { $rows } row changed since stays as it is.
       *[other] { $rows } rows changed since stay as they are.
    }
register-stale = { $count ->
        [0] Every row was confirmed less than { $days } days ago.
        [one] { $count } row has not been confirmed for more than { $days } days.
       *[other] { $count } rows have not been confirmed for more than { $days } days.
    }
register-diff = Between the two: { $parts }.
register-diff-none = Nothing changed between the two.
register-diff-and = { "; " }
register-diff-added = { $count ->
        [one] { $count } service added
       *[other] { $count } services added
    }
register-diff-removed = { $count ->
        [one] { $count } service taken out
       *[other] { $count } services taken out
    }
register-diff-open = { $count ->
        [one] { $count } actor open
       *[other] { $count } actors open
    }
register-diff-suspended = { $count ->
        [one] { $count } actor suspended
       *[other] { $count } actors suspended
    }
register-diff-closed = { $count ->
        [one] { $count } actor closed
       *[other] { $count } actors closed
    }
register-diff-corrected = { $count ->
        [one] { $count } actor corrected ({ $fields })
       *[other] { $count } actors corrected ({ $fields })
    }
register-diff-dated = { $count ->
        [one] the dates of { $count } actor
       *[other] the dates of { $count } actors
    }
register-diff-field = { $field }: { $count }

cli-register-help = The register of a territory: add, correct, close, verify, undo, and read its past.
cli-register-add-help = Add an actor, or a service to an actor (--actor). The difference is shown; --dry-run records nothing.
cli-register-edit-help = Correct fields of an actor. An empty field becomes unknown. A new locality or commune moves the actor.
cli-register-close-help = Close an actor, or take one of its services out.
cli-register-reopen-help = Open an actor again, or put back a service that was taken out.
cli-register-verify-help = Note that somebody verified the rows of an actor, today or on another day.
cli-register-undo-help = Undo a whole change (correction, import), the latest one where none is named. Undoing an undoing does it again.
cli-register-history-help = The changes of the register, or the history of an actor, field by field.
cli-register-diff-help = What differs between the register of two days (the second: today), in a sentence and a table.
cli-register-stale-help = The rows that nobody has confirmed for more than a year.
cli-register-set-help = A field and its value, for example phone="081 00 00 00"; several times. The columns are those of files.
cli-register-actor-help = The actor to add a service to.
cli-register-service-help = The service, where the actor has several.
cli-register-on-help = The day (today by default): 2026-11-27 or 27/11/2026.
cli-register-reason-help = Why this change.
cli-register-origin-help = Where it comes from: a call, a page, a document.
cli-register-keep-later-help = Leave the rows changed since as they are, and undo the rest.
cli-register-at-help = The register as it was at the end of this day.
cli-register-days-help = For how many days.

edit-action = Correct this card…
edit-correct = Correct
edit-close = Close or reopen
edit-move = Move
edit-add = Add a service
edit-history = Read its history
edit-verify = Verified today
edit-verify-help = Notes that somebody verified today that the card is true.
edit-fields = Fields to correct
edit-service = Service
edit-service-all = the whole actor
edit-show = Show the difference
edit-close-day = Closed on
edit-reopen = Reopen
edit-move-how = A new locality or commune places the actor at its point; coordinates place it exactly.
edit-move-point = At the point clicked ({ $lon }; { $lat })
edit-difference = What will change
edit-refused = Nothing is recorded: correct what is marked “error”.
edit-unchanged = Nothing changes: the register says so already.
edit-origin = According to
edit-origin-help = Where it comes from: a call, a page, a document.
edit-remembered = Asked once, remembered until the page is closed.
edit-save = Save
edit-drop = Drop
edit-saved = Saved (change { $change }). Figures follow everywhere.
edit-undone = Undone (change { $change }). Figures follow everywhere.
edit-undo = Undo this change
edit-new-tab = Add an actor
edit-new-lead = An actor who is not in the register. Without coordinates, it is placed at its locality or its commune, and that is told.
edit-new-map = Click the place on the map
edit-point = Point clicked: { $zone } ({ $lon }; { $lat }).
edit-point-drop = Forget this point
past-tab = The past of the register
past-changes = Changes, the latest first
past-pick = Tick a change to undo it as a whole: a correction, or a whole import.
past-embedded = What came with Maillage is not undone; correct it.
past-undo = Undo change { $change }
past-since = What changed since a day
past-day = Since

cli-at-help = Who was open on that day, from what the register knows today of “since” and “until”.
diagnose-at = Actors are those that were open on { $day }, as the register knows today; a date known to the month or the year does not settle a day within it: these actors are to be verified.
