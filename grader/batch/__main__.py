"""A grading process of a batch: `python -m grader.batch COURSE DESCRIPTOR`; see `worker`."""

import sys

from grader.batch.worker import main

if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
