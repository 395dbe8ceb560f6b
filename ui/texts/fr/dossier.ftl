# Le dossier : ce qui part en réunion, et chez ceux qui financent.

screen-dossier = Dossier
lead-dossier = Le diagnostic écrit de la zone, à emporter : chaque chiffre est celui des écrans.
progress-dossier-reach = Temps de trajet, service par service…
progress-dossier-needs = Besoins, normes et parcours…
progress-dossier-plans = Propositions gardées…
progress-dossier-pictures = Cartes et graphiques…
progress-dossier-writing = Écriture du document…
cli-report-help = Écrire le dossier d’une zone : le diagnostic de territoire, en DOCX, ODT, PDF ou HTML.
cli-report-to-help = Format du document ; d’après la fin du nom du fichier quand il est absent.
cli-report-out-help = Fichier à écrire ; dans le dossier courant, sous le nom de la zone, quand il est absent.
cli-report-final-help = Le document est prêt : rien n’y dit plus « brouillon ».
cli-report-reference-help = Zone à laquelle comparer ; le territoire entier par défaut.
dossier-written = { $file } : { $sections } sections, { $pictures } figures, { $tables } tableaux, { $size } ko.
error-dossier-format = Le format « { $format } » n’est pas connu. Formats possibles : { $known }.
error-dossier-pdf = Le PDF n’a pas pu être mis en page : { $reason }. Demandez le document en DOCX ou en HTML.

dossier-file = dossier-{ $zone }{ $draft ->
    [yes] -brouillon
   *[no] { "" }
}
dossier-draft = Brouillon
dossier-word-contents = Sommaire
dossier-word-table = Tableau
dossier-word-figure = Figure
dossier-word-page = page
dossier-word-draft-note = Brouillon : ce document n’a pas encore été relu ni validé.
dossier-section-answer = La réponse
dossier-section-families = Le territoire et ses familles
dossier-section-existing = Ce qui existe
dossier-section-reach = Qui peut joindre quoi
dossier-section-capacity = Le besoin face à l’offre
dossier-section-ledger = Ligne par ligne
dossier-section-choice = Sur combien de services compter
dossier-section-path = Le parcours, étape par étape
dossier-section-plans = Ce que changeraient les propositions
dossier-section-norms = Les normes
dossier-section-unknown = Ce qu’on ne sait pas, et quoi chercher d’abord
dossier-section-annexes = Annexes
dossier-section-actors = Les acteurs
dossier-section-method = Méthode et paramètres
dossier-section-sources = Sources et licences
dossier-section-glossary = Glossaire
dossier-of = { $subject } : { $said }
dossier-figures = Chiffres clés ({ $zone })
dossier-column-figure = Chiffre
dossier-column-value = Valeur
dossier-column-nature = Précision
dossier-column-indicator = Indicateur
dossier-column-median = Commune médiane
dossier-column-span = Étendue
dossier-column-highest = Les plus élevées
dossier-column-median-of = Médiane ({ $around })
dossier-column-known = Acteurs connus
dossier-column-parameter = Paramètre
dossier-not-published = non publiées
dossier-within = { $subject } à { $minutes } min
dossier-share-of-births = part des naissances
dossier-share-of-population = part de la population
dossier-births-unknown = { $zone } : { $known ->
        [no] ni les naissances ni la population ne sont publiées.
       *[yes] { $population } habitants ; les naissances ne sont pas publiées.
    }
dossier-births = { $zone } : { $births ->
        [one] { $told } naissance
       *[other] { $told } naissances
    } par an ({ $years }).
dossier-trend = Entre { $first } et { $last }, les naissances { $way ->
        [more] ont augmenté de { $change }.
        [fewer] ont baissé de { $change }.
       *[same] n’ont presque pas changé.
    }
