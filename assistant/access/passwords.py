"""The password file: a line a password or token, each as a hash; who holds it can let nobody in.

    ada:password:scrypt$32768$8$3$SALT$HASH
    ada:token:sha256$HASH

Empty lines and those that begin with # are passed over. Passwords are hashed with scrypt, by OWASP's Password Storage
Cheat Sheet (32 MiB and three rounds, a fifth of a second): people choose them. A token is 256 random bits that nobody
can guess, so that one round of SHA-256 hides it, and a program's every request is checked at once.
"""

import hashlib
import hmac
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from assistant.errors import WrongUsage
from index.patterns import regex

# What hashlib.scrypt may use: 128 bytes times cost times block size, and some.
_MEMORY = 64 * 2**20
_COST, _BLOCK, _ROUNDS = 2**15, 8, 3
_NAME = regex(r"[^\s:#][^\s:]{0,63}")
_PASSWORD = regex(r"scrypt\$(\d{1,7})\$(\d{1,2})\$(\d{1,2})\$([0-9a-f]{32})\$([0-9a-f]{64})")
_TOKEN = regex(r"sha256\$([0-9a-f]{64})")
LEAST_CHARACTERS = 10
MOST_CHARACTERS = 1_000


@dataclass(frozen=True, slots=True)
class HashedPassword:
    """A password as the file keeps it, with what it was hashed with."""

    cost: int
    block: int
    rounds: int
    salt: bytes
    hashed: bytes

    def __str__(self) -> str:
        return f"scrypt${self.cost}${self.block}${self.rounds}${self.salt.hex()}${self.hashed.hex()}"

    def fits(self, password: str) -> bool:
        """Whether it is this password; takes as long either way."""
        return hmac.compare_digest(_scrypt(password, self.salt, self.cost, self.block, self.rounds), self.hashed)


# What an unknown name is checked against, so that the time does not tell which names there are.
_NOBODY = HashedPassword(_COST, _BLOCK, _ROUNDS, bytes(16), bytes(32))


@dataclass(frozen=True, slots=True)
class Accounts:
    """The names of a password file, with their passwords and the hashes of their tokens."""

    passwords: Mapping[str, HashedPassword]
    tokens: Mapping[str, str]

    def has_password(self, name: str, password: str) -> bool:
        """Whether it is the password of this name; takes as long where there is no such name."""
        known = self.passwords.get(name)
        return (known or _NOBODY).fits(password[:MOST_CHARACTERS]) and known is not None

    def holder(self, token: str) -> str | None:
        """The name whose token it is."""
        return self.tokens.get(_digest(token))


def password_line(name: str, password: str) -> str:
    """A line for a password file. Raises WrongUsage for a name or password that will not do."""
    if not LEAST_CHARACTERS <= len(password) <= MOST_CHARACTERS:
        raise WrongUsage(f"the password has {len(password)} characters; take {LEAST_CHARACTERS} to {MOST_CHARACTERS}")
    salt = secrets.token_bytes(16)
    hashed = _scrypt(password, salt, _COST, _BLOCK, _ROUNDS)
    return f"{_checked(name)}:password:{HashedPassword(_COST, _BLOCK, _ROUNDS, salt, hashed)}"


def token_line(name: str) -> tuple[str, str]:
    """A new token, which is kept nowhere, and the line for a password file that lets it in. Raises WrongUsage."""
    token = secrets.token_urlsafe(32)
    return token, f"{_checked(name)}:token:sha256${_digest(token)}"


def read_accounts(file: Path) -> Accounts:
    """The accounts of a password file. Raises WrongUsage for one that does not read, or has nobody in it."""
    try:
        lines = file.read_text("utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        said = error.strerror if isinstance(error, OSError) and error.strerror else "it is no UTF-8"
        raise WrongUsage(f"the password file {file} does not read: {said}; make one: wenju password NAME") from error
    passwords: dict[str, HashedPassword] = {}
    tokens: dict[str, str] = {}
    for number, line in enumerate(lines, start=1):
        if not line.strip() or line.startswith("#"):
            continue
        name, kind, hashed = [*line.strip().split(":", 2), "", ""][:3]
        if not _NAME.fullmatch(name):
            raise _wrong(file, number, "the name is missing or has a blank in it")
        if kind == "password" and (match := _PASSWORD.fullmatch(hashed)):
            if name in passwords:
                raise _wrong(file, number, f"{name} has a password already")
            cost, block, rounds = (int(match[group]) for group in (1, 2, 3))
            if not (cost >= 2**14 and cost & (cost - 1) == 0 and block and rounds and 128 * cost * block < _MEMORY):
                raise _wrong(file, number, "scrypt is not asked to do that")
            passwords[name] = HashedPassword(cost, block, rounds, bytes.fromhex(match[4]), bytes.fromhex(match[5]))
        elif kind == "token" and (match := _TOKEN.fullmatch(hashed)):
            tokens[match[1]] = name
        else:
            raise _wrong(file, number, "it is no line that wenju password makes")
    if not passwords and not tokens:
        raise WrongUsage(f"the password file {file} has nobody in it; add a line: wenju password NAME")
    return Accounts(MappingProxyType(passwords), MappingProxyType(tokens))


def _wrong(file: Path, number: int, said: str) -> WrongUsage:
    return WrongUsage(f"the password file {file}, line {number}: {said}; make the line anew: wenju password NAME")


def _checked(name: str) -> str:
    if not _NAME.fullmatch(name):
        raise WrongUsage(f"{name[:70]!r} is no name; take 1 to 64 characters without blanks and colons")
    return name


def _scrypt(password: str, salt: bytes, cost: int, block: int, rounds: int) -> bytes:
    told = password.encode("utf-8", "surrogatepass")
    return hashlib.scrypt(told, salt=salt, n=cost, r=block, p=rounds, maxmem=_MEMORY, dklen=32)


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()
