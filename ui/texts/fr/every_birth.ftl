# Du pilote à toutes les naissances ; la semaine d’une PMI.
network-every-birth-tab = Toutes les naissances
every-birth-finding = { $zone } : sur environ { $total } naissances par an, { $reached } sont à portée d’un centre connu ({ $centres } { $kind }) ; les suivre toutes demanderait { $days } jours de prévention par semaine et { $staff } personnes dédiées.
every-birth-basis-published = Naissances publiées.
every-birth-basis-fertility = Naissances estimées (hypothèse) : femmes de 15 à 49 ans × indice de fécondité ÷ { $years } ans.
every-birth-hypotheses = Hypothèses : { $contacts } rendez-vous par enfant, { $children } enfants par jour, { $days } jours par semaine, { $weeks } semaines par an, { $staff } personnes par jour ouvert. { $source }.
every-birth-unlocated = { $count ->
        [one] 1 centre connu n’a pas de lieu connu : il ne suit personne ici.
       *[other] { $count } centres connus n’ont pas de lieu connu : ils ne suivent personne ici.
    }
every-birth-zones = Commune par commune
column-every-birth-name = Centre
column-every-birth-births = Naissances
column-every-birth-minutes = Trajet moyen
column-every-birth-days = Jours de prévention par semaine
column-every-birth-rooms = Salles ouvertes chaque jour
column-every-birth-staff = Personnes dédiées
column-every-birth-reached = dont à portée d’un centre
pilot-title = Le pilote
pilot-distances = Les { $sites } sites sont à { $longest } l’un de l’autre au plus. Coordination : { $note }.
pilot-distances-unknown = Les trajets entre les { $sites } sites ne sont pas connus.
pilot-sites = Les sites et leur coordination
pilot-pairs = Entre les sites, deux à deux
pilot-carriers = Les trois porteurs
pilot-source = Source : { $source }.
column-pilot-site = Site
column-pilot-other = Autre site
column-pilot-position = Position
column-pilot-coordinator = Jusqu’à la coordination
column-pilot-minutes = Trajet
column-carrier = Porteur
column-carrier-present = Présent
carrier-yes = oui
carrier-no = non
carrier-unknown = inconnu (la fiche dit qu’un des trois manquait, sans le nommer)
half-days-finding = { $zone } : au moins { $low } demi-journées par semaine connues sur { $required } requises (une pour { $per } naissances, { $births } naissances) ; { $sites ->
        [one] 1 site connu
       *[other] { $sites } sites connus
    }, dont { $silent } sans horaires.
half-days-week = La semaine des sites
half-days-by-group = Requis et connu
half-days-groups = Vos territoires de PMI (CSV ou tableur : zone, groupe)
half-days-groups-help = Une ligne par commune : son code, et le nom de son territoire de PMI.
half-days-nobody = Aucun site n’est connu dans cette zone.
half-days-whole = Toute la zone
half-days-no-group = Sans territoire
half-day-no = –
half-day-unknown = ?
half-day-yes = ouvert
half-day-perhaps = peut-être
column-half-days = Par semaine
column-groups-group = Territoire
column-groups-births = Naissances
column-groups-required = Requises
column-groups-known = Connues
column-groups-sites = Sites
column-groups-silent = Sans horaires
cli-every-birth-help = Du pilote à toutes les naissances ; la semaine des sites d’une PMI.
cli-every-birth-follow-help = Ce que chaque centre suivrait si toutes les naissances étaient suivies : jours, salles, personnes.
cli-every-birth-pilot-help = Les sites du pilote : distances entre eux et à la coordination, porteurs.
cli-every-birth-week-help = La grille des demi-journées par site, connues contre requises, par territoire de PMI si vous le donnez.
cli-every-birth-groups-help = Fichier des territoires : zone, groupe.
error-every-birth-file = Le fichier { $file } a une entrée absente ou hors de sens : { $reason }.
error-no-births-known = Le territoire « { $territory } » n’a ni naissances ni fécondité connues : rien ne peut être compté.
error-no-pilot = Aucun pilote n’est connu sur le territoire « { $territory } ».
error-groups-file = Le fichier des territoires { $file } ne peut pas être lu : il faut un tableau (CSV ou tableur).
error-groups-zone = { $file } : « { $zone } » n’est pas le code d’une commune.
error-groups-twice = { $file } : « { $zone } » est dans deux lignes. Gardez-en une.
every-birth-partial = La liste des centres n’est pas complète : avec les autres, chacun suivrait moins de naissances, et plus près.
weekday-monday = Lun.
weekday-tuesday = Mar.
weekday-wednesday = Mer.
weekday-thursday = Jeu.
weekday-friday = Ven.
weekday-saturday = Sam.
half-morning = matin
half-afternoon = après-midi
cli-every-birth-per-help = Naissances pour lesquelles une demi-journée par semaine est requise.
