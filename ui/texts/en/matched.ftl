# Who is in the register already, under another identifier or another name.

cli-matched-help = What becomes of actors who are in the register under another identifier: their card takes what the file says (update), stays as it is (keep), or there are two (both).
error-import-matched = { $count ->
        [one] One actor of the file seems to be in the register already
       *[other] { $count } actors of the file seem to be in the register already
    } (the first: { $first }, known as { $known }): nothing was recorded. Say what becomes of them with --matched update, keep or both.
matched-count = { $count ->
        [one] { $count } actor of the file seems to be in the register already:
       *[other] { $count } actors of the file seem to be in the register already:
    }
matched-head-incoming = In the file
matched-head-known = In the register
matched-head-basis = Why
matched-head-field = Field
matched-head-before = In the register
matched-head-after = In the file
matched-by-identifier = same identifier
matched-by-name = same kind, similar name, same place
matched-by-door = same kind, same door
perhaps-register = Perhaps the same: { $one } and, in the register, { $other } ({ $why }).
perhaps-file = Perhaps the same, twice in the file: { $one } and { $other } ({ $why }).
perhaps-more = { $count ->
        [one] and { $count } more pair.
       *[other] and { $count } more pairs.
    }
matched-choice = What becomes of them?
matched-update = Update their cards
matched-keep = Keep their cards as they are
matched-both = Make them other actors
upload-before = Value in the register
upload-after = Value in the file
upload-perhaps = { $count ->
        [one] { $count } pair is perhaps the same actor twice
       *[other] { $count } pairs are perhaps the same actor twice
    }
matched-by-neighbour = neighbouring kind, same name, same place
cli-pairs-help = What becomes of two actors that are perhaps the same: both stay (both, the default), the card of the register takes what the file says (update), the one named second stays alone and as it is (first), or both are linked (linked) and counted between two bounds.
cli-each-help = What becomes of one actor of the file, as often as needed: IDENTIFIER=update, keep, both, or first, linked for those that are perhaps the same.
error-import-each = “{ $value }”: write IDENTIFIER=update, keep, both, first or linked, for an actor that the file proposes ({ $known }).
matched-head-decision = What becomes of it?
upload-one-by-one = One by one: the answer of a row wins over that of all.
upload-pair-choice = What becomes of them?
pair-both = Two actors
pair-first = One: keep the one on the right as it is
pair-linked = Two rows, perhaps the same (counted between two bounds)
upload-pair-one = Actor of the file
upload-pair-other = The other
pair-update = One: update the one on the right
perhaps-differs = The register and the file differ: { $fields }.
perhaps-field = { $field } { $before } → { $after }
perhaps-and = { "; " }
upload-pair-differs = What differs (register → file)
error-import-pair-update = “{ $one }” and “{ $other }” are both in the file: no card of the register is to be updated. Keep both, one, or link them.
error-import-changed-since = Somebody changed { $actors ->
        [one] “{ $name }”
       *[other] { $actors } actors, “{ $name }” among them,
    } while { $file } was being read: nothing was recorded. Start over to see what the file changes of them now.
upload-changed-since = The register changed while you were reading: nothing was recorded. This is what somebody else changed; what the file would change now is shown above. Record again if it suits you.
updated-count = { $count ->
        [one] { $count } actor of the register, which the file names by its identifier, changes:
       *[other] { $count } actors of the register, which the file names by their identifiers, change:
    }
updated-more = { $count ->
        [one] and { $count } more field.
       *[other] and { $count } more fields.
    }
