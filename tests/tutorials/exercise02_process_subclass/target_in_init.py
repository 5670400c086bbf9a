# fault: none, though unusual: what Process.run does by itself is to call the target
# loses:
# says:
import os
from multiprocessing import Process


class Worker(Process):
    def __init__(self, name, args):
        super().__init__(target=self.work, name=name, args=args)

    def work(self, count, *others):
        print(f"name: {self.name}, argument : {count}")
        print(f"parent pid:{os.getppid()}  pid:{self.pid}")


def main():
    workers = [Worker(f"process {i}", (i,)) for i in range(5)]
    [w.start() for w in workers]
    [w.join() for w in workers]


if __name__ == "__main__":
    main()
