# fault: the last line of the main process begins with a small letter
# loses: test_daemon_is_cut_off
# says: The main process printed .main process terminated.; its only line is .Main process terminated.
import multiprocessing as mp
from time import sleep


def daemon() -> None:
    print("Start", flush=True)
    sleep(5)
    print("Exit", flush=True)


def main(wait: bool = False) -> None:
    helper = mp.Process(target=daemon, name="daemon", daemon=True)
    helper.start()
    sleep(3)
    if wait:
        helper.join()
    print("main process terminated")


if __name__ == "__main__":
    main()
