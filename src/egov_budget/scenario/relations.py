"""Relations: what kind of common work a pair is, and which verdicts say so, of requests or of a platform."""

PARALLEL = "parallel"  # two agencies on their own: the only common work that one of them can do for both
ROLLOUT = "rollout"  # each adopts a platform that is there
SITE = "site"  # each renews its own premises
TOGETHER = ("joint", ROLLOUT, SITE)  # one undertaking, one platform that is there, a site of each
RELATIONS = (PARALLEL, *TOGETHER)
ACCEPTED = ("accept", PARALLEL)  # verdicts by which work is shared; accept says parallel
EXISTS = "exists"  # of a request and a platform: it does what is asked for; adopting it is all that is paid
OF_PLATFORMS = (EXISTS, "does not exist")  # verdicts on a request and a platform
