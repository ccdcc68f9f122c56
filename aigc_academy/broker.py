"""The embedded broker: fakeredis over TCP. It keeps nothing; the rows and the sweep do.

python -m aigc_academy.broker PORT
"""

import signal
import sys
import threading
from socketserver import StreamRequestHandler

from fakeredis import TcpFakeServer


def serve(port: int) -> None:
    server = TcpFakeServer(("127.0.0.1", port))
    server.daemon_threads = True
    # With Nagle on, every small reply waits for the peer's delayed acknowledgement.
    StreamRequestHandler.disable_nagle_algorithm = True
    signal.signal(signal.SIGTERM, lambda *_: threading.Thread(target=server.shutdown).start())
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches the whole group; the supervisor decides the order
    server.serve_forever(poll_interval=0.1)
    server.server_close()


if __name__ == "__main__":
    serve(int(sys.argv[1]))
