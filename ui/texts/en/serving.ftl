# What the served app answers, before any screen.
served-foreign-host = This app does not answer to the name “{ $host }”. Whoever serves it can add it with --allow-host.
served-foreign-origin = A page of another site ({ $origin }) tried to use this app: this is refused.
served-nothing = There is nothing at this address.
served-upload-large = This file exceeds { $megabytes } MB, the largest size accepted. Send it in several parts.
served-upload-many = More than { $uploads } files sent within a few minutes: wait a little before sending others.
served-upload-busy = Too many files are arriving at once. Try again in a moment.
served-full = { $sessions } sessions are already open, the most that this server accepts. Try again later.
served-restarting = The app is restarting. Reload the page in a moment.