dossier-trend-caption = Naissances par année ({ $zone })
dossier-year-least = { $year } (au moins)
dossier-year-missing = { $year } : les naissances de { $count } { $level } ne sont pas publiées, le total est un minimum.
dossier-parts-people = Naissances et population par zone
dossier-parts-most = Les { $told } zones où l’on compte le plus de monde, sur { $zones } : « maillage diagnose … --json » les donne toutes.
dossier-vulnerability = Ce qui fragilise les familles ({ $levels })
dossier-vulnerability-note = Ces parts ne s’additionnent pas : la médiane est la valeur du milieu, chaque { $level } comptant autant.
dossier-dated = { $name } ({ $year })
dossier-one-zone = une seule valeur
dossier-percent-sign = { " " }%
dossier-nobody = Aucun acteur n’est au registre : ce qui existe est inconnu, non nul.
dossier-existing = { $zone } : le registre connaît { $actors ->
        [one] { $actors } acteur ouvert
       *[other] { $actors } acteurs ouverts
    }, de { $kinds ->
        [one] { $kinds } type
       *[other] { $kinds } types
    }. { $complete ->
        [0] Pour aucun type la liste n’est sûrement complète.
        [one] Pour un seul type, la liste est complète.
       *[other] Pour { $complete } types, la liste est complète.
    }
dossier-kinds = Acteurs par type, et combien le registre en connaît
dossier-functions = Fonctions du programme et acteurs connus qui les portent
dossier-function-nobody = { $count ->
        [one] Fonction que personne ne porte
       *[other] Fonctions que personne ne porte
    } dans la zone : { $functions }.
dossier-function-unlisted = { $count ->
        [one] Fonction pour laquelle
       *[other] Fonctions pour lesquelles
    } aucun acteur n’est connu, sans que la liste soit complète : { $functions }.
dossier-curve = { $subject } : part { $measure ->
        [births] des naissances
       *[other] de la population
    } selon le temps jusqu’au plus proche
dossier-curve-many = { $curve } (en bleu : { $zone } ; en gris : chacune de ses parties)
dossier-worst = { $subject } : { $levels } les plus éloignées
dossier-scale = { $km } km
dossier-alt-map = Carte : { $title }, { $zone }. Nombre { DE($levels) } par classe. { $values }.
dossier-alt-curve = Courbes : { $title }. À { $minutes } minutes : { $values }.
dossier-pair = { $name } : { $value }
dossier-alt-values = Graphique : { $title }. { $values }.
dossier-bars = { $subject } : offert, manquant et inconnu, par zone
dossier-balance = { $subject } : besoin et offre par an
dossier-ledger = Besoin, offre et manque, ligne par ligne ({ $zone })
dossier-choice-table = { $subject } : combien de services à { $minutes } min ou moins, en { $base ->
        [births] naissances
       *[other] habitants
    }
dossier-closures = { $subject } : ce que coûterait une fermeture, en { $base ->
        [births] naissances
       *[other] habitants
    } à { $minutes } min
dossier-steps = Qui atteint chaque étape
dossier-path-zones = Qui peut suivre tout le parcours, par zone
dossier-changes = Ce qui change :
dossier-plan-table = { $name } : gains et pertes par zone
dossier-nothing-official = Aucun texte officiel trouvé.
dossier-collect = { $count ->
        [one] Une chose manque pour que ces chiffres soient plus sûrs.
       *[other] { $count } choses manquent pour que ces chiffres soient plus sûrs, dans l’ordre où les chercher.
    }
dossier-collect-register = Compléter la liste des acteurs : { $count ->
        [one] pour { $count } type, elle n’est pas complète
       *[other] pour { $count } types, elle n’est pas complète
    } ; le tableau donne d’abord ceux dont il manque le plus.
dossier-collect-capacity = { $subject } : demander leur capacité à { $count ->
        [one] { $count } service qui ne la dit pas.
       *[other] { $count } services qui ne la disent pas.
    }
dossier-collect-need = { $subject } : aucun besoin n’est chiffré. Une règle sourcée (base × taux) le ferait paraître.
dossier-collect-verify = Vérifier si { $count ->
        [one] { $count } acteur du registre est ouvert : il n’est pas compté.
       *[other] { $count } acteurs du registre sont ouverts : ils ne sont pas comptés.
    }
dossier-collect-places = Trouver le lieu de { $count ->
        [one] { $count } acteur ouvert : il n’entre pas dans les temps de trajet.
       *[other] { $count } acteurs ouverts : ils n’entrent pas dans les temps de trajet.
    }
