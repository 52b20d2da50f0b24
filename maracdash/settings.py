"""Settings from the environment, checked once at start."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from enum import StrEnum
from ipaddress import IPv4Network, IPv6Network, ip_network
from pathlib import Path
from typing import Annotated

from pydantic import Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from maracdash.accounts.shown_addresses import hide_secrets
from maracdash.model.due_returns import USUAL_DUE_DAYS
from maracdash.model.errors import MaracdashError
from maracdash.model.own_addresses import OWN_ADDRESSES

ENVIRONMENT_PREFIX = "MARACDASH_"
DEFAULT_DATA_FOLDER = Path("data") / "local"
PREFIX_IN_WORDS = (
    "it is a slash and a name, once or several times, of letters without accents, digits and . _ ~ -, with no slash at "
    "the end, as in /marac"
)
LOCAL_NAMES = ("127.0.0.1", "localhost")
LOCAL_HOSTS = (*LOCAL_NAMES, "::1")
ANY_HOST = ("0.0.0.0", "::")  # noqa: S104 - compared with, not listened on
ACCOUNTS_FILE = "accounts.sqlite"
SECRET_ENDINGS = ("_SECRET", "_PASSWORD")
ACCOUNTS_SETTING = f"{ENVIRONMENT_PREFIX}ACCOUNTS"


class SignIn(StrEnum):
    """Proof of who somebody is: none, with an account here, or to a proxy in front of the app.

    `NONE` is for this machine alone, where whoever sits at it may do everything; of `PUBLIC` everybody is the public.
    """

    NONE = "none"
    PUBLIC = "public"
    ACCOUNTS = "accounts"
    PROXY = "proxy"


class LogFormat(StrEnum):
    """Form of the log: lines for people, or JSON for what gathers logs, with a line for each request."""

    TEXT = "text"
    JSON = "json"


class Settings(BaseSettings):
    """Everything a deployment can set; each is the environment variable `MARACDASH_<NAME>`."""

    model_config = SettingsConfigDict(env_prefix=ENVIRONMENT_PREFIX, env_ignore_empty=True, frozen=True, extra="ignore")

    data: Path = DEFAULT_DATA_FOLDER
    storage: str = ""
    deployment: Annotated[str, Field(min_length=1, max_length=60)] = "Marac dashboard"
    home_force: str = ""
    default_marac: str = ""
    due_days: Annotated[int, Field(ge=0, le=366)] = USUAL_DUE_DAYS
    host: str = "127.0.0.1"
    port: Annotated[int, Field(ge=1, le=65535)] = 8050
    workers: Annotated[int, Field(ge=1, le=32)] = 2
    uploads: bool | None = None
    hosts: str = ""
    path_prefix: Annotated[str, Field(pattern=r"^(/[A-Za-z0-9._~-]+)*$", max_length=100)] = ""
    sign_in: SignIn | None = None
    public: bool = False
    accounts: str = ""
    second_factor: bool = True
    https: bool = False
    proxies: Annotated[int, Field(ge=0, le=5)] = 0
    proxy_header: str = ""
    proxy_networks: str = ""
    template: str = ""
    oidc_issuer: str = ""
    oidc_client_id: str = ""
    oidc_client_secret: SecretStr = SecretStr("")
    oidc_trusts_email: bool = False
    backup_recipient: str = ""
    log: LogFormat = LogFormat.TEXT
    metrics_port: Annotated[int, Field(ge=1, le=65535)] | None = None
    metrics_host: str = "127.0.0.1"
    oidc_name: Annotated[str, Field(min_length=1, max_length=60)] = "your organisation's account"

    @property
    def local(self) -> bool:
        """True where nobody but this machine can reach the app: no other address, and no other name by a proxy."""
        names = self.names or ()
        return self.host in LOCAL_HOSTS and all(each in LOCAL_HOSTS for each in names)

    @property
    def sign_in_mode(self) -> SignIn:
        """Way to sign in: as set, else none on this machine and with accounts elsewhere."""
        return self.sign_in or (SignIn.NONE if self.local else SignIn.ACCOUNTS)

    @property
    def accounts_address(self) -> str:
        """Address of the accounts' database, as SQLAlchemy writes it: a file in the data folder unless set."""
        return self.accounts or f"sqlite:///{(self.data / ACCOUNTS_FILE).absolute()}"

    @property
    def template_path(self) -> Path | None:
        """The presentation whose layouts board packs are made on; None for our own."""
        return Path(self.template) if self.template else None

    @property
    def behind_https(self) -> bool:
        """True if browsers reach the app by https, and cookies are for it alone."""
        return self.https or self.proxies > 0

    @property
    def trusted_networks(self) -> tuple[IPv4Network | IPv6Network, ...]:
        """Networks whose word on who somebody is counts. Raises ValueError for one that is none."""
        return tuple(ip_network(each.strip()) for each in self.proxy_networks.split(",") if each.strip())

    @property
    def offers_oidc(self) -> bool:
        """True if people may sign in with an account that they have elsewhere."""
        return bool(self.oidc_issuer and self.oidc_client_id)

    @property
    def names(self) -> list[str] | None:
        """The host names that are answered, ports aside; None for any.

        As set; else on this machine its own names alone, so that no page of another site can speak as one of ours.
        """
        if self.hosts:
            return [each.strip() for each in self.hosts.split(",") if each.strip()]
        return list(LOCAL_HOSTS) if self.host in LOCAL_HOSTS else None

    @property
    def listens_at(self) -> str:
        """Host and port as an address has them: one of IPv6 in brackets."""
        return f"[{self.host}]:{self.port}" if ":" in self.host else f"{self.host}:{self.port}"

    @property
    def public_address(self) -> str:
        """The address that others reach the app by, by its first name; none (an empty text) where no name is set."""
        name = next((each for each in self.names or () if each not in LOCAL_HOSTS), "")
        return f"{'https' if self.behind_https else 'http'}://{name}{self.path_prefix}" if name else ""

    @property
    def accepts_uploads(self) -> bool:
        """True if figures can be sent in the browser: as set, else where it is known who sends them."""
        if self.uploads is not None:
            return self.uploads
        return self.local if self.sign_in_mode is SignIn.NONE else self.sign_in_mode is not SignIn.PUBLIC


