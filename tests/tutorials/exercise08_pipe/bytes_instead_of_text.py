# fault: send_bytes() sends bytes, and not the text as an object that recv() takes out
# loses: test_main_receives_the_message, test_child_sends_through_the_pipe, test_main_prints_what_was_sent
# says: what send_bytes\(\) sends is no object
from multiprocessing import Pipe, Process


def child(pipe):
    pipe.send_bytes(b"Hello World")
    print("sent: Hello World")


def echo_server(pipe):
    while True:
        try:
            message = pipe.recv()
        except EOFError:
            return
        pipe.send(message.upper())


def serve(pipe, other):
    other.close()
    echo_server(pipe)


def converse(messages):
    ours, theirs = Pipe()
    p = Process(target=serve, args=(theirs, ours))
    p.start()
    theirs.close()
    replies = []
    for message in messages:
        ours.send(message)
        replies.append(ours.recv())
    ours.close()
    p.join()
    return replies


def main():
    receiver, sender = Pipe(False)
    p = Process(target=child, args=(sender,))
    p.start()
    print("received:", receiver.recv_bytes().decode())
    p.join()


if __name__ == "__main__":
    main()
