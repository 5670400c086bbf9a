# Tries to fill the judge's memory with an answer.
# levels: namespaces


def supervise(jobs, patience):
    loop = []
    loop.append(loop)
    return ["x" * 1_000_000] * 200
