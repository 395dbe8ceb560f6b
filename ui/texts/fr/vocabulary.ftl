error-unknown-kind = Type d’acteur inconnu : { $kind }.
error-unknown-function = Fonction inconnue : { $function }.
error-unknown-actor = Un service renvoie à un acteur absent du registre : { $actor }.
error-unknown-code = Code inconnu dans la liste « { $topic } » : { $code }. Codes connus : { $known }.
error-unknown-topic = Liste de codes inconnue : { $topic }. Listes connues : { $known }.
error-unknown-language = Langue inconnue : { $language }. Langues connues : { $known }.
error-bad-vocabulary-file = La liste des types d’acteurs et des fonctions ({ $path }) ne peut pas être lue : { $reason }.
error-bad-matrix-reference = La grille du programme, ligne « { $function } », colonne « { $stratum } », renvoie à « { $reference } », qui n’existe pas ou revient sur elle-même.
