"""A child born by fork inherits the end of the pipe that its parent believes it has closed."""

import multiprocessing


def reader(receiving):
    while True:
        try:
            print(receiving.recv())  # stuck: reader in Connection.recv
        except EOFError:
            break


if __name__ == "__main__":
    receiving, sending = multiprocessing.Pipe(duplex=False)
    process = multiprocessing.Process(target=reader, args=(receiving,), name="reader")
    process.start()
    sending.send("one")
    sending.close()
    process.join()  # stuck: MainProcess in Process.join for reader
