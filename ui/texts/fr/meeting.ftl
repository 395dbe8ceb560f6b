screen-meeting = Réunion
meeting-pill = Réunion
meeting-pill-help = Garder cet écran comme étape d’une réunion, ou ouvrir les réunions.
meeting-open = Les réunions : ordre, phrases, présenter
meeting-title = Réunion
lead-meeting = De { $fewest } à { $most } étapes à montrer l’une après l’autre : le besoin, où, avec qui, ce qu’on propose. Chaque écran s’y ajoute par « Réunion », en haut.
meeting-into = Quelle réunion ?
meeting-new = Une nouvelle réunion
meeting-first = Ma réunion
meeting-name = Son nom
meeting-step-title = Titre de l’étape
meeting-step-sentence = Une phrase
meeting-step-sentence-example = Ce que vous voulez qu’on retienne
meeting-step-proposal = avec la proposition
meeting-step-keep = Garder le texte
meeting-step-up = Monter
meeting-step-down = Descendre
meeting-step-open = Montrer
meeting-step-remove = Retirer
meeting-add = Ajouter à la réunion
meeting-added = « { $title } » est dans « { $meeting } ».
meeting-is-full = Cette réunion a ses { $most } étapes : retirez-en une, ou commencez-en une autre.
meeting-named = { $name } ({ $steps ->
        [0] sans étape
        [one] 1 étape
       *[other] { $steps } étapes
    })
meeting-none = Aucune réunion n’est gardée. Ouvrez un écran, choisissez ce qu’il montre, puis « Réunion » en haut : « Ajouter à la réunion ».
meeting-many = Les { $shown } réunions changées en dernier, sur { $all }.
meeting-unreadable = Des fichiers de réunion ne peuvent pas être lus, ils sont laissés en l’état : { $names }.
meeting-short = { $steps ->
        [0] Aucune étape
        [one] 1 étape
       *[other] { $steps } étapes
    } : il en manque { $missing } pour raconter une réunion.
meeting-show = Présenter
meeting-take = Emporter le fichier (TOML)
meeting-forget = Supprimer cette réunion
meeting-link = Lien, sur cette installation : { $link }
meeting-bring = Apporter une réunion
meeting-file = Fichier d’une réunion (TOML)
meeting-bring-keep = Garder cette réunion
meeting-rank = { $rank } / { $steps } · { $title }
meeting-before = Précédent
meeting-after = Suivant
meeting-leave = Quitter
error-meeting-file = Ce fichier n’est pas une réunion : { $reason }
error-meeting-name = « { $name } » ne peut pas servir de nom : il faut au moins une lettre ou un chiffre.
error-meeting-exists = Une réunion s’appelle déjà « { $name } ». Choisissez un autre nom, ou supprimez-la d’abord.
error-meeting-full = Une réunion a { $most } étapes au plus.
error-meeting-screen = Cette étape ouvre un écran qui n’existe pas : { $screen }. Passez à une autre étape, ou quittez.
error-unknown-meeting = Aucune réunion « { $name } ». Gardées : { $known }.
