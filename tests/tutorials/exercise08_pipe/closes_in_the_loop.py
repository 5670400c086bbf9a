# fault: the server closes its end after the first answer
# loses: test_server_answers_each_message, test_server_waits_for_slow_clients, test_server_ends_when_the_other_end_closes, test_replies_come_in_order, test_long_messages_do_not_block, test_converse_waits_for_the_end
# says: line 16\): OSError.* has closed its end of the pipe before
from multiprocessing import Pipe, Process


def child(pipe):
    pipe.send("Hello World")
    pipe.close()
    print("sent: Hello World")


def echo_server(pipe):
    while True:
        try:
            message = pipe.recv()
        except EOFError:
            break
        pipe.send(message.upper())
        pipe.close()


def serve(pipe, other):
    other.close()
    echo_server(pipe)


def converse(messages):
    parent_conn, child_conn = Pipe()
    p = Process(target=serve, args=(child_conn, parent_conn))
    p.start()
    child_conn.close()
    replies = []
    for message in messages:
        parent_conn.send(message)
        replies.append(parent_conn.recv())
    parent_conn.close()
    p.join()
    return replies


def main():
    parent_conn, child_conn = Pipe()
    p = Process(target=child, args=(child_conn,))
    p.start()
    print("received:", parent_conn.recv())
    p.join()


if __name__ == "__main__":
    main()
