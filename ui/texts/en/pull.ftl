cli-pull-help = Take from the internet, when you ask, what serves a territory: roads, boundaries, lists. Without a source: the list of what can be taken.
cli-pull-from-help = Another address (a mirror), or a file already taken by hand.
cli-pull-yes-help = Accept the licence without the question.
progress-pull = Download
pull-list = { $count ->
    [0] Nothing is foreseen for this territory in the catalogue of { $date }.
    [one] One source in the catalogue of { $date }:
   *[other] { $count } sources in the catalogue of { $date }:
}
pull-line = { $publisher } · licence: { $licence }
pull-address = { $address } (about { $size } MB)
pull-by-hand = This page is opened by hand; then give the file with --from.
pull-agree = Take this file, under this licence?
pull-taken = Taken: { $path } ({ $size } MB). { $checked ->
    [yes] Its checksum is the one that the source publishes.
   *[no] The source publishes no checksum: nothing could be compared.
}
pull-then = To use it: { $command }
error-pull-unknown = "{ $source }" is not in the catalogue of this territory. Sources: { $known }.
error-pull-not-agreed = Say that you accept the licence (--yes): nobody is there to answer.
error-pull-page = "{ $source }" is taken by hand: open { $page }, then give the file with --from.
error-pull-address = "{ $address }" is neither an internet address nor the path of a file.
error-pull-refused = { $address } answers { NUMBER($status, useGrouping: 0) }: the file is not there, or not given. Try a mirror or a file taken by hand (--from).
error-pull-unreachable = { $address } does not answer ({ $reason }). Check the connection and the proxy (HTTPS_PROXY), or give a mirror or a file (--from).
error-pull-cut = The connection to { $address } was cut. What came ({ NUMBER($there, useGrouping: 0) } bytes) is kept: run the same command again, it will go on from there.
error-pull-size = { $address } announces { NUMBER($size, useGrouping: 0) } bytes: more than the free space, or than what is taken. Nothing is taken.
error-pull-not-the-file = What came for "{ $source }" is not a { $format } file: a welcome or error page, no doubt. Nothing is kept.
error-pull-checksum = The file that came for "{ $source }" is not the one that the source publishes (checksum expected { $said }, found { $found }). It is not kept: try again, or try a mirror.
error-pull-checksum-unread = The checksum of "{ $source }" ({ $address }) could not be read: nothing is kept as checked. Try again later.
error-bad-catalogue = The catalogue { $file } cannot be read ({ $entry }): { $reason }.
