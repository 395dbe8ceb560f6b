cli-network-help = Qui fait quoi pour quelles familles d’une zone : la grille des fonctions et des strates.
cli-network-function-help = Les cases d’une fonction seulement, avec leurs acteurs ; peut être répétée.
cli-network-stratum-help = Les cases d’une strate seulement, avec leurs acteurs.
screen-network = Réseau
lead-network = Dans la grille, choisissez une case pour voir ses acteurs.
figure-programme = Programme
network-title = { $zone } : qui fait quoi, pour quelles familles
network-matrix-tab = La grille
network-stratum-low-risk = Bas risque
network-stratum-specific = Vulnérabilités spécifiques
network-stratum-complex = Situation complexe
network-stratum-refusal = Refus de soins
network-stratum-danger = Danger
network-finding = Sur { $asked ->
        [one] 1 case
       *[other] { $asked } cases
    } que le programme demande, { $reached ->
        [0] aucune n’a d’acteur ouvert
        [one] 1 a au moins un acteur ouvert
       *[other] { $reached } ont au moins un acteur ouvert
    } à { $minutes } min{ $single ->
        [0] {""}
        [one] , dont 1 qui repose sur un seul
       *[other] , dont { $single } qui reposent sur un seul
    }{ $waiting ->
        [0] {""}
        [one] ; 1 n’a que des acteurs à vérifier ou en projet
       *[other] ; { $waiting } n’ont que des acteurs à vérifier ou en projet
    }{ $unknown ->
        [0] {""}
        [one] ; dans 1, personne n’est connu
       *[other] ; dans { $unknown }, personne n’est connu
    }{ $nobody ->
        [0] {""}
        [one] ; dans 1, il n’y a personne
       *[other] ; dans { $nobody }, il n’y a personne
    }.
network-cell-to-verify = { $count } à vérifier
network-cell-planned = { $count } en projet
network-cell-unknown = ?
network-cell-nobody = personne
network-cell-not-asked = –
network-cell-not-named = non dit
network-alone = seul
network-saturated = { $count ->
        [one] 1 saturé
       *[other] { $count } saturés
    }
network-more-to-verify = +{ $count } à vérifier
network-said-reached = { $count ->
        [one] Un seul acteur connu à { $minutes } min, ou qui vient à domicile.
       *[other] { $count } acteurs connus à { $minutes } min, ou qui viennent à domicile.
    }
network-said-to-verify = Personne d’ouvert n’est connu à { $minutes } min ; { $to_verify ->
        [one] 1 acteur est à vérifier.
       *[other] { $to_verify } acteurs sont à vérifier.
    }
network-said-planned = Personne d’ouvert n’est connu à { $minutes } min ; { $planned ->
        [one] 1 acteur est en projet.
       *[other] { $planned } acteurs sont en projet.
    }
network-said-unknown = Personne n’est connu à { $minutes } min, et la liste n’est pas complète : il y a peut-être quelqu’un.
network-said-nobody = Il n’y a personne à { $minutes } min : la liste est complète.
network-said-not-asked = Le programme ne demande pas cette fonction pour ces familles.
network-said-not-named = Le programme demande cette fonction et ne nomme personne pour l’exercer.
network-within = À portée : { $within } { $base } sur { $total }.
network-families = Familles de cette strate : environ { $families } naissances par an (hypothèse).
network-families-unknown = Familles de cette strate : nombre inconnu.
network-on-one = { $single ->
        [yes] S’il s’arrêtait, { $count } { $base } n’auraient plus personne de connu.
       *[no] Un seul acteur à portée pour { $count } { $base }.
    }
network-unlocated = { $count ->
        [one] 1 acteur ouvert n’a pas de lieu connu, et rien ne dit qui il sert : il n’est pas compté.
       *[other] { $count } acteurs ouverts n’ont pas de lieu connu, et rien ne dit qui ils servent : ils ne sont pas comptés.
    }
network-area-alone = sert son aire, lieu inconnu
network-comes = vient à domicile
network-minutes = à { $minutes } en moyenne
network-dated = { $status } (source : { $date })
network-undated = { $status } (source sans date)
network-closing = S’il s’arrêtait : { $left } { $base } sans personne de connu.
network-more-actors = { $count ->
        [one] 1 autre acteur est dans le tableau.
       *[other] { $count } autres acteurs sont dans le tableau.
    }
