# Les types d’acteurs : choisir, ajouter.
kind-nobody = { $kind } · aucun connu
kinds-tab = Types d’acteurs
kinds-lead = Un type qui manque s’ajoute ici : il se choisit aussitôt partout, et un fichier qui le nomme est lu. Les fonctions de ses services s’écrivent à la ligne, puisque la grille du programme ne le connaît pas.
kinds-none = Aucun type n’a été ajouté.
kinds-name = Nom
kinds-name-en = Nom en anglais (facultatif)
kinds-synonyms = Autres noms (facultatif)
kinds-synonyms-help = Ce que les listes écrivent pour dire la même chose, séparé par des points-virgules.
kinds-family = Famille (couleur sur la carte)
kinds-add = Ajouter ce type
kinds-done = Type ajouté : { $kind }
kinds-added = Type ajouté : { $kind } (code { $code })
kinds-removed = Type retiré : { $code }
cli-kinds-help = Les types d’acteurs : ceux de Maillage, ceux que vous ajoutez.
cli-kinds-list-help = Lister les types, avec les autres noms sous lesquels ils sont lus.
cli-kinds-added-help = Seulement ceux qui ont été ajoutés.
cli-kinds-add-help = Ajouter un type : il se choisit partout, et les fichiers qui le nomment sont lus.
cli-kinds-family-help = Famille, qui donne la couleur sur la carte : { $families }.
cli-kinds-en-help = Nom en anglais.
cli-kinds-plural-help = Pluriel du nom.
cli-kinds-synonym-help = Autre nom sous lequel des listes le disent ; à répéter.
cli-kinds-code-help = Code ; sans lui, tiré du nom.
cli-kinds-remove-help = Retirer un type ajouté, si aucun acteur ne l’a.
column-kind-code = code
column-kind-name = type
column-kind-family = famille
column-kind-synonyms = autres noms
error-kind-code = Code de type refusé : « { $value } ». Des minuscules sans accent, des chiffres et des tirets, en commençant par une lettre.
error-kind-exists = Le type « { $kind } » existe déjà.
error-kind-name = Nom de type refusé : « { $value } ». Il faut une lettre au moins, { $most } caractères au plus, sans caractère invisible.
error-kind-name-taken = « { $value } » désigne déjà le type « { $kind } » : un fichier qui l’écrit ne saurait pas lequel choisir.
error-kind-embedded = Le type « { $kind } » vient avec Maillage : il ne se retire pas.
error-kind-used = Le type « { $kind } » sert encore : { $count ->
        [one] { $count } service l’a
       *[other] { $count } services l’ont
    } dans { $territory }.
remit-bounded = limite qui est servi
remit-free = information
remit-stated = selon la source
remit-to-verify = à vérifier
remit-own = dit ici
remit-set = { $kind } : { $bounded ->
        [yes] l’aire déclarée limite qui est servi.
       *[no] l’aire déclarée n’arrête pas qui se déplace.
    }
remits-title = Ce que veut dire l’aire déclarée d’un service qui reçoit sur place
remits-lead = Pour ces types, l’aire déclarée limite qui est servi : seules les familles de l’aire comptent, et sans lieu connu le service compte dans son aire, à des minutes inconnues. Pour tous les autres, l’aire est une information et n’arrête pas qui se déplace.
remits-change = Ce choix se change dans le fichier kinds.toml de l’espace de travail, ou par « maillage kinds remit ».
cli-kinds-remits-help = Lister les types dont l’aire déclarée limite, ou non, qui est servi, avec la raison et la source.
cli-kinds-remit-help = Dire si l’aire déclarée d’un type limite qui est servi.
cli-kinds-bounded-help = L’aire limite qui est servi (--bounded, par défaut), ou n’arrête pas qui se déplace (--free).
cli-kinds-reason-help = Pourquoi, en une phrase.
cli-kinds-source-help = D’où on le sait.
cli-kinds-date-help = Date de la source : année, mois ou jour.
cli-kinds-unsure-help = Marquer comme à vérifier.
cli-kinds-reset-help = Revenir à ce que dit Maillage.
column-remit-kind = type
column-remit-bounded = l’aire déclarée
column-remit-reason = pourquoi
column-remit-source = source
column-remit-date = date
column-remit-status = état
error-remit-text = { $kind } : il faut une raison et une source, de { $most } caractères au plus chacune.
error-remit-date = « { $value } » n’est pas une date : une année, un mois ou un jour (2026, 2026-03, 2026-03-12).
error-no-own-remit = Rien n’a été dit ici de l’aire du type « { $kind } » : il n’y a rien à retirer.
remits-keep = Garder ce choix
