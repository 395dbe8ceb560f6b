cli-boundaries-help = Dessiner les limites officielles à la place des limites approchées.
cli-boundaries-import-help = Apporter les limites officielles des plus petites zones d’un territoire (GeoJSON, GeoPackage, Shapefile zippé, GeoParquet).
cli-boundaries-remove-help = Revenir aux limites fournies avec Maillage.
boundaries-title = Apporter les limites officielles
boundaries-lead = Un fichier des limites (communes, départements…) avec leur code ou leur nom. Les limites sont dessinées aussitôt ; les naissances, le registre et les temps ne changent pas.
boundaries-file = Fichier des limites (GeoJSON, GeoPackage, Shapefile zippé, GeoParquet)
boundaries-keep = Dessiner ces limites
boundaries-kept = Les limites officielles sont dessinées sur toutes les cartes.
boundaries-remove = Revenir aux limites approchées
boundaries-removed = Les limites fournies avec Maillage sont dessinées à nouveau.
boundaries-read = { $zones ->
    [one] 1 zone reconnue
   *[other] { $zones } zones reconnues
} par la colonne « { $column } ».
boundaries-missing = { $zones ->
    [one] 1 zone absente du fichier garde sa limite
   *[other] { $zones } zones absentes du fichier gardent leurs limites
} d’avant : { $named }.
boundaries-other = { $rows ->
    [one] 1 ligne d’un autre lieu n’est pas gardée.
   *[other] { $rows } lignes d’autres lieux ne sont pas gardées.
}
error-boundaries-too-large = { $file } dépasse { $most } Mo. Simplifiez les limites puis recommencez.
error-boundaries-unreadable = { $file } n’est pas un fichier de limites lisible : il faut un GeoJSON, un GeoPackage, un Shapefile zippé ou un GeoParquet, avec des surfaces.
error-boundaries-no-crs = { $file } ne dit pas dans quel système de coordonnées il est. Ajoutez-le (fichier .prj, ou export avec un code EPSG) puis recommencez.
error-boundaries-no-zone = Aucune colonne de { $file } ne porte les codes ou les noms des zones de ce territoire. Colonnes lues : { $columns }.
error-boundaries-elsewhere = Les surfaces de { $file } sont loin des zones qu’elles nomment : vérifiez le territoire et le système de coordonnées.
error-boundaries-none = Aucune limite n’a été apportée pour « { $territory } ».
