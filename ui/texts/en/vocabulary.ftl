error-unknown-kind = Unknown kind of actor: { $kind }.
error-unknown-function = Unknown function: { $function }.
error-unknown-actor = A service refers to an actor that the register does not hold: { $actor }.
error-unknown-code = Unknown code in the list “{ $topic }”: { $code }. Known codes: { $known }.
error-unknown-topic = Unknown list of codes: { $topic }. Known lists: { $known }.
error-unknown-language = Unknown language: { $language }. Known languages: { $known }.
error-bad-vocabulary-file = The list of kinds and functions ({ $path }) cannot be read: { $reason }.
error-bad-matrix-reference = The programme’s matrix, row “{ $function }”, column “{ $stratum }”, refers to “{ $reference }”, which does not exist or comes back to itself.