dossier-collect-nobody = Recenser les services : aucun acteur n’est au registre.
dossier-collect-births-all = Demander les naissances de chaque année : aucune n’est publiée ici.
dossier-collect-population = Trouver la population : aucun chiffre n’en est connu.
dossier-collect-births = Demander les naissances de { $count } { $level }, qui manquent au total.
dossier-collect-plans = Corriger { $count ->
        [one] { $count } proposition gardée qui ne peut plus être calculée
       *[other] { $count } propositions gardées qui ne peuvent plus être calculées
    } : { $names }.
dossier-collect-table = Types dont la liste n’est pas complète
dossier-collect-more = Et { $count ->
        [one] { $count } autre type
       *[other] { $count } autres types
    }.
dossier-no-count = personne n’en publie le nombre
dossier-actors = Acteurs qui servent la zone ({ $zone })
dossier-actors-more = Et { $count ->
        [one] { $count } autre acteur, à lire
       *[other] { $count } autres acteurs, à lire
    } dans le cahier de données (« maillage export »).
dossier-actors-gathered = { $kind } : { $count }
dossier-sources-more = Et { $count ->
        [one] { $count } autre source, à lire
       *[other] { $count } autres sources, à lire
    } dans le cahier de données (« maillage export »).
dossier-actor-name = Nom
dossier-actor-kind = Type
dossier-actor-status = Statut
dossier-actor-address = Adresse
dossier-actor-as-of = Vu le
dossier-today = aujourd’hui
dossier-parameters = Ce qui a été demandé
dossier-parameter-territory = Territoire
dossier-parameter-zone = Zone
dossier-parameter-subject = Services demandés
dossier-parameter-threshold = Temps qui compte comme proche
dossier-parameter-mode = Déplacement
dossier-parameter-engine = Temps de trajet
dossier-parameter-births = Naissances comptées
dossier-parameter-layer = Points de population
dossier-parameter-day = Jour des acteurs comptés
dossier-parameter-verify = Acteurs à vérifier comptés
dossier-parameter-data = Empreinte des données
dossier-minutes = { $minutes } minutes
by-mode-car = en voiture
by-mode-bike = à vélo
by-mode-foot = à pied
dossier-layer = { $layer } ({ $places } points)
dossier-yes = oui
dossier-no = non
dossier-sources-table = Sources des chiffres du territoire
dossier-path-of = Parcours ({ $steps }) : { $said }
dossier-closures-more = Et { $count ->
        [one] { $count } autre service, dont la fermeture coûterait moins.
       *[other] { $count } autres services, dont la fermeture coûterait moins.
    }
dossier-share-of-around = Part des naissances de l’ensemble ({ $around }) : { $share }.
dossier-norms = { $norms ->
        [one] Une norme ou repère
       *[other] { $norms } normes et repères
    } ; atteints : { $met }, non atteints : { $notmet }, sans réponse sûre : { $unknown }, donnés à titre de repère : { $reported }, sujets sans norme officielle : { $none }.
dossier-choice = { $subject } : à { $minutes } minutes ou moins, { $base ->
        [births] { $all ->
            [yes] toutes les naissances ont au moins un service connu
           *[no] naissances sans aucun service connu : { $none }
        } ; avec un seul : { $one }.
       *[other] { $all ->
            [yes] tous les habitants ont au moins un service connu
           *[no] habitants sans aucun service connu : { $none }
        } ; avec un seul : { $one }.
    }
