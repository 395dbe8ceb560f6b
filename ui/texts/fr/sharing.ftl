# Partager un registre : comptes, rôles, connexion, propositions.

role-reader = lire
role-proposer = proposer
role-validator = valider
role-owner = propriétaire
role-nobody = personne
action-read = lire le registre et les chiffres
action-export = emporter le registre et les chiffres
action-names = lire qui a écrit quoi
action-propose = proposer un changement
action-withdraw = retirer sa proposition
action-keep = garder un scénario ou une recette d’import
action-write = changer le registre
action-undo = annuler un changement
action-judge = accepter ou refuser une proposition
action-kinds = ajouter un type d’acteur
action-backup = emporter une sauvegarde
action-restore = remettre une sauvegarde

error-right-owner = Cet ordinateur est le vôtre : tout y est permis.
error-right-role = Le rôle « { $role } » de { $name } permet de { $action }.
error-right-sign-in = Connectez-vous d’abord : personne ne peut { $action } sans dire qui il est.
error-right-not-role = Le rôle « { $role } » de { $name } ne permet pas de { $action } : il faut le rôle « { $needed } ». Qui tient ce serveur peut le donner.
error-right-unknown-action = Rien ne permet « { $asked } » : c’est refusé.
error-unknown-role = « { $value } » n’est pas un rôle. Les rôles : { $known } (lire, proposer, valider).
error-unknown-account = Aucun compte ne s’appelle « { $name } ». « maillage accounts list » les donne.
error-account-name = « { $name } » ne peut pas nommer un compte : il faut un nom lisible, d’au plus { $most } caractères, qui ne soit pas réservé.
error-account-exists = Un compte s’appelle déjà « { $name } ».
error-accounts-unreadable = Les comptes ne peuvent pas être lus ({ $file }) : personne n’entre tant que c’est ainsi. Rien n’a changé.
doctor-seen-accounts-unreadable = Les comptes ({ $file }) sont illisibles : fichier coupé, vidé ou d’une autre sorte. Personne n’entre tant que c’est ainsi. Remettez la copie que vous en avez, ou refaites les comptes.
doctor-seen-accounts-busy = Les comptes ({ $file }) restent occupés par un autre programme : fermez-le, ou attendez.
doctor-seen-accounts-refused = Le système ne laisse pas lire et écrire les comptes ({ $file }) : { $reason }. Rendez le fichier à qui lance Maillage.
doctor-seen-accounts-good = Les comptes ({ $file }) se lisent ({ $count ->
    [one] 1 compte
   *[other] { $count } comptes
    }).
doctor-mend-accounts = mettre le fichier de côté ; les comptes se refont avec « maillage accounts add »
doctor-mended-accounts = comptes mis de côté dans { $aside } ; refaites-les avec « maillage accounts add ».
error-accounts-busy = Les comptes sont occupés par un autre programme ({ $file }) : réessayez dans un instant. Rien n’a changé.
error-password-short = Ce mot de passe est trop court : il en faut au moins { $least } caractères. Quelques mots à la suite font un bon mot de passe.
error-password-long = Ce mot de passe est trop long : au plus { $most } caractères.
error-password-name = Le mot de passe ne peut pas être le nom du compte.
error-password-differs = Les deux mots de passe diffèrent : rien n’a changé.
error-password-no-terminal = Le mot de passe se tape au terminal, sans s’afficher, ou se lit d’un descripteur : --password-fd 0 le lit de l’entrée. Il n’est jamais un argument.
error-password-descriptor = Aucun mot de passe ne peut être lu du descripteur { $descriptor }.
error-by-is-account = « { $by } » est un compte de cet espace de travail : seul qui s’y connecte signe de ce nom. Sans --by, le changement est signé de votre nom sur cette machine.
error-by-reserved = « { $by } » est réservé à ce qui est fourni avec Maillage : signez d’un autre nom.
error-shared-no-account = Personne ne pourrait entrer : il n’y a pas encore de compte. Ajoutez-en un : maillage accounts add NOM --role validator.
error-shared-no-way = Personne ne pourrait entrer : aucun compte n’a de mot de passe, et aucune organisation n’est réglée (docs/partager.md).
error-oidc-packages = Une organisation est réglée pour la connexion, mais il manque de quoi lui parler : { $packages }. Installez-les (uv sync --extra oidc), ou retirez la section [auth] de secrets.toml.
error-oidc-settings = Les réglages de connexion par une organisation ne tiennent pas : { $said } (section [auth] de secrets.toml, docs/partager.md).
error-sign-in-wrong = Ce nom et ce mot de passe ne vont pas ensemble.
error-sign-in-wait = Trop d’essais. Attendez { $seconds ->
        [one] une seconde
       *[other] { $seconds } secondes
    }, puis recommencez.