def check_settings(chosen: Settings) -> None:
    """Check that settings go together, of sign-in above all. Raises MaracdashError with a sentence for each problem."""
    checks = (_exposure_problems, _host_problems, _proxy_problems, _oidc_problems, _port_problems, _prefix_problems)
    if problems := " ".join(each for check in checks for each in check(chosen)):
        raise MaracdashError(problems)


def _exposure_problems(chosen: Settings) -> Iterator[str]:
    mode = chosen.sign_in_mode
    if mode is SignIn.NONE and not chosen.local:
        yield (
            "MARACDASH_SIGN_IN is “none”, which is only for this machine, and others can reach this address: set it "
            "to accounts, proxy or public, or leave it out."
        )
    if mode is SignIn.NONE and chosen.behind_https:
        yield (
            "Nobody signs in here, and MARACDASH_HTTPS or MARACDASH_PROXIES say that a proxy stands in front, so "
            "others could reach this address: set MARACDASH_SIGN_IN to accounts, proxy or public."
        )
    if mode is SignIn.NONE and chosen.public:
        yield "MARACDASH_PUBLIC needs people who sign in: set MARACDASH_SIGN_IN to accounts or proxy as well."
    if mode in (SignIn.ACCOUNTS, SignIn.PROXY) and not chosen.local and not chosen.behind_https:
        yield (
            "People sign in here, and nothing says that what they send is encrypted: put a proxy that serves https in "
            "front and set MARACDASH_HTTPS to true, or MARACDASH_PROXIES to the number of proxies that send "
            "X-Forwarded-For and X-Forwarded-Proto."
        )


