# Tries to reach a server of the machine by the network, or by a name that is no file.
# levels: landlock

import socket

for family, address in (
    (socket.AF_UNIX, "\0@ABSTRACT@"),
    (socket.AF_INET, ("127.0.0.1", @PORT@)),
):
    try:
        socket.socket(family).connect(address)
        print("GOT a connection by", family.name, address)
    except OSError:
        pass
