"""Texts of programs whose processes are looked at."""

READY = "print('ready', flush=True)\n"
WAIT = "sys.stdin.read()\n"
FAMILY = f"""
reading, writing = os.pipe()
if os.fork() == 0:
    if os.fork() == 0:
        os.write(writing, b"x")
    os.read(0, 1)
    os._exit(0)
os.read(reading, 1)
{READY}{WAIT}"""
