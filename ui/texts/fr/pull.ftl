cli-pull-help = Prendre sur internet, quand vous le demandez, ce qui sert à un territoire : réseau routier, limites, listes. Sans source : la liste de ce qui peut être pris.
cli-pull-from-help = Une autre adresse (un miroir), ou un fichier déjà pris à la main.
cli-pull-yes-help = Accepter la licence sans la question.
progress-pull = Téléchargement
pull-list = { $count ->
    [0] Rien n’est prévu pour ce territoire dans le catalogue du { $date }.
    [one] Une source dans le catalogue du { $date } :
   *[other] { $count } sources dans le catalogue du { $date } :
}
pull-line = { $publisher } · licence : { $licence }
pull-address = { $address } (environ { $size } Mo)
pull-by-hand = Cette page s’ouvre à la main ; donnez ensuite le fichier avec --from.
pull-agree = Prendre ce fichier, sous cette licence ?
pull-taken = Pris : { $path } ({ $size } Mo). { $checked ->
    [yes] Sa somme de contrôle est celle que publie la source.
   *[no] La source ne publie pas de somme de contrôle : rien n’a pu être comparé.
}
pull-then = Pour s’en servir : { $command }
error-pull-unknown = « { $source } » n’est pas dans le catalogue de ce territoire. Sources : { $known }.
error-pull-not-agreed = Dites que vous acceptez la licence (--yes) : personne n’est là pour répondre.
error-pull-page = « { $source } » se prend à la main : ouvrez { $page }, puis donnez le fichier avec --from.
error-pull-address = « { $address } » n’est pas une adresse d’internet ni le chemin d’un fichier.
error-pull-refused = { $address } répond { NUMBER($status, useGrouping: 0) } : le fichier n’est pas là, ou n’est pas donné. Essayez un miroir ou un fichier pris à la main (--from).
error-pull-unreachable = { $address } ne répond pas ({ $reason }). Vérifiez la connexion et le serveur mandataire (HTTPS_PROXY), ou donnez un miroir ou un fichier (--from).
error-pull-cut = La connexion à { $address } s’est coupée. Ce qui est arrivé ({ NUMBER($there, useGrouping: 0) } octets) est gardé : relancez la même commande, elle reprendra là.
error-pull-size = { $address } annonce { NUMBER($size, useGrouping: 0) } octets : plus que la place libre, ou que ce qui se prend. Rien n’est pris.
error-pull-not-the-file = Ce qui est arrivé pour « { $source } » n’est pas un fichier { $format } : sans doute une page d’accueil ou d’erreur. Rien n’est gardé.
error-pull-checksum = Le fichier arrivé pour « { $source } » n’est pas celui que la source publie (somme attendue { $said }, trouvée { $found }). Il n’est pas gardé : recommencez, ou essayez un miroir.
error-pull-checksum-unread = La somme de contrôle de « { $source } » ({ $address }) n’a pas pu être lue : rien n’est gardé comme vérifié. Recommencez plus tard.
error-bad-catalogue = Le catalogue { $file } ne se lit pas ({ $entry }) : { $reason }.
