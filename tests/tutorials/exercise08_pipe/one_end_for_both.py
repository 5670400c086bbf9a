# fault: both processes use the same end: what goes in there comes out at the other one
# loses: test_main_receives_the_message, test_main_prints_what_was_sent, test_replies_come_in_order, test_long_messages_do_not_block, test_converse_waits_for_the_end, test_dead_server_is_noticed, test_spawned_children_import_the_file_quietly
# says: Two processes that use the same end can't hear each other
from multiprocessing import Pipe, Process


def child(pipe):
    pipe.send("Hello World")
    print("sent: Hello World")


def echo_server(pipe):
    try:
        while True:
            pipe.send(pipe.recv().upper())
    except EOFError:
        pass


def converse(messages):
    conn, other = Pipe()
    p = Process(target=echo_server, args=(conn,))
    p.start()
    replies = []
    for message in messages:
        conn.send(message)
        replies.append(conn.recv())
    conn.close()
    other.close()
    p.join()
    return replies


def main():
    conn, other = Pipe()
    p = Process(target=child, args=(conn,))
    p.start()
    print("received:", conn.recv())
    p.join()


if __name__ == "__main__":
    main()
