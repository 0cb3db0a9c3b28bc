"""Relations: what kind of common work a pair is, and which verdicts say so."""

PARALLEL = "parallel"  # two agencies on their own: the only common work that one of them can do for both
ROLLOUT = "rollout"  # each adopts a platform that is there
SITE = "site"  # each renews its own premises
TOGETHER = ("joint", ROLLOUT, SITE)  # one undertaking, one platform that is there, a site of each
RELATIONS = (PARALLEL, *TOGETHER)
ACCEPTED = ("accept", PARALLEL)  # verdicts by which work is shared; accept says parallel
