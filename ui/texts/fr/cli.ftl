cli-help = Maillage : qui peut joindre quel service de la petite enfance, avec quelle capacité, face à quel besoin.
cli-lang-help = Langue de l’affichage (français par défaut).
cli-json-help = Écrire le résultat en JSON.
cli-diagnose-help = Le diagnostic d’un territoire ou d’une de ses zones : besoin, capacité, couverture, temps de trajet.
cli-zone-help = Code de la zone (province, arrondissement, commune) ; tout le territoire par défaut.
cli-function-help = Fonction du programme, par exemple coordination.
cli-kind-help = Type d’acteur, par exemple one-plateforme ou saf.
cli-stratum-help = Strate de familles : low-risk, specific, complex, refusal ou danger.
cli-births-help = Naissances prises en compte : latest (dernière année complète), mean-3 (moyenne de trois ans) ou une année.
cli-territories-help = Les territoires embarqués : zones, points de population, acteurs, naissances.
cli-import-help = Lire un registre d’acteurs (CSV ou XLSX) ; rien n’est enregistré si une ligne est en erreur.
cli-territory-help = Territoire du registre.
cli-dry-run-help = Vérifier seulement, sans enregistrer.
cli-by-help = Qui enregistre (gardé dans l’historique).
cli-reason-help = Pourquoi (gardé dans l’historique).
cli-app-help = Ouvrir l’application dans le navigateur.
cli-port-help = Port local.
cli-no-browser-help = Ne pas ouvrir le navigateur.
import-clean = { $rows ->
        [one] { $rows } ligne lue, sans erreur.
       *[other] { $rows } lignes lues, sans erreur.
    }
import-refused = { $errors ->
        [one] { $errors } erreur : rien n’a été enregistré.
       *[other] { $errors } erreurs : rien n’a été enregistré.
    } { $kept } lignes sur { $rows } sont bonnes. Corrigez le fichier et recommencez.
import-dry-run = Vérification seulement : rien n’a été enregistré.
import-done = { $changed ->
        [0] Le registre était déjà à jour.
        [one] { $changed } fiche enregistrée.
       *[other] { $changed } fiches enregistrées.
    }
app-opening = Maillage s’ouvre sur { $address } (Ctrl+C pour arrêter).
