"""A child reads from a plain pipe whose other end it holds itself."""

import multiprocessing
import os


def reader():
    receiving, sending = os.pipe()
    os.read(receiving, 1)  # stuck: reader somehow


if __name__ == "__main__":
    process = multiprocessing.Process(target=reader, name="reader")
    process.start()
    process.join()  # stuck: MainProcess in Process.join for reader
