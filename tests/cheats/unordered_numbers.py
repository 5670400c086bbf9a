# Tries to break comparisons with numbers that are none.
# levels: namespaces


def supervise(jobs, patience):
    loop = []
    loop.append(loop)
    return {job.__name__: float("nan") for job in jobs} | {1e308 * 10: -1e400, True: 10**900}
