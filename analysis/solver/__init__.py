"""The one home of solvers: linear and integer programmes, answered by HiGHS."""
