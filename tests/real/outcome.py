"""How the real-server programs end when it is not the command's own exit status."""

SKIPPED = 77  # automake's word for "could not be tried here"
NOT_PACKAGED = 79  # the same, and no machine of this release could
FAILED = 70


class Unavailable(Exception):
    """This machine does not let us try: no package archive, no rights, no namespaces."""


class NotPackaged(Unavailable):
    """This release of the distribution does not have the server."""


class ServerFailed(Exception):
    """A server was started and did not come up: a failure, never a reason to skip."""
