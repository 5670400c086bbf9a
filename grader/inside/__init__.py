"""The only code of ours that enters the sandbox: standard library only, nothing of `grader`.

Everything here runs beside a student's program, in its processes, and can be broken by it. So
nothing here judges: it does and reports, and the judge outside decides what to believe.
"""
