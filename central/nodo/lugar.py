"""Where a cluster's files lie and which OS user runs it: PostgreSQL refuses to run as root."""

import hashlib
import os
import pwd
import shutil
import stat
import subprocess
from dataclasses import dataclass
from pathlib import Path

from central.nodo.binarios import Binarios, ErrorNodo

RAIZ_AJENA = Path("/var/lib/prep-nodos")  # only as root, and only when the OS user cannot walk to the data folder
USUARIOS = ("postgres", "nobody")
SETPRIV = "/usr/bin/setpriv"  # of util-linux, which every Debian and Ubuntu has


@dataclass(frozen=True, slots=True)
class Usuario:
    """The OS user that runs the server; None when it is the user that runs the program."""

    nombre: str
    uid: int
    gid: int

    def orden(self, orden: list[str]) -> list[str]:
        """`orden` as this user runs it.

        By a program and not by `subprocess` itself, which then copies the whole memory map of a large process.
        """
        return [SETPRIV, f"--reuid={self.uid}", f"--regid={self.gid}", "--clear-groups", "--", *orden]


@dataclass(frozen=True, slots=True)
class LugarDelServidor:
    """The folder of the server: `carpeta/base` is its data directory, `carpeta/servidor.log` its log."""

    carpeta: Path
    usuario: Usuario | None

    @property
    def base(self) -> Path:
        return self.carpeta / "base"

    @property
    def registro(self) -> Path:
        return self.carpeta / "servidor.log"

    def orden(self, orden: list[str]) -> list[str]:
        """`orden` as the server's user runs it."""
        return orden if self.usuario is None else self.usuario.orden(orden)

    def escribir(self, ruta: Path, texto: str) -> None:
        """Replaces `ruta` with `texto`, readable by the server's user only."""
        nueva = ruta.with_name(ruta.name + ".nuevo")
        nueva.unlink(missing_ok=True)
        descriptor = os.open(nueva, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w", encoding="utf-8") as archivo:
            archivo.write(texto)
        self.ceder(nueva)
        nueva.replace(ruta)

    def ceder(self, ruta: Path) -> None:
        if self.usuario is not None:
            os.chown(ruta, self.usuario.uid, self.usuario.gid)


def preparar_lugar(datos: Path) -> LugarDelServidor:
    """The folder of the server for `datos`, made if it is missing.

    As root it is owned by `postgres` (or `nobody`). Where that user cannot walk to `datos` (say, below /root), the
    server's files go to /var/lib/prep-nodos and `datos/postgres` becomes a link to them.
    """
    datos.mkdir(parents=True, exist_ok=True)
    usuario = _usuario()
    normal = datos / "postgres"
    if usuario is None:
        normal.mkdir(mode=0o700, exist_ok=True)
        return LugarDelServidor(normal, None)
    if not normal.exists() and datos.stat().st_uid == os.geteuid():
        datos.chmod(datos.stat().st_mode | stat.S_IXOTH)  # the folder is ours; its parents are not touched
    if normal.is_symlink() or not _puede_pasar(usuario, datos):
        ajena = RAIZ_AJENA / hashlib.sha256(str(datos.resolve()).encode()).hexdigest()[:16]
        _carpeta_de(usuario, ajena)
        if not normal.is_symlink():
            normal.symlink_to(ajena)
        return LugarDelServidor(ajena, usuario)
    _carpeta_de(usuario, normal)
    return LugarDelServidor(normal, usuario)


def borrar_lugar(datos: Path) -> None:
    """Removes the server's files of `datos`, wherever they lie. The server must be stopped."""
    normal = datos / "postgres"
    if normal.is_symlink():
        destino = normal.resolve()
        if destino.parent == RAIZ_AJENA.resolve():
            shutil.rmtree(destino, ignore_errors=True)
        normal.unlink()
    elif normal.exists():
        shutil.rmtree(normal)


def alcanzables(binarios: Binarios, lugar: LugarDelServidor) -> Binarios:
    """`binarios`, copied beside the cluster when its user cannot reach them (the wheel below /root, say)."""
    usuario = lugar.usuario
    if usuario is None or _puede_leer(usuario, binarios.carpeta / "postgres"):
        return binarios
    instalacion = binarios.carpeta.parent
    copia = RAIZ_AJENA / f"postgresql-{binarios.version}-{'pypi' if binarios.pypi else 'sistema'}"
    carpeta = copia / instalacion.parent.name / instalacion.name / "bin"
    if not carpeta.exists():
        a_medias = copia.with_name(f"{copia.name}.{os.getpid()}")
        RAIZ_AJENA.mkdir(mode=0o711, parents=True, exist_ok=True)
        shutil.copytree(instalacion, a_medias / instalacion.parent.name / instalacion.name, symlinks=True)
        bibliotecas = instalacion.parent.with_name(
            instalacion.parent.name + ".libs"
        )  # a wheel's, found by relative path
        if bibliotecas.exists():
            shutil.copytree(bibliotecas, a_medias / bibliotecas.name, symlinks=True)
        _abrir(a_medias)
        try:
            a_medias.rename(copia)
        except OSError:  # another node made the copy meanwhile
            shutil.rmtree(a_medias)
    return Binarios(carpeta, binarios.version, binarios.pypi)


def _abrir(carpeta: Path) -> None:
    """Lets everybody read `carpeta`, and run what its owner may run: programs and libraries, nothing secret."""
    for ruta in (carpeta, *carpeta.rglob("*")):
        if not ruta.is_symlink():
            modo = ruta.stat().st_mode
            ruta.chmod(modo | 0o444 | (0o111 if modo & 0o100 else 0))


def _usuario() -> Usuario | None:
    if os.geteuid() != 0:
        return None
    for nombre in USUARIOS:
        try:
            entrada = pwd.getpwnam(nombre)
        except KeyError:
            continue
        return Usuario(nombre, entrada.pw_uid, entrada.pw_gid)
    raise ErrorNodo("PostgreSQL no corre como root y no existe el usuario «postgres» ni «nobody»: cree uno de los dos.")


def _carpeta_de(usuario: Usuario, carpeta: Path) -> None:
    carpeta.parent.mkdir(mode=0o711, parents=True, exist_ok=True)
    carpeta.mkdir(mode=0o700, exist_ok=True)
    os.chown(carpeta, usuario.uid, usuario.gid)


def _puede_pasar(usuario: Usuario, carpeta: Path) -> bool:
    return _prueba(usuario, "-x", carpeta)


def _puede_leer(usuario: Usuario, archivo: Path) -> bool:
    return _prueba(usuario, "-r", archivo)


def _prueba(usuario: Usuario, que: str, ruta: Path) -> bool:
    """What the kernel says to that user, not what the modes seem to say."""
    orden = usuario.orden(["/usr/bin/test", que, str(ruta.resolve())])
    return subprocess.run(orden, check=False, cwd="/").returncode == 0  # noqa: S603 -- no shell
