# Sharing a register: accounts, roles, signing in, proposals.

role-reader = read
role-proposer = propose
role-validator = validate
role-owner = owner
role-nobody = nobody
action-read = read the register and the figures
action-export = take the register and the figures away
action-names = read who wrote what
action-propose = propose a change
action-withdraw = withdraw one’s own proposal
action-keep = keep a scenario or an import recipe
action-write = change the register
action-undo = undo a change
action-judge = accept or refuse a proposal
action-kinds = add a kind of actor
action-backup = take a backup away
action-restore = put a backup back

error-right-owner = This computer is yours: everything is allowed.
error-right-role = The role “{ $role }” of { $name } allows to { $action }.
error-right-sign-in = Sign in first: nobody can { $action } without saying who they are.
error-right-not-role = The role “{ $role }” of { $name } does not allow to { $action }: that takes the role “{ $needed }”. Whoever runs this server can give it.
error-right-unknown-action = Nothing allows “{ $asked }”: it is refused.
error-unknown-role = “{ $value }” is not a role. The roles: { $known }.
error-unknown-account = No account is called “{ $name }”. “maillage accounts list” lists them.
error-account-name = “{ $name }” cannot name an account: it takes a readable name of at most { $most } characters that is not reserved.
error-account-exists = An account is already called “{ $name }”.
error-accounts-unreadable = The accounts cannot be read ({ $file }): nobody comes in while this lasts. Nothing was changed.
doctor-seen-accounts-unreadable = The accounts ({ $file }) cannot be read: the file is cut, emptied or of another kind. Nobody comes in while this lasts. Put back the copy that you have of it, or make the accounts again.
doctor-seen-accounts-busy = The accounts ({ $file }) stay busy with another program: close it, or wait.
doctor-seen-accounts-refused = The system does not let the accounts ({ $file }) be read and written: { $reason }. Give the file back to whoever runs Maillage.
doctor-seen-accounts-good = The accounts ({ $file }) can be read ({ $count ->
    [one] 1 account
   *[other] { $count } accounts
    }).
doctor-mend-accounts = move the file aside; accounts are made again with “maillage accounts add”
doctor-mended-accounts = accounts moved to { $aside }; make them again with “maillage accounts add”.
error-accounts-busy = The accounts are busy with another program ({ $file }): try again in a moment. Nothing was changed.
error-password-short = This password is too short: it takes at least { $least } characters. A few words in a row make a good password.
error-password-long = This password is too long: at most { $most } characters.
error-password-name = The password cannot be the name of the account.
error-password-differs = The two passwords differ: nothing was changed.
error-password-no-terminal = The password is typed at the terminal, unseen, or read from a descriptor: --password-fd 0 reads it from the input. It is never an argument.
error-password-descriptor = No password can be read from descriptor { $descriptor }.
error-by-is-account = “{ $by }” is an account of this workspace: only whoever signs in to it signs by that name. Without --by, the change is signed with your name on this machine.
error-by-reserved = “{ $by }” is reserved for what comes with Maillage: sign with another name.
error-shared-no-account = Nobody could come in: there is no account yet. Add one: maillage accounts add NAME --role validator.
error-shared-no-way = Nobody could come in: no account has a password, and no organisation is set up (docs/partager.md).
error-oidc-packages = An organisation is set up for signing in, but what speaks with it is missing: { $packages }. Install it (uv sync --extra oidc), or take the section [auth] out of secrets.toml.
error-oidc-settings = The settings for signing in with an organisation do not hold: { $said } (section [auth] of secrets.toml, docs/partager.md).
error-sign-in-wrong = This name and this password do not go together.
error-sign-in-wait = Too many tries. Wait { $seconds ->
        [one] one second
       *[other] { $seconds } seconds
    }, then try again.
error-sign-in-no-account = Your organisation recognised you ({ $name }), but no account of this workspace has that address. Ask whoever runs this server.
error-sign-in-no-email = Your organisation does not tell your address, or has not verified it: you cannot come in this way.
error-sign-in-stale = Your organisation recognised you too long ago: start again.

sign-in-first = Sign in first: this address answers only people who have an account.
sign-in-lead = Say who you are to read and correct the register.
sign-in-name = Account name
sign-in-password = Password
sign-in-enter = Sign in
sign-in-oidc = Sign in with my organisation’s account
sign-in-ask = No account, or password forgotten? Ask whoever runs this server.
sign-in-no-way = Nobody can sign in for now: no account has a password.
sign-in-busy = Too many people are signing in at once. Try again in a moment.

account-ended = Your session has ended
account-ended-why = You did nothing for a long time, you signed out elsewhere, or your account changed. Nothing that was saved is lost.
account-enter-again = Sign in
account-pill = Who is signed in, and how to sign out
account-may = Your account may { $actions }.
account-leave = Sign out
account-signed = Signed: { $name }

