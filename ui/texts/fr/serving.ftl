# Ce que répond l’application servie, avant tout écran.
served-foreign-host = Cette application ne répond pas sous le nom « { $host } ». Qui la sert peut l’ajouter avec --allow-host.
served-foreign-origin = Une page d’un autre site ({ $origin }) a voulu se servir de cette application : c’est refusé.
served-nothing = Il n’y a rien à cette adresse.
served-upload-large = Ce fichier dépasse { $megabytes } Mo, la taille la plus grande qui soit acceptée. Envoyez-le en plusieurs parties.
served-upload-many = Plus de { $uploads } fichiers envoyés en quelques minutes : attendez un peu avant d’en envoyer d’autres.
served-upload-busy = Trop de fichiers arrivent en même temps. Réessayez dans un instant.
served-full = { $sessions } sessions sont déjà ouvertes, le plus que ce serveur accepte. Réessayez plus tard.
served-restarting = L’application redémarre. Rechargez la page dans un instant.