error-sign-in-no-account = Votre organisation vous a reconnu ({ $name }), mais aucun compte de cet espace de travail ne porte cette adresse. Demandez-le à qui tient ce serveur.
error-sign-in-no-email = Votre organisation ne dit pas votre adresse, ou ne l’a pas vérifiée : vous ne pouvez pas entrer ainsi.
error-sign-in-stale = Votre organisation vous a reconnu il y a trop longtemps : recommencez.

sign-in-first = Connectez-vous d’abord : cette adresse ne répond qu’aux personnes qui ont un compte.
sign-in-lead = Dites qui vous êtes pour lire et corriger le registre.
sign-in-name = Nom du compte
sign-in-password = Mot de passe
sign-in-enter = Entrer
sign-in-oidc = Entrer avec le compte de mon organisation
sign-in-ask = Pas de compte, ou mot de passe oublié ? Demandez à qui tient ce serveur.
sign-in-no-way = Personne ne peut entrer pour l’instant : aucun compte n’a de mot de passe.
sign-in-busy = Trop de personnes entrent à la fois. Réessayez dans un instant.

account-ended = Votre session est terminée
account-ended-why = Vous êtes resté longtemps sans rien faire, vous êtes sorti ailleurs, ou votre compte a changé. Rien de ce qui était enregistré n’est perdu.
account-enter-again = Se connecter
account-pill = Qui est connecté, et comment sortir
account-may = Votre compte peut { $actions }.
account-leave = Se déconnecter
account-signed = Signé : { $name }

app-signing-in = Tous ceux qui entrent disent qui ils sont. Le chiffrement (HTTPS) est l’affaire du serveur de devant : docs/partager.md.
cli-shared-help = Servir à plusieurs : chacun se connecte (maillage accounts, ou OpenID Connect) et fait ce que son rôle permet.
cli-accounts-help = Les comptes d’un espace de travail partagé : qui peut entrer, et ce qu’il peut faire.
cli-accounts-add-help = Ajouter un compte. Le mot de passe est demandé deux fois, sans s’afficher.
cli-accounts-role-help = Donner un autre rôle à un compte : reader (lire), proposer (proposer), validator (valider).
cli-accounts-role-option-help = reader (lire), proposer (proposer) ou validator (valider).
cli-accounts-oidc-help = Le compte n’a pas de mot de passe : son nom est l’adresse de courriel que donne l’organisation (OpenID Connect).
cli-accounts-password-help = Donner un autre mot de passe à un compte, et terminer ses sessions.
cli-accounts-password-fd-help = Lire le mot de passe de ce descripteur de fichier (0 : l’entrée) plutôt que du terminal.
cli-accounts-remove-help = Retirer un compte et terminer ses sessions ; le journal garde son nom.
cli-accounts-list-help = Les comptes, leur rôle, et comment ils entrent.
cli-accounts-rights-help = Ce que chaque rôle permet.
accounts-added = Compte « { $name } » ajouté, rôle : { $role }. Les comptes sont dans { $file }.
accounts-role = « { $name } » a maintenant le rôle : { $role }.
accounts-password = Nouveau mot de passe pour « { $name } » ; ses sessions sont terminées.
accounts-removed = Compte « { $name } » retiré ; ses sessions sont terminées.
accounts-none = Il n’y a pas de compte. « maillage accounts add NOM --role validator » en ajoute un.
accounts-ask-password = Mot de passe :{" "}
accounts-ask-again = Encore une fois :{" "}
accounts-head-name = Nom
accounts-head-role = Rôle
accounts-head-way = Entre par
accounts-head-since = Depuis
accounts-head-action = Pour
accounts-way-password = mot de passe
accounts-way-oidc = organisation
accounts-yes = oui
accounts-no = non

error-unknown-proposal = Aucune proposition ne porte le numéro « { $proposal } ».
error-proposal-settled = La proposition { $proposal } ne se décide plus : { $state ->
        [accepted] { $by } l’a acceptée
        [refused] { $by } l’a refusée
       *[withdrawn] { $by } l’a retirée
    }.