network-function = Fonction
network-stratum = Strate
network-actors-title = Les acteurs de la case
network-matrix-title = Acteurs connus par fonction et par strate
network-matrix-label = Grille des fonctions et des strates. Chaque case est un bouton qui montre ses acteurs. Un acteur dont le ressort est un territoire ne compte que pour les familles de son aire ; les autres comptent partout d’où l’on peut venir. Un pourcentage dit quelle part des familles est à portée, quand ce n’est pas toutes.
network-legend-reached = ouverts à portée
network-legend-single = un seul, ou saturé
network-legend-waiting = à vérifier ou en projet
network-legend-unknown = personne de connu
network-legend-nobody = personne (liste complète)
network-legend-not-asked = « – » : pas demandé
network-legend-not-named = « non dit » : demandé, sans dire à qui
network-singles-title = Ceux dont tout dépend
network-singles-lead = Ces acteurs sont les seuls connus à portée pour une fonction au moins.
network-register-empty = Aucun acteur n’est au registre : la grille est vide, et personne ne sait qui existe.
network-meso = Fonctions d’appui aux professionnels : elles ne visent pas une strate de familles.
room-needed = { $capacity } { $unit } par an pour environ { $needed } nécessaires
room-used = { $used } sur { $capacity } { $unit } par an
room-capacity = { $capacity } { $unit } par an
room-use = { $used } { $unit } par an aujourd’hui
room-yes = de la place
room-no = saturé
room-unknown = place inconnue
contact-unknown = téléphone non publié
basis-indirect = Par les acteurs d’une autre fonction (grille du programme)
basis-table = Lu dans un tableau du programme : { $section }
basis-text = Lu dans le texte du programme : { $section }
basis-rebuilt = Reconstruit (dessin ou case illisible) : { $section }
basis-split = Type du document partagé en deux par le registre : { $section }
column-cell-open = Ouverts à portée
column-cell-to-verify = À vérifier
column-cell-planned = En projet
column-cell-within = À portée
column-cell-single = Seul acteur
column-cell-state = État
column-tier = Niveau
column-way = Distance
column-room = Place
column-contact = Contact
column-hours = Horaires
column-status-date = Statut et date
column-programme-said = Ce que dit le programme
column-alone = { $base ->
    [population] Habitants qui n’ont que lui
   *[births] Naissances qui n’ont que lui
 }
column-cells = Cases
column-functions = Fonctions
network-state-reached = ouverts
network-state-to-verify = à vérifier
network-state-planned = en projet
network-state-unknown = personne de connu
network-state-nobody = personne
network-state-not-asked = pas demandé
network-state-not-named = personne de nommé
progress-network = Qui peut aider qui…
network-tier = niveau { $tier }
diagram-title = { $zone } – { $stratum } : parcours proposé, à { $minutes } min
diagram-yes = oui
diagram-no = non
diagram-kind = { $kind } : { $count }
diagram-more-kinds = et { $count } { $count ->
        [one] autre type
       *[other] autres types
    }
diagram-actor = { $name } ({ $room })
diagram-risk = Rupture : { $risk }
diagram-state-held = { $count ->
        [one] 1 acteur connu
       *[other] { $count } acteurs connus
    }