dossier-final = Le dossier est prêt, ce n’est plus un brouillon
dossier-final-help = Tant que personne ne l’a dit prêt, « brouillon » est écrit sur chaque page et dans le nom du fichier.
dossier-download-docx = Word (.docx)
dossier-download-docx-help = À compléter et à corriger : titres, légendes et tableaux sont ceux d’un vrai document.
dossier-download-pdf = PDF
dossier-download-pdf-help = À envoyer et à imprimer : balisé pour les lecteurs d’écran, polices incluses.
dossier-download-html = Page web (.html)
dossier-download-html-help = Une seule page, qui s’ouvre sans réseau.
dossier-inside = Ce que le dossier dit
dossier-prepare = Préparer le dossier
dossier-prepare-help = Une vingtaine de secondes la première fois ; gardé ensuite, tant que rien ne change.
dossier-will-say = Le dossier dira, chaque partie si elle a quelque chose à dire :
cli-report-with-help = Fichier TOML : auteur, logo, parties et leur ordre, paragraphes à vous par langue, avec leur source.
cli-replay-help = Refaire chaque chiffre d’un dossier (DOCX, ODT, PDF ou HTML) et dire ce qui a changé depuis.
dossier-section-network = Le réseau : qui fait quoi, pour quelles familles
dossier-network-key = « { $shown } » { $said }
dossier-own-source = Source : { $source }
error-dossier-section = Le dossier n’a pas de partie « { $section } ». Parties possibles : { $known }.
error-dossier-logo = Le logo { $file } n’est pas une image PNG ou JPEG de moins de 2 Mo.
error-dossier-replay = Ce fichier ne contient pas de quoi refaire un dossier. Donnez un dossier écrit par Maillage (DOCX, ODT, PDF ou HTML), tel qu’il a été écrit.
error-bad-composition = Le fichier « { $file } » ne se lit pas : { $reason }.
replay-figures = { $figures } chiffres refaits ; { $changed ->
        [0] aucun n’a changé.
        [one] { $changed } a changé.
       *[other] { $changed } ont changé.
    }
replay-cause-version = La version de Maillage n’est plus la même : { $before }, maintenant { $now }.
replay-cause-data = Les données du territoire ne sont plus les mêmes : { $before }, maintenant { $now }.
replay-cause-travel = Les temps de trajet ne sont plus les mêmes : { $before }, maintenant { $now }.
replay-cause-register = Ni la version, ni les données du territoire, ni le moteur de trajet n’ont changé : c’est le registre, une proposition ou la route.
replay-column-figure = Chiffre
replay-column-before = Au dossier
replay-column-now = Maintenant
replay-more = Et { $count } autres ; --json les donne tous.
dossier-network-keys = À lire ainsi : { $keys }.
dossier-section-handovers = Passages de relais et logigramme
dossier-section-interviews = Entretiens
dossier-section-place = Pourquoi ici
dossier-section-complement = Ce qui existe déjà, et ce qui s’y ajouterait
dossier-section-partners = Partenaires à mobiliser
dossier-section-costs = Coûts et financement, à compléter
dossier-section-compared = Zone par zone
dossier-section-sheet = La commune
dossier-template = Modèle de document
error-unknown-template = Le modèle « { $template } » n’existe pas. Modèles possibles : { $known }.
error-bad-template = Le modèle « { $file } » ne se lit pas : { $reason }.
cli-report-template-help = Modèle du document : diagnostic, note (zones côte à côte), projet (dossier de projet) ou fiche (une page par commune, dans un .zip).
dossier-handovers = Dans la situation « { $stratum } », le programme nomme { $count ->
        [one] { $count } passage de relais
       *[other] { $count } passages de relais
    } ; { $broken ->
        [0] aucun n’est rompu ici.
        [one] { $broken } est rompu ici, ou ne peut pas être dit.
       *[other] { $broken } sont rompus ici, ou ne peuvent pas être dits.
    }
dossier-handovers-elsewhere = Le programme est écrit pour la Belgique francophone : ne sont listés ici que les passages dont les deux bouts ont quelqu’un de connu.
dossier-handovers-table = Qui passe le relais à qui ({ $stratum })
dossier-handover-phase = Moment
dossier-handover-from = De
dossier-handover-to = À
dossier-handover-what = Ce qui est transmis
dossier-handover-here = Ici
dossier-diagram = Logigramme ({ $stratum }) : { $chapter }
project-reasons = Ce qui le justifie :
project-gap-low = Quelles que soient les capacités inconnues, il manque au moins { $gap } par an.
project-far-zone = { $name } ({ $time })
project-far = { $subject } : les plus loin sont { $zones }.
project-better-than-around = À dire aussi : la couverture est ici plus haute que dans l’ensemble ({ $around }).
project-others = Qui la porte déjà dans la zone
project-kind-count = { $kind } : { $count }
project-nobody-else = personne d’autre n’est connu
project-complement = { $subject } : sur { $functions ->
        [one] { $functions } fonction que le programme leur donne
       *[other] { $functions } fonctions que le programme leur donne
    }, { $carried ->
        [0] aucune n’est portée par un autre type d’acteur connu dans la zone.
        [one] { $carried } est déjà portée par un autre type d’acteur connu dans la zone.
       *[other] { $carried } sont déjà portées par un autre type d’acteur connu dans la zone.
    }
