"""The JSON that a phone sends beside its image, read strictly: docs/contrato-casilla.md is its contract."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from central.casilla.apartada import Apartada
from prep.domain.hechos.json_ajeno import DemasiadosNiveles, leer_json

VERSION = 1
TEXTO_MAX = 80
DESFASE_MAX_MS = 2_000_000_000  # 23 days: what the base can hold; a phone further off must be set right
HORA = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,6})?Z")
HUELLA = re.compile(r"[0-9a-f]{64}")
CAMPOS_ACTA = ("eleccion", "seccion", "tipo", "numero", "extension", "codigo")


@dataclass(frozen=True, slots=True)
class Posicion:
    """Where the phone was, in degrees, and how sure it is, in metres."""

    latitud: float
    longitud: float
    precision_m: float


@dataclass(frozen=True, slots=True)
class Envio:
    """One sending. `digitalizada` is the phone's UTC time; with `desfase_ms` added it is the centre's (R-02)."""

    envio: UUID
    proceso: str
    cuenta: str
    acta: Mapping[str, str]  # {"clave": …}, or the fields of CAMPOS_ACTA; `codigo` "" when it was not read
    digitalizada: datetime
    desfase_ms: int
    posicion: Posicion | None
    sha256: str  # of the file as the phone sent it, EXIF and all


def leer_envio(crudo: bytes) -> Envio:
    """The sending that `crudo` says; raises Apartada with the field that is wrong. Its size was bounded before."""
    try:
        datos = leer_json(crudo.decode("utf-8"), object_pairs_hook=_sin_repetir, parse_constant=_nada)
    except DemasiadosNiveles as error:
        raise Apartada("el JSON tiene demasiados niveles. Corrija la aplicación que lo escribe.") from error
    except ValueError as error:
        raise Apartada("el JSON está cortado o no es JSON en UTF-8. Pida al CAE que envíe de nuevo.") from error
    if not isinstance(datos, dict):
        raise Apartada("el JSON no es un objeto con los datos del envío.")
    if datos.get("version") != VERSION or isinstance(datos.get("version"), bool):
        raise Apartada(f"version: se esperaba {VERSION}. Actualice la aplicación del teléfono.")
    _exigir_campos(datos, frozenset({"version", *LECTORES}), "el JSON")
    return Envio(**{campo: _leer(campo, lector, datos[campo]) for campo, lector in LECTORES.items()})


def _leer(campo: str, lector: Callable[[Any], Any], dato: Any) -> Any:
    try:
        return lector(dato)
    except (ValueError, TypeError, OverflowError) as error:
        raise Apartada(f"{campo}: {error}. Corrija la aplicación que lo escribe.") from error


def _exigir_campos(datos: Mapping[str, Any], campos: frozenset[str], donde: str) -> None:
    if faltan := sorted(campos - datos.keys()):
        raise Apartada(f"a {donde} le falta: {', '.join(faltan)}.")
    if sobran := sorted(datos.keys() - campos):
        raise Apartada(f"{donde} lleva de más: {', '.join(map(repr, sobran))[:200]}.")


def _sin_repetir(pares: list[tuple[str, Any]]) -> dict[str, Any]:
    datos = dict(pares)
    if len(datos) != len(pares):
        raise ValueError("un campo está dos veces")
    return datos


def _nada(constante: str) -> None:
    raise ValueError(f"{constante} no es un número")


def _texto(dato: Any) -> str:
    if not isinstance(dato, str) or not dato.strip() or len(dato) > TEXTO_MAX or not dato.isprintable():
        raise ValueError(f"no es un texto de 1 a {TEXTO_MAX} caracteres")
    return dato


def _uuid7(dato: Any) -> UUID:
    identificador = UUID(_texto(dato))
    if identificador.version != 7 or str(identificador) != dato:
        raise ValueError("no es un UUID versión 7 en minúsculas")
    return identificador


def _acta(dato: Any) -> Mapping[str, str]:
    if not isinstance(dato, dict):
        raise ValueError("no es un objeto")
    if dato.keys() == {"clave"}:
        return {"clave": _texto(dato["clave"])}
    _exigir_campos(dato, frozenset(CAMPOS_ACTA), "acta")
    return {campo: _texto(dato[campo]) if campo != "codigo" or dato[campo] != "" else "" for campo in CAMPOS_ACTA}


def _momento(dato: Any) -> datetime:
    if not isinstance(dato, str) or not HORA.fullmatch(dato):
        raise ValueError("no es una hora UTC como 2024-06-03T00:12:31.250Z")
    momento = datetime.fromisoformat(dato).astimezone(UTC)
    if not 2000 <= momento.year < 2100:
        raise ValueError(f"el año {momento.year} no puede ser: ajuste el reloj del teléfono")
    return momento


def _desfase(dato: Any) -> int:
    if not isinstance(dato, int) or isinstance(dato, bool) or abs(dato) > DESFASE_MAX_MS:
        raise ValueError(f"no es un entero de milisegundos entre ±{DESFASE_MAX_MS}")
    return dato


def _posicion(dato: Any) -> Posicion | None:
    if dato is None:
        return None
    if not isinstance(dato, dict):
        raise ValueError("no es un objeto ni null")
    _exigir_campos(dato, frozenset({"latitud", "longitud", "precision_m"}), "posicion")
    topes = {"latitud": (-90, 90), "longitud": (-180, 180), "precision_m": (0, 100_000)}
    for campo, (menor, mayor) in topes.items():
        valor = dato[campo]
        if isinstance(valor, bool) or not isinstance(valor, int | float) or not menor <= valor <= mayor:
            raise ValueError(f"{campo} no es un número entre {menor} y {mayor}")
    return Posicion(*(float(dato[campo]) for campo in topes))


def _huella(dato: Any) -> str:
    if not isinstance(dato, str) or not HUELLA.fullmatch(dato):
        raise ValueError("no es un SHA-256 en 64 cifras hexadecimales minúsculas")
    return dato


LECTORES: Mapping[str, Callable[[Any], Any]] = {
    "envio": _uuid7,
    "proceso": _texto,
    "cuenta": _texto,
    "acta": _acta,
    "digitalizada": _momento,
    "desfase_ms": _desfase,
    "posicion": _posicion,
    "sha256": _huella,
}
