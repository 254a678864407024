"""The password hasher: Argon2id with the cost OWASP advises for a server that many sign in to at once."""

from django.contrib.auth.hashers import Argon2PasswordHasher


class Argon2idHasher(Argon2PasswordHasher):
    """46 MiB, one pass, one lane: a quarter of the default's memory and work at the same class of strength.

    Old hashes with other costs are replaced at the next good sign-in.
    """

    memory_cost = 47_104
    time_cost = 1
    parallelism = 1
