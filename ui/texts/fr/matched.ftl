# Qui est déjà au registre, sous un autre identifiant ou un autre nom.

cli-matched-help = Ce que deviennent les acteurs déjà au registre sous un autre identifiant : leur fiche prend ce que dit le fichier (update), reste telle quelle (keep), ou il y en a deux (both).
error-import-matched = { $count ->
        [one] Un acteur du fichier semble déjà au registre
       *[other] { $count } acteurs du fichier semblent déjà au registre
    } (le premier : { $first }, connu comme { $known }) : rien n’a été enregistré. Dites ce qu’ils deviennent avec --matched update, keep ou both.
matched-count = { $count ->
        [one] { $count } acteur du fichier semble déjà au registre :
       *[other] { $count } acteurs du fichier semblent déjà au registre :
    }
matched-head-incoming = Dans le fichier
matched-head-known = Au registre
matched-head-basis = Pourquoi
matched-head-field = Champ
matched-head-before = Au registre
matched-head-after = Dans le fichier
matched-by-identifier = même identifiant
matched-by-name = même type, nom proche, même endroit
matched-by-door = même type, même porte
perhaps-register = Peut-être le même : { $one } et, au registre, { $other } ({ $why }).
perhaps-file = Peut-être le même, deux fois dans le fichier : { $one } et { $other } ({ $why }).
perhaps-more = { $count ->
        [one] et { $count } autre paire.
       *[other] et { $count } autres paires.
    }
matched-choice = Que deviennent-ils ?
matched-update = Mettre leur fiche à jour
matched-keep = Garder leur fiche telle quelle
matched-both = En faire d’autres acteurs
upload-before = Valeur au registre
upload-after = Valeur dans le fichier
upload-perhaps = { $count ->
        [one] { $count } paire est peut-être deux fois le même acteur
       *[other] { $count } paires sont peut-être deux fois le même acteur
    }
matched-by-neighbour = type voisin, même nom, même endroit
cli-pairs-help = Ce que deviennent deux acteurs peut-être les mêmes : les deux restent (both, par défaut), la fiche du registre prend ce que dit le fichier (update), le second nommé reste seul et tel quel (first), ou les deux sont liés (linked) et comptés entre deux bornes.
cli-each-help = Ce que devient un acteur du fichier en particulier, autant de fois qu’il faut : IDENTIFIANT=update, keep, both, ou first, linked pour ceux qui sont peut-être les mêmes.
error-import-each = « { $value } » : écrivez IDENTIFIANT=update, keep, both, first ou linked, pour un acteur que le fichier propose ({ $known }).
matched-head-decision = Que devient-il ?
upload-one-by-one = Un par un : la réponse d’une ligne l’emporte sur celle de toutes.
upload-pair-choice = Que deviennent-ils ?
pair-both = Deux acteurs
pair-first = Un seul : garder celui de droite, tel quel
pair-linked = Deux lignes, peut-être le même (comptées entre deux bornes)
upload-pair-one = Acteur du fichier
upload-pair-other = L’autre
pair-update = Un seul : mettre à jour celui de droite
perhaps-differs = Le registre et le fichier diffèrent : { $fields }.
perhaps-field = { $field } { $before } → { $after }
perhaps-and = { " ; " }
upload-pair-differs = Ce qui diffère (registre → fichier)
error-import-pair-update = « { $one } » et « { $other } » sont tous deux dans le fichier : aucune fiche du registre n’est à mettre à jour. Gardez les deux, un seul, ou liez-les.
error-import-changed-since = Quelqu’un a changé { $actors ->
        [one] « { $name } »
       *[other] { $actors } acteurs, dont « { $name } »,
    } pendant que { $file } était lu : rien n’a été enregistré. Recommencez pour voir ce que le fichier y change maintenant.
upload-changed-since = Le registre a changé pendant que vous lisiez : rien n’a été enregistré. Voici ce que quelqu’un d’autre a changé ; ce que le fichier changerait maintenant est montré ci-dessus. Enregistrez de nouveau si cela vous convient.
updated-count = { $count ->
        [one] { $count } acteur du registre, que le fichier nomme par son identifiant, change :
       *[other] { $count } acteurs du registre, que le fichier nomme par leur identifiant, changent :
    }
updated-more = { $count ->
        [one] et { $count } autre champ.
       *[other] et { $count } autres champs.
    }
