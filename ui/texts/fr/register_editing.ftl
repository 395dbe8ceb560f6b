# Corriger le registre : ce qui est refusé, ce qui est montré, ce qui est gardé.

error-register-unknown-actor = Aucun acteur du registre n’a l’identifiant « { $actor } ».
error-register-unknown-service = L’acteur « { $actor } » n’a pas de service « { $service } ». Il a : { $known }.
error-unknown-register-column = « { $column } » n’est pas une colonne du registre. Les colonnes : { $known }.
error-unknown-change = Aucun changement du registre ne porte le numéro « { $change } ». « maillage register history » les donne.
error-register-key-fixed = L’identifiant de « { $actor } » ne change pas : fermez l’acteur et ajoutez-en un autre.
error-register-service-unsaid = « { $actor } » a plusieurs services : dites lequel. Il a : { $services }.
error-register-service-unnamed = Donnez un nom au service ajouté à « { $actor } ».
error-register-service-exists = « { $actor } » a déjà un service « { $service } ».
error-register-actor-exists = Un acteur porte ou a porté l’identifiant « { $actor } ». Corrigez-le, rouvrez-le, ou donnez un autre identifiant.
error-register-already-closed = « { $actor } » est déjà fermé.
error-register-already-open = « { $actor } » est déjà ouvert.
error-register-row-changed = Quelqu’un a changé « { $actor } » entre-temps : rien n’a été enregistré. Relisez sa fiche, puis recommencez.
error-register-unsigned = Dites qui change le registre et pourquoi : rien n’a été enregistré.
error-register-nothing-to-undo = Personne n’a rien changé dans ce registre : il n’y a rien à annuler.
error-register-changed-since = { $rows ->
        [one] Une ligne de ce changement a été changée
       *[other] { $rows } lignes de ce changement ont été changées
    } depuis (« { $name } », changement { $later }) : rien n’a été annulé. Annulez d’abord ce qui a suivi, ou gardez ces lignes telles quelles et annulez le reste.
error-register-already-undone = Le changement { $change } est déjà annulé.
error-register-before-start = Le registre commence le { $start } : il ne dit rien du { $day }.
error-register-day-ahead = Le { $day } n’est pas encore venu : nous sommes le { $today }.
error-register-days-reversed = Le premier jour ({ $first }) vient après le second ({ $second }).

error-option-day = { $option } : « { $value } » n’est pas un jour. Écrivez 2026-11-27 ou 27/11/2026.
error-register-nothing-set = Rien n’est à écrire : donnez au moins un champ, par exemple --set "téléphone=081 00 00 00".

register-blank = –
register-by-embedded = fourni avec Maillage
register-change-added = ajouté
register-change-removed = retiré du registre
register-undoes = annule { $change } : { $reason }
register-undone = (annulé) { $reason }
register-rows = { $count ->
        [one] { $count } ligne : { $actors }
       *[other] { $count } lignes : { $actors }…
    }
register-head-name = Acteur
register-head-actor_id = Identifiant
register-head-service = Service
register-head-field = Champ
register-head-before = Avant
register-head-after = Après
register-head-change = Changement
register-head-when = Quand
register-head-who = Qui
register-head-why = Pourquoi
register-head-from = D’après
register-head-what = Quoi
register-head-confirmed = Confirmé
register-head-days = Jours depuis
register-refused = Rien n’a été enregistré : corrigez ce qui est marqué « erreur ».
register-saved = Enregistré : changement { $change }. « maillage register undo » l’annule.
register-unchanged = Rien ne change : le registre dit déjà cela.
register-actor-id = Identifiant : { $actor }
register-undo-done = { $rows ->
        [one] Changement { $change } annulé : { $rows } ligne remise comme avant.
       *[other] Changement { $change } annulé : { $rows } lignes remises comme avant.
    }
register-undo-would = { $rows ->
        [one] Annuler le changement { $change } remettrait { $rows } ligne comme avant.
       *[other] Annuler le changement { $change } remettrait { $rows } lignes comme avant.
    }
register-undo-kept = { $rows ->
        [one] { $rows } ligne changée depuis reste telle quelle.
       *[other] { $rows } lignes changées depuis restent telles quelles.
    }
register-stale = { $count ->
        [0] Chaque ligne a été confirmée depuis moins de { $days } jours.
        [one] { $count } ligne n’a pas été confirmée depuis plus de { $days } jours.
       *[other] { $count } lignes n’ont pas été confirmées depuis plus de { $days } jours.
    }
register-diff = Entre les deux : { $parts }.
register-diff-none = Rien n’a changé entre les deux.
register-diff-and = { " ; " }
register-diff-added = { $count ->
        [one] { $count } service ajouté
       *[other] { $count } services ajoutés
    }
register-diff-removed = { $count ->
        [one] { $count } service retiré
       *[other] { $count } services retirés
    }
register-diff-open = { $count ->
        [one] { $count } acteur ouvert
       *[other] { $count } acteurs ouverts
    }