app-signing-in = Everybody who comes in says who they are. Encryption (HTTPS) is up to the server in front: docs/partager.md.
cli-shared-help = Serve several people: each signs in (maillage accounts, or OpenID Connect) and does what their role allows.
cli-accounts-help = The accounts of a shared workspace: who may come in, and what they may do.
cli-accounts-add-help = Add an account. The password is asked twice, unseen.
cli-accounts-role-help = Give an account another role: reader, proposer or validator.
cli-accounts-role-option-help = reader, proposer or validator.
cli-accounts-oidc-help = The account has no password: its name is the e-mail address that the organisation gives (OpenID Connect).
cli-accounts-password-help = Give an account another password, and end its sessions.
cli-accounts-password-fd-help = Read the password from this file descriptor (0: the input) rather than the terminal.
cli-accounts-remove-help = Take an account away and end its sessions; the journal keeps its name.
cli-accounts-list-help = The accounts, their role, and how they sign in.
cli-accounts-rights-help = What each role allows.
accounts-added = Account “{ $name }” added, role: { $role }. The accounts are in { $file }.
accounts-role = “{ $name }” now has the role: { $role }.
accounts-password = New password for “{ $name }”; its sessions are ended.
accounts-removed = Account “{ $name }” taken away; its sessions are ended.
accounts-none = There is no account. “maillage accounts add NAME --role validator” adds one.
accounts-ask-password = Password:{" "}
accounts-ask-again = Once more:{" "}
accounts-head-name = Name
accounts-head-role = Role
accounts-head-way = Signs in by
accounts-head-since = Since
accounts-head-action = To
accounts-way-password = password
accounts-way-oidc = organisation
accounts-yes = yes
accounts-no = no

error-unknown-proposal = No proposal has the number “{ $proposal }”.
error-proposal-settled = Proposal { $proposal } is settled: { $state ->
        [accepted] { $by } accepted it
        [refused] { $by } refused it
       *[withdrawn] { $by } withdrew it
    }.
error-proposal-empty = Nothing would change: there is nothing to propose.
error-proposal-not-own = Proposal { $proposal } is by { $by }: only its author withdraws it.
error-register-seen-changed = “{ $actor }” was changed since { $seen } (change { $change }, by { $by }): nothing was recorded. Read what follows again, then start over with --seen { $change }.
cli-register-seen-help = The latest change of this actor that you read (maillage register history): if somebody changed it since, nothing is written and the difference is shown.
cli-proposals-help = The proposed changes of the register, which wait for a decision.
cli-proposals-list-help = The proposals: those that wait first.
cli-proposals-show-help = What a proposal would change, field by field.
cli-proposals-accept-help = Accept a proposal: it enters the register, with the name of its author.
cli-proposals-refuse-help = Refuse a proposal.
cli-proposals-reason-help = Why; kept with the proposal.
proposals-tab = Proposals
proposals-lead = What others propose to change in the register. Nothing enters it without somebody who validates.
proposals-none = Nobody has proposed anything.
proposals-none-waits = No proposal is waiting.
proposals-wait = { $count ->
        [one] { $count } proposal waits for a decision (tab “Proposals”).
       *[other] { $count } proposals wait for a decision (tab “Proposals”).
    }
proposals-pick = Tick a proposal to see what it changes and to decide.
proposals-changed-meanwhile = Somebody changed this card while you were reading it: nothing was recorded. What is above is up to date: read it again, and accept again.
proposals-title = Proposal { $proposal } by { $by }
proposals-said = { $reason } ({ $origin })
proposals-since = This card was changed since { $by } read it. Here is what the proposal would change in it today.
proposals-disputed = Two people changed these fields differently: accepting writes the proposed value.
proposals-nothing-left = The register already says all of this: accepting closes the proposal without writing anything.
proposals-accept = Accept
proposals-refuse = Refuse
proposals-withdraw = Withdraw my proposal
proposals-reason = Reason
proposals-reason-help = Kept with the proposal; needed to refuse.
proposals-reason-needed = Say why you refuse.
proposals-accept-reason = accepted
proposals-withdraw-reason = withdrawn by its author
proposals-accepted = Proposal { $proposal } accepted (change { $change }). The figures follow everywhere.
proposals-refused = Proposal { $proposal } refused; the register has not changed.
proposals-withdrawn = Proposal { $proposal } withdrawn.
proposals-answer = { $by }: { $reason }
proposals-row = there
proposals-no-row = not there
proposals-whole-row = the whole row
proposals-head-proposal = Proposal
proposals-head-state = State
proposals-head-when = When
proposals-head-who = Who
proposals-head-about = Actors
proposals-head-fields = Differences
proposals-head-why = Why
proposals-head-answer = Answer
proposal-waiting = waits
proposal-accepted = accepted
proposal-refused = refused
proposal-withdrawn = withdrawn
register-head-read = Read
register-head-stands = Today
register-head-proposed = Proposed
register-by-proposal = { $by }, proposed by { $author }
register-by-somebody = somebody of the group
edit-propose = Propose
edit-proposed = Proposed (no. { $change }). Somebody who validates will see it in the tab “Proposals”.
edit-stale = Somebody changed this card while you were correcting it: nothing was recorded. Here is what changed, then what your correction would give now. Read it again, and save again.
edit-stale-since = Changed meanwhile
edit-stale-disputed = Changed by both of you: saving writes your value.
upload-propose = Propose these rows
upload-proposed = Proposed (no. { $proposal }). Somebody who validates will see these rows in the tab “Proposals”.
