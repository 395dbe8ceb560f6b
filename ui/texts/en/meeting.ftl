screen-meeting = Meeting
meeting-pill = Meeting
meeting-pill-help = Keep this screen as a step of a meeting, or open the meetings.
meeting-open = Meetings: order, sentences, present
meeting-title = Meeting
lead-meeting = From { $fewest } to { $most } steps to show one after the other: the need, where, with whom, what is proposed. Every screen is added by “Meeting”, at the top.
meeting-into = Which meeting?
meeting-new = A new meeting
meeting-first = My meeting
meeting-name = Its name
meeting-step-title = Title of the step
meeting-step-sentence = One sentence
meeting-step-sentence-example = What you want people to remember
meeting-step-proposal = with the proposal
meeting-step-keep = Keep the text
meeting-step-up = Move up
meeting-step-down = Move down
meeting-step-open = Show
meeting-step-remove = Remove
meeting-add = Add to the meeting
meeting-added = “{ $title }” is in “{ $meeting }”.
meeting-is-full = This meeting has its { $most } steps: remove one, or begin another meeting.
meeting-named = { $name } ({ $steps ->
        [0] no step
        [one] 1 step
       *[other] { $steps } steps
    })
meeting-none = No meeting is kept. Open a screen, choose what it shows, then “Meeting” at the top: “Add to the meeting”.
meeting-many = The { $shown } meetings changed last, of { $all }.
meeting-unreadable = Some files of meetings cannot be read and are left as they are: { $names }.
meeting-short = { $steps ->
        [0] No step
        [one] 1 step
       *[other] { $steps } steps
    }: { $missing } more are needed to tell a meeting.
meeting-show = Present
meeting-take = Take the file away (TOML)
meeting-forget = Delete this meeting
meeting-link = Link, on this installation: { $link }
meeting-bring = Bring a meeting
meeting-file = File of a meeting (TOML)
meeting-bring-keep = Keep this meeting
meeting-rank = { $rank } / { $steps } · { $title }
meeting-before = Previous
meeting-after = Next
meeting-leave = Leave
error-meeting-file = This file is not a meeting: { $reason }
error-meeting-name = “{ $name }” cannot be a name: it needs at least one letter or digit.
error-meeting-exists = A meeting is already called “{ $name }”. Choose another name, or delete it first.
error-meeting-full = A meeting has { $most } steps at most.
error-meeting-screen = This step opens a screen that does not exist: { $screen }. Go on to another step, or leave.
error-unknown-meeting = No meeting “{ $name }”. Kept: { $known }.
