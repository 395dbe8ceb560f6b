cli-to-verify-help = Compter aussi les services à vérifier, comme s’ils étaient ouverts
choice-to-verify = Compter aussi les services à vérifier
choice-to-verify-help = Un service à vérifier est connu par une source trop ancienne ou trop vague pour être dit ouvert. Sans ce choix, il n’est pas compté ; avec lui, il l’est partout. Quand la réponse change, les deux chiffres sont donnés.
choice-yes = oui
choice-no = non
known-cell-verify = { $known } ; { $counted } avec ceux à vérifier
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
column-within-other = { $minutes } min, { $counted ->
        [yes] sans
       *[no] avec
    } à vérifier
issue-scenario-field-flag = Écrivez true ou false, pas « { $value } ».
within-note = { $other } { $counted ->
        [yes] sans
       *[no] avec
    } ceux à vérifier
register-column-same_as = Les identifiants des acteurs dont celui-ci est peut-être le double, séparés par des points-virgules. Un lien se dit une seule fois, sur l’une des deux lignes ; les nombres d’acteurs sont alors donnés entre deux bornes.
count-range = { $low }–{ $high }
services-range = { $services } services ouverts, certains peut-être les mêmes
same-services = Certains de ces services sont peut-être les mêmes sous deux noms : { $services }.
same-capacity = S’ils n’en font qu’un, l’offre est d’au moins { $capacity } par an{ $known ->
        [yes] { " " }et il manque jusqu’à { $gap }.
       *[no] .
    }
unknown-links = { $services } services, certains peut-être les mêmes
same-actors = { $actors } acteurs, certains peut-être les mêmes sous deux noms : ils sont alors un seul, et ce qui les compte a deux bornes.
