# Tries to have the grader show a student its own frames and the probe.
# levels: namespaces


def supervise(jobs, patience):
    return [][len(jobs)](jobs)