project-complement-table = Fonctions et acteurs ouverts qui les portent ({ $zone })
project-complement-note = Les nombres sont ceux des acteurs ouverts connus. Une fonction portée par d’autres n’est pas forcément disponible : leur capacité est à leur demander.
project-partners = { $actors ->
        [one] { $actors } acteur peut être appelé
       *[other] { $actors } acteurs peuvent être appelés
    } pour { $functions ->
        [one] { $functions } fonction.
       *[other] { $functions } fonctions.
    }
project-partners-table = Qui appeler d’abord ({ $stratum })
project-partners-none = { $count ->
        [one] Fonction pour laquelle
       *[other] Fonctions pour lesquelles
    } personne de connu ne peut être appelé : { $functions }.
project-way = Trajet
project-contact = Contact
project-to-fill = à compléter
project-costs = Aucun coût n’est connu de cet outil : ces tableaux sont à remplir, avec la source de chaque montant.
project-costs-table = Coûts
project-cost-line = Poste
project-cost-once = Une fois
project-cost-yearly = Par an
project-cost-source = Source du montant
project-cost-premises = Locaux
project-cost-equipment = Équipement
project-cost-staff = Personnel
project-cost-running = Fonctionnement
project-cost-training = Formation et supervision
project-cost-unforeseen = Imprévus
project-funding-table = Financement
project-cost-funder = Qui paie
project-cost-amount = Montant par an
project-cost-state = Demandé, promis ou acquis
project-funding-own = Ressources propres
project-funding-asked = Financement demandé
project-funding-partners = Partenaires
interview-note = Place gardée pour ce que disent les familles et les professionnels ; elle disparaît quand le document est dit prêt.
interview-table = Entretiens à mener
interview-who = Avec qui
interview-day = Quand
interview-said = Ce qui a été dit
note-ranked = { $zones } zones sont comparées, sur les mêmes définitions ; un rang n’est donné que là où l’ordre est sûr.
note-unranked = { $zones } zones sont comparées, sur les mêmes définitions ; aucune n’est classée : leurs listes ne sont pas assez complètes, ou trop différentes.
sheet-subtitle = Fiche communale — { $above }, { $territory }
sheet-figures = Chiffres clés
sheet-beside = À côté : { $territory }
sheet-median = médiane { $value }
sheet-nearest = Les services les plus proches
sheet-nearest-one = Le plus proche pour la plupart
sheet-nobody-near = personne de connu
sheet-bounds = « ≤ » : la liste de ce type n’est pas complète, un autre service peut être plus proche.
sheets-written = { $file } : { $pages ->
        [one] { $pages } page
       *[other] { $pages } pages
    }, { $size } ko.
error-sheets-zip = { $file } : les fiches s’écrivent dans un fichier dont le nom finit par .zip.
progress-sheets-measures = Mesures du territoire
progress-sheets-pages = Pages écrites
dossier-download-zip = Fiches (.zip)
dossier-download-zip-help = Une page PDF par commune de la zone.
dossier-section-unknown-first = Ce qu’on ne sait pas, en bref
dossier-section-sources-named = Sources des chiffres
dossier-compose = Composer : auteur, logo, parties, zone de comparaison, vos paragraphes
dossier-author = Auteur
dossier-parts = Parties, dans l’ordre
dossier-parts-help = Rien de choisi : celles du modèle. L’ordre est celui dans lequel vous les choisissez.
dossier-parts-all = Celles du modèle
dossier-reference = Zone à laquelle comparer
dossier-download-odt = LibreOffice (.odt)
dossier-download-odt-help = À compléter et à corriger dans LibreOffice : mêmes titres, légendes et tableaux.
cli-replay-editions-help = Comparer avec aujourd’hui, en une page : ce qui s’améliore, ce qui se dégrade, et la part des services dans chaque changement.
editions-found = Depuis l’édition du { $since } : { $figures ->
        [0] aucun chiffre n’a changé.
        [one] un chiffre a changé ({ $better } mieux, { $worse } moins bien, { $neither } ni l’un ni l’autre).
       *[other] { $figures } chiffres ont changé ({ $better } mieux, { $worse } moins bien, { $neither } ni l’un ni l’autre).
    }
