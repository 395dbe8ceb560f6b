cli-to-verify-help = Compter aussi les services à vérifier, comme s’ils étaient ouverts
choice-to-verify = Compter aussi les services à vérifier
choice-to-verify-help = Un service à vérifier est connu par une source trop ancienne ou trop vague pour être dit ouvert. Sans ce choix, il n’est pas compté ; avec lui, il l’est partout. Quand la réponse change, les deux chiffres sont donnés.
either = { $without } ou { $with }
reach-to-verify = { $counted ->
        [yes] Services à vérifier compris ; sans eux
       *[no] En comptant les services à vérifier
    } : { $other }.
to-verify-counted = Les services à vérifier sont comptés comme s’ils étaient ouverts.
to-verify-both = « a ou b » : { $counted ->
        [yes] a sans les services à vérifier, b avec eux (ils sont comptés)
       *[no] a sans les services à vérifier (ils ne sont pas comptés), b avec eux
    }.
column-within-other = À { $minutes } min, { $counted ->
        [yes] sans
       *[no] avec
    } les services à vérifier
issue-scenario-field-flag = Écrivez true ou false, pas « { $value } ».
within-note = { $engine } ; { $other } { $counted ->
        [yes] sans
       *[no] avec
    } les services à vérifier
