"""Tells, in a process that is started anew, what it knows and what it has."""

import json
import multiprocessing
import os
import signal
import sys
import threading


def child(parent):
    print("child of main:", os.getppid() == parent)
    print("standard library is untouched:", not hasattr(json, "touched"))
    print("environment:", os.environ.get("TOUCHED"))
    print("folder:", os.path.basename(os.getcwd()) == "elsewhere")
    print("ignored:", signal.getsignal(signal.SIGUSR1) is signal.SIG_IGN)
    print("handled:", callable(signal.getsignal(signal.SIGHUP)))
    print("blocked:", signal.SIGUSR2 in signal.pthread_sigmask(signal.SIG_BLOCK, []))
    print("arguments:", sys.argv[1:])
    print("module:", __name__, sys.modules["__main__"].__name__)
    print("name:", multiprocessing.current_process().name)
    print("method:", multiprocessing.get_start_method())
    print("threads:", threading.active_count())
    print("children:", multiprocessing.active_children())
    sys.exit(7)


if __name__ == "__main__":
    json.touched = True
    os.environ["TOUCHED"] = "yes"
    os.makedirs("elsewhere", exist_ok=True)
    os.chdir("elsewhere")
    signal.signal(signal.SIGUSR1, signal.SIG_IGN)
    signal.signal(signal.SIGHUP, lambda *_: None)
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGUSR2})
    process = multiprocessing.Process(target=child, args=(os.getpid(),), name="anew")
    process.start()
    process.join()
    print("exit code:", process.exitcode)
