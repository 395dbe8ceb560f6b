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
matched-each = Sauf ceux-ci, que l’on garde comme d’autres acteurs
upload-before = Valeur au registre
upload-after = Valeur dans le fichier
upload-perhaps = { $count ->
        [one] { $count } paire est peut-être deux fois le même acteur
       *[other] { $count } paires sont peut-être deux fois le même acteur
    }
matched-nobody = personne
