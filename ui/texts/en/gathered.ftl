# Places gathered in cells for a siting search.
siting-note-gathered = The { $places } places are gathered in { $cells } cells for this search: a trip may differ by { $worst } at most, by { $mean } on average. The totals of every zone stay exact.