editions-column-figure = Chiffre
editions-column-before = Avant
editions-column-now = Maintenant
editions-column-services = Par les services
editions-column-others = Par le reste
editions-column-direction = Sens
editions-better = mieux
editions-worse = moins bien
editions-neither = ni l’un ni l’autre
editions-others-data = Le reste vient de la population et des autres données du territoire : ni la version ni les temps de trajet n’ont changé.
editions-others-method = Le reste vient de la méthode : la version ou les temps de trajet ne sont plus les mêmes, les données si.
editions-others-data-or-method = Le reste vient des données ou de la méthode : les deux ont changé, et ne peuvent pas être séparées ici.
editions-others-nothing = Ni les données ni la méthode n’ont changé : tout vient du registre.
error-edition-without-day = Ce dossier ne dit pas de quel jour il est : il a été écrit par une version plus ancienne. « maillage replay » sans --editions le refait.
dossier-norms-shared = Pour toutes ces normes : { $reasons }.
dossier-composed-kept = Gardé dans l’espace de travail à mesure que vous l’écrivez, et repris au terminal.
dossier-composition-used = Avec ce qui est gardé pour cette zone : auteur, logo, parties, paragraphes (écran Dossier).
dossier-composition-download = Composition (.toml)
dossier-composition-download-help = Vos choix et vos paragraphes en un fichier texte, pour « maillage report --with » ; le logo se met à côté.
dossier-logo = Logo
dossier-logo-file = Logo : image PNG ou JPEG de moins de 2 Mo
dossier-logo-remove = Retirer le logo
dossier-own = Vos paragraphes
dossier-own-help = Chacun se met à la fin d’une partie, avec sa source. Le texte français sert aussi au document anglais là où l’anglais n’est pas écrit.
dossier-own-after = Paragraphe { $rank } : à la fin de la partie
dossier-own-text-fr = Paragraphe { $rank } : texte en français
dossier-own-text-en = Paragraphe { $rank } : texte en anglais
dossier-own-source-label = Paragraphe { $rank } : source
dossier-own-remove = Retirer le paragraphe { $rank }
dossier-own-add = Ajouter un paragraphe
editions-heading = Ce qui a changé depuis un dossier plus ancien
editions-lead = Apportez un dossier écrit par Maillage : les mêmes questions sont reposées aujourd’hui. De chaque changement, vous lisez ce qui vient des services et ce qui vient d’autre chose.
editions-upload = Dossier plus ancien (DOCX, ODT, PDF ou HTML), tel qu’il a été écrit
progress-editions = Édition d’avant et édition d’aujourd’hui
editions-table-better = Ce qui s’améliore
editions-table-worse = Ce qui se dégrade
editions-table-neither = Ce qui change sans être mieux ni moins bien
editions-in-short = En bref
editions-how = Comment lire
editions-how-told = « Par les services » : la réponse d’aujourd’hui, moins celle que donnerait aujourd’hui le registre tel qu’il était le jour de l’édition. « Par le reste » : la population, les autres données ou la méthode.
editions-of = { $subject } : { $figure }
editions-points = { $points } points
editions-minutes = { $minutes } min
editions-title = { $zone } : ce qui a changé depuis le { $since }
editions-file = editions-{ $zone }-{ $since }
error-edition-other-territory = Ce dossier est celui d’un autre territoire ({ $territory }) : choisissez d’abord ce territoire en haut de la page.
cli-replay-out-help = Page des deux éditions, en DOCX, PDF, HTML ou ODT selon la fin du nom.
