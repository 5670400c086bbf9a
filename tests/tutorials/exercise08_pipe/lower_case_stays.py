# fault: the server answers with what it received, not in upper case
# loses: test_server_answers_each_message, test_server_waits_for_slow_clients, test_replies_come_in_order, test_long_messages_do_not_block, test_spawned_children_import_the_file_quietly
# says: answered, but not with each message in upper case
import multiprocessing
import contextlib


class Server(multiprocessing.Process):
    def __init__(self):
        super().__init__(name="server")
        self.client_end, self.server_end = multiprocessing.Pipe(True)

    def run(self):
        self.client_end.close()
        echo_server(self.server_end)

    def __enter__(self):
        self.start()
        self.server_end.close()
        return self.client_end

    def __exit__(self, *error):
        self.client_end.close()
        self.join()
        return False


def child(pipe):
    pipe.send("Hello World")
    print("sent: Hello World")
    pipe.close()


def echo_server(pipe):
    while True:
        try:
            message = pipe.recv()
        except EOFError:
            pipe.close()
            break
        pipe.send(message)


def converse(messages):
    replies = []
    with Server() as pipe:
        for message in messages:
            pipe.send(message)
            replies.append(pipe.recv())
    return replies


def main():
    here, there = multiprocessing.Pipe()
    process = multiprocessing.Process(target=child, args=(there,))
    process.start()
    message = here.recv()
    process.join()
    print(f"received: {message}")


if __name__ == "__main__":
    main()