error-proposal-empty = Rien ne changerait : il n’y a rien à proposer.
error-proposal-not-own = La proposition { $proposal } est de { $by } : seul son auteur la retire.
error-register-seen-changed = « { $actor } » a été changé depuis { $seen } (changement { $change }, par { $by }) : rien n’a été enregistré. Relisez ce qui suit, puis recommencez avec --seen { $change }.
cli-register-seen-help = Le dernier changement que vous avez lu de cet acteur (maillage register history) : si quelqu’un l’a changé depuis, rien n’est écrit et la différence est montrée.
cli-proposals-help = Les changements proposés du registre, qui attendent une décision.
cli-proposals-list-help = Les propositions : celles qui attendent d’abord.
cli-proposals-show-help = Ce qu’une proposition changerait, champ par champ.
cli-proposals-accept-help = Accepter une proposition : elle entre au registre, avec le nom de son auteur.
cli-proposals-refuse-help = Refuser une proposition.
cli-proposals-reason-help = Pourquoi ; gardé avec la proposition.
proposals-tab = Propositions
proposals-lead = Ce que d’autres proposent de changer au registre. Rien n’y entre sans une personne qui valide.
proposals-none = Personne n’a rien proposé.
proposals-none-waits = Aucune proposition n’attend.
proposals-wait = { $count ->
        [one] { $count } proposition attend une décision (onglet « Propositions »).
       *[other] { $count } propositions attendent une décision (onglet « Propositions »).
    }
proposals-pick = Cochez une proposition pour voir ce qu’elle change et décider.
proposals-changed-meanwhile = Quelqu’un a changé cette fiche pendant que vous la lisiez : rien n’a été enregistré. Ce qui précède est à jour : relisez, et acceptez de nouveau.
proposals-title = Proposition { $proposal } de { $by }
proposals-said = { $reason } ({ $origin })
proposals-since = Cette fiche a changé depuis que { $by } l’a lue. Voici ce que la proposition y changerait aujourd’hui.
proposals-disputed = Deux personnes ont changé ces champs autrement : accepter écrit la valeur proposée.
proposals-nothing-left = Le registre dit déjà tout cela : accepter clôt la proposition sans rien écrire.
proposals-accept = Accepter
proposals-refuse = Refuser
proposals-withdraw = Retirer ma proposition
proposals-reason = Raison
proposals-reason-help = Gardée avec la proposition ; nécessaire pour refuser.
proposals-reason-needed = Dites pourquoi vous refusez.
proposals-accept-reason = accepté
proposals-withdraw-reason = retirée par son auteur
proposals-accepted = Proposition { $proposal } acceptée (changement { $change }). Les chiffres suivent partout.
proposals-refused = Proposition { $proposal } refusée ; le registre n’a pas changé.
proposals-withdrawn = Proposition { $proposal } retirée.
proposals-answer = { $by } : { $reason }
proposals-row = présente
proposals-no-row = absente
proposals-whole-row = la ligne entière
proposals-head-proposal = Proposition
proposals-head-state = État
proposals-head-when = Quand
proposals-head-who = Qui
proposals-head-about = Acteurs
proposals-head-fields = Différences
proposals-head-why = Pourquoi
proposals-head-answer = Réponse
proposal-waiting = attend
proposal-accepted = acceptée
proposal-refused = refusée
proposal-withdrawn = retirée
register-head-read = Lu
register-head-stands = Aujourd’hui
register-head-proposed = Proposé
register-by-proposal = { $by }, sur proposition de { $author }
register-by-somebody = une personne du groupe
edit-propose = Proposer
edit-proposed = Proposé (n° { $change }). Une personne qui valide le verra dans l’onglet « Propositions ».
edit-stale = Quelqu’un a changé cette fiche pendant que vous la corrigiez : rien n’a été enregistré. Voici ce qui a changé, puis ce que votre correction donnerait maintenant. Relisez, et enregistrez de nouveau.
edit-stale-since = Changé entre-temps
edit-stale-disputed = Changé par vous deux : enregistrer écrit votre valeur.
upload-propose = Proposer ces lignes
upload-proposed = Proposé (n° { $proposal }). Une personne qui valide verra ces lignes dans l’onglet « Propositions ».