def _host_problems(chosen: Settings) -> Iterator[str]:
    wrong = next((each for each in chosen.hosts.split(",") if "/" in each or each.count(":") == 1), "").strip()
    if wrong:
        yield (
            f"MARACDASH_HOSTS names “{wrong}”: write the names alone, without https:// and port, as in "
            "marac.example.org, with commas between."
        )


def _proxy_problems(chosen: Settings) -> Iterator[str]:
    try:
        given = bool(chosen.trusted_networks)
    except ValueError as error:
        yield f"MARACDASH_PROXY_NETWORKS is “{chosen.proxy_networks}”: {error}. Write networks as in 10.0.0.0/24."
        return
    if chosen.sign_in_mode is SignIn.PROXY and not (given and chosen.proxy_header):
        yield (
            "MARACDASH_SIGN_IN is “proxy”: set MARACDASH_PROXY_HEADER to the header that names the person, and "
            "MARACDASH_PROXY_NETWORKS to the addresses of the proxy."
        )
    if chosen.sign_in_mode is not SignIn.PROXY and (given or chosen.proxy_header):
        yield "MARACDASH_PROXY_HEADER and MARACDASH_PROXY_NETWORKS need MARACDASH_SIGN_IN to be proxy."


def _oidc_problems(chosen: Settings) -> Iterator[str]:
    given = (chosen.oidc_issuer, chosen.oidc_client_id)
    if any(given) and not all(given):
        yield "Set MARACDASH_OIDC_ISSUER and MARACDASH_OIDC_CLIENT_ID both, or neither."
    if any(given) and chosen.sign_in_mode is not SignIn.ACCOUNTS:
        yield "The MARACDASH_OIDC settings need MARACDASH_SIGN_IN to be accounts."
    plain = chosen.oidc_issuer and not chosen.oidc_issuer.startswith(("https://", *_local_addresses()))
    if plain:
        yield f"MARACDASH_OIDC_ISSUER is “{chosen.oidc_issuer}”: it must begin with https://."


def _port_problems(chosen: Settings) -> Iterator[str]:
    if chosen.metrics_port == chosen.port:
        yield (
            f"MARACDASH_METRICS_PORT is {chosen.port}, and the dashboard listens on that port itself: choose another "
            "for the metrics."
        )


def _prefix_problems(chosen: Settings) -> Iterator[str]:
    first = chosen.path_prefix.partition("/")[2].partition("/")[0]
    if first in OWN_ADDRESSES:
        yield (
            f"MARACDASH_PATH_PREFIX is “{chosen.path_prefix}”, and /{first} is an address of the dashboard itself. "
            "Choose another, such as /marac."
        )


def _local_addresses() -> tuple[str, ...]:
    return tuple(f"http://{name}{end}" for name in LOCAL_NAMES for end in ":/")


def _describe_fault(kind: str, said: str) -> str:
    """Describe it as pydantic does, but for the one pattern, which is no sentence."""
    return PREFIX_IN_WORDS if kind == "string_pattern_mismatch" else f"{said[0].lower()}{said[1:]}"


def load_settings() -> Settings:
    """Load the settings of this process. Raises MaracdashError with one sentence for each variable that is wrong."""
    try:
        return Settings()
    except ValidationError as error:
        sentences = [
            f"{ENVIRONMENT_PREFIX}{str(each['loc'][0]).upper()} is “{each['input']}”: "
            f"{_describe_fault(each['type'], each['msg'])}."
            for each in error.errors()
        ]
        raise MaracdashError(" ".join(sentences)) from error


def list_plain_settings(variables: Mapping[str, str]) -> dict[str, str]:
    """List the settings among variables, without those that are secret and what is secret in addresses."""
    return {
        name: hide_secrets(value) if "://" in value or name == ACCOUNTS_SETTING else value
        for name, value in sorted(variables.items())
        if name.startswith(ENVIRONMENT_PREFIX) and not name.endswith(SECRET_ENDINGS)
    }