diagram-state-second = Pas de niveau 1 avec de la place : niveau 2
diagram-state-full = Saturé
diagram-state-partly = Personne de connu pour : { $lacking }
diagram-state-waiting = Seulement à vérifier ou en projet
diagram-state-unknown = Personne de connu ici
diagram-state-nobody = Personne ici (liste complète)
diagram-state-family = Sans acteur
chapter-entry = Entrée
chapter-assess = Évaluer et coordonner
chapter-pregnancy = Suivre la grossesse
chapter-birth = Naissance et premières semaines
chapter-childhood = Petite enfance
chapter-any-time = À tout moment
diagram-share = { $told }, pour { $share } des familles
handover-to-write = À écrire par le territoire
handover-missing = Personne de connu : { $kinds }
handover-whole = Les deux bouts sont à portée de toutes les familles
handover-broken = Le passage casse pour { $broken } { $base } sur { $total }
handover-anyone = à désigner
handover-status-exists = existe
handover-status-local = à décider ici
handover-status-to-build = à construire
handover-status-to-spread = à généraliser
handover-status-to-clarify = à clarifier
handover-status-case = vu dans un cas
handover-status-hard = difficile
phase-prenatal = Grossesse
phase-birth = Naissance
phase-return-home = Retour à la maison
phase-early-childhood = Petite enfance
phase-any = À tout moment
network-call-tab = Qui mobiliser ?
network-diagram-tab = Logigramme
network-links-tab = Passages
call-title = Qui mobiliser ? { $zone } – { $stratum }
call-lead = Dans l’ordre du programme. Le niveau 1 d’abord s’il a de la place, sinon le niveau 2. Qui est saturé vient en dernier.
call-none = Personne de connu.
call-none-to-verify = Seulement à vérifier : { $names }.
call-told-title = Qui est prévenu
call-need = Besoin (fonctions)
call-need-help = Rien de choisi : toutes les fonctions
call-sheet = Feuille à imprimer (PDF, une page)
call-more = et { $count } de plus
call-hours-unknown = horaires inconnus
call-commune = Choisissez une commune pour des minutes qui aient un sens : ici, ce sont des moyennes sur toute la zone.
column-told = Qui prévient
column-telling = Qui est prévenu
column-what = Quoi
column-phase = Moment
column-document = Selon le document
column-here = Ici
diagram-lead = Parcours proposé : l’ordre vient de la prose et des tableaux du document, ses dessins ont été perdus. À corriger par le territoire : prenez le fichier des étapes, changez-le, rapportez-le.
diagram-stratum = Strate
diagram-steps-file = Vos étapes (CSV ou tableur)
diagram-steps-help = Mêmes colonnes que le fichier des étapes ; une seule langue suffit.
diagram-steps-download = Le fichier des étapes
diagram-download-svg = Dessin (SVG)
diagram-download-png = Image (PNG)
diagram-download-pdf = À imprimer (PDF)
diagram-download-mermaid = À modifier (Mermaid)
diagram-finding = { $zone }, { $stratum } : { $broken } étapes sur { $steps } que le territoire ne peut pas prendre en entier.
diagram-table = Les étapes, en tableau
column-question = Question
column-risk = Risque de rupture
column-step-state = Ici
cli-mobilise-help = Qui appeler pour une situation : commune, strate et besoin.
cli-diagram-help = Le logigramme d’une strate sur un territoire : SVG, PNG, PDF ou Mermaid.
cli-diagram-steps-help = Un fichier d’étapes à la place de celui du programme.
cli-diagram-output-help = Fichier à écrire : .svg, .png, .pdf ou .mmd ; sans lui, le logigramme est écrit en Mermaid.
cli-diagram-template-help = Écrit le fichier des étapes, à modifier.
cli-mobilise-output-help = Fichier PDF à écrire, d’une page.
file-written = Écrit : { $path }.
error-steps-file = Le fichier d’étapes { $file } ne peut pas être lu : il faut un tableau (CSV ou tableur).
error-steps-label = Une étape n’a pas de code ou pas de nom : { $step }.
error-steps-twice = L’étape « { $step } » est écrite deux fois.
error-steps-code = Étape « { $step } », colonne « { $column } » : « { $code } » n’existe pas.
error-steps-circular = Ces étapes tournent en rond, sans sortie (strate { $stratum }) : { $steps }.
error-diagram-output = Le fichier { $path } doit finir par .svg, .png, .pdf ou .mmd.
network-prenatal-tab = Consultations prénatales
prenatal-finding = Sur { $total } { $base }, consultation ONE à l’hôpital : { $hospital } ; de quartier : { $neighbourhood } ; plateforme : { $platform }. Une plateforme n’est demandée que là où il n’y a ni l’une ni l’autre : { $asked } { $base }.
prenatal-lead = Le document donne un ordre : à l’hôpital, sinon dans le quartier, sinon une plateforme. « Inconnu » : personne n’est connu, et les listes ne sont pas complètes.
prenatal-none-known = aucune connue
prenatal-hospital = À l’hôpital
prenatal-neighbourhood = De quartier
prenatal-platform = Plateforme
prenatal-none = Aucune
prenatal-unknown = Inconnu
