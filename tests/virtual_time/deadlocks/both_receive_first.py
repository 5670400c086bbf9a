"""Both ends of a pipe wait for the other to begin."""

import multiprocessing


def guest(connection):
    connection.recv()  # stuck: guest in Connection.recv
    connection.send("hello")


if __name__ == "__main__":
    ours, theirs = multiprocessing.Pipe()
    process = multiprocessing.Process(target=guest, args=(theirs,), name="guest")
    process.start()
    ours.recv()  # stuck: MainProcess in Connection.recv
    ours.send("hello")
    process.join()
