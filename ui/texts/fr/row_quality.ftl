column-row-quality = Qualité de la fiche
glossary-row-quality = De 0 à 100 % : fiche fraîche (entière sous six mois, nulle à deux ans), lieu, capacité, horaires, contact. Ce qui est sans objet ne compte pas. Les poids sont dans data/actors/quality.toml.
actors-columns = Colonnes
row-quality-none = sans objet
row-quality-said = { $score }{ $count ->
    [0] {""}
   *[other] {" "}— à compléter : { $lacks }
  }
row-quality-fresh = date récente
row-quality-place = lieu exact
row-quality-capacity = capacité
row-quality-hours = horaires
row-quality-contact = contact
quality-rows = Qualité moyenne des fiches : { $score }.
map-layer-quality = Qualité des fiches
legend-quality-good = Fiche complète (deux tiers au moins)
legend-quality-middling = Fiche à compléter (d’un tiers à deux tiers)
legend-quality-poor = Fiche pauvre (moins d’un tiers)
legend-quality-none = Sans objet
actor-caption-quality = { $caption } ; qualité de la fiche : { $score }
error-quality-file = Le fichier { $file } ne dit pas comment noter les fiches : { $reason }.
error-quality-criteria = { $file } : donnez un poids à chaque critère ({ $criteria }), une valeur de 0 à 1 à chaque qualité de position, et un âge frais inférieur à l’âge périmé.
cli-register-quality-help = La qualité de chaque fiche, de 0 à 1, critère par critère ; vide : sans objet.
cli-register-quality-out-help = Écrire le tableau dans ce fichier .csv.
