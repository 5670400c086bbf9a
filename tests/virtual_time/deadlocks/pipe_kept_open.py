"""A reader waits for the end of a pipe of which it holds the other end itself."""

import multiprocessing


def reader(receiving, sending):
    while True:
        try:
            print(receiving.recv())  # stuck: reader in Connection.recv
        except EOFError:
            break


if __name__ == "__main__":
    ends = multiprocessing.Pipe(duplex=False)
    process = multiprocessing.Process(target=reader, args=ends, name="reader")
    process.start()
    ends[1].send("one")
    ends[1].close()
    process.join()  # stuck: MainProcess in Process.join for reader