register-diff-suspended = { $count ->
        [one] { $count } acteur suspendu
       *[other] { $count } acteurs suspendus
    }
register-diff-closed = { $count ->
        [one] { $count } acteur fermé
       *[other] { $count } acteurs fermés
    }
register-diff-corrected = { $count ->
        [one] { $count } acteur corrigé ({ $fields })
       *[other] { $count } acteurs corrigés ({ $fields })
    }
register-diff-dated = { $count ->
        [one] les dates de { $count } acteur
       *[other] les dates de { $count } acteurs
    }
register-diff-field = { $field } : { $count }

cli-register-help = Le registre d’un territoire : ajouter, corriger, fermer, vérifier, annuler, et lire son passé.
cli-register-add-help = Ajouter un acteur, ou un service à un acteur (--actor). La différence est montrée ; --dry-run n’enregistre rien.
cli-register-edit-help = Corriger des champs d’un acteur. Un champ vide devient inconnu. Une localité ou une commune nouvelle déplace l’acteur.
cli-register-close-help = Fermer un acteur, ou retirer un de ses services.
cli-register-reopen-help = Rouvrir un acteur, ou remettre un service retiré.
cli-register-verify-help = Noter que quelqu’un a vérifié les lignes d’un acteur, aujourd’hui ou un autre jour.
cli-register-undo-help = Annuler un changement entier (correction, import), le dernier si aucun n’est nommé. Annuler une annulation la défait.
cli-register-history-help = Les changements du registre, ou l’histoire d’un acteur, champ par champ.
cli-register-diff-help = Ce qui diffère entre le registre de deux jours (le second : aujourd’hui), en une phrase et un tableau.
cli-register-stale-help = Les lignes que personne n’a confirmées depuis plus d’un an.
cli-register-set-help = Un champ et sa valeur, par exemple téléphone="081 00 00 00" ; plusieurs fois. Les colonnes sont celles des fichiers.
cli-register-actor-help = L’acteur à qui ajouter un service.
cli-register-service-help = Le service, quand l’acteur en a plusieurs.
cli-register-on-help = Le jour (aujourd’hui par défaut) : 2026-11-27 ou 27/11/2026.
cli-register-reason-help = Pourquoi ce changement.
cli-register-origin-help = D’où vient l’information : un appel, une page, un document.
cli-register-keep-later-help = Laisser telles quelles les lignes changées depuis, et annuler le reste.
cli-register-at-help = Le registre tel qu’il était à la fin de ce jour.
cli-register-days-help = Depuis combien de jours.

edit-action = Corriger cette fiche…
edit-correct = Corriger
edit-close = Fermer ou rouvrir
edit-move = Déplacer
edit-add = Ajouter un service
edit-history = Lire son histoire
edit-verify = Vérifié aujourd’hui
edit-verify-help = Note que quelqu’un a vérifié aujourd’hui que la fiche est juste.
edit-fields = Champs à corriger
edit-service = Service
edit-service-all = l’acteur entier
edit-show = Montrer la différence
edit-close-day = Fermé le
edit-reopen = Rouvrir
edit-move-how = Une localité ou une commune nouvelle place l’acteur à son point ; des coordonnées le placent exactement.
edit-move-point = Au point cliqué ({ $lon } ; { $lat })
edit-difference = Ce qui va changer
edit-refused = Rien n’est enregistré : corrigez ce qui est marqué « erreur ».
edit-unchanged = Rien ne change : le registre dit déjà cela.
edit-origin = D’après
edit-origin-help = D’où vient l’information : un appel, une page, un document.
edit-remembered = Demandé une fois, retenu jusqu’à la fermeture de la page.
edit-save = Enregistrer
edit-drop = Abandonner
edit-saved = Enregistré (changement { $change }). Les chiffres suivent partout.
edit-undone = Annulé (changement { $change }). Les chiffres suivent partout.
edit-undo = Annuler ce changement
edit-new-tab = Ajouter un acteur
edit-new-lead = Un acteur qui n’est pas au registre. Sans coordonnées, il est placé à sa localité ou à sa commune, et c’est dit.
edit-new-map = Choisir l’endroit sur la carte
edit-point = Point cliqué : { $zone } ({ $lon } ; { $lat }).
edit-point-drop = Oublier ce point
past-tab = Le passé du registre
past-changes = Changements, le dernier d’abord
past-pick = Cochez un changement pour l’annuler en entier : une correction, ou tout un import.
past-embedded = Ce qui est fourni avec Maillage ne s’annule pas ; corrigez-le.
past-undo = Annuler le changement { $change }
past-since = Ce qui a changé depuis un jour
past-day = Depuis le

cli-at-help = Qui était ouvert ce jour-là, d’après ce que le registre sait aujourd’hui de « depuis » et « jusqu’au ».
diagnose-at = Les acteurs sont ceux qui étaient ouverts le { $day }, d’après ce que le registre sait aujourd’hui ; une date connue au mois ou à l’année ne tranche pas : ces acteurs sont à vérifier.
