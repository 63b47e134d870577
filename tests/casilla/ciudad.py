"""A centre of three elections and ten casillas, with its receiver: what the phones send goes on to a published cut."""

import secrets
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import psycopg
import pytest
from psycopg import sql

from central.marco import conexion
from central.nodo.cluster import ADMIN, Cluster
from central.nodo.preparar import preparar
from prep.domain.catalogo.catalogo import (
    CCV,
    TOTALES,
    Acta,
    Catalogo,
    Codigo,
    Convenio,
    Eleccion,
    Forma,
    Territorio,
    clave_acta,
)
from prep.domain.hechos.hechos import AccionDeMesa, Captura, Devolucion, Dictamen, Fuente
from prep.domain.hechos.razones import RazonDeDevolucion
from simulacro.juicio.comparar import filas_publicadas, paquete
from simulacro.personas.telefono import TelefonoDeCae
from tests import prestadas
from tests.central.arbitro.escena import CAMPOS
from tests.central.casilla.conftest import Casilla
from tests.central.casilla.envios import jpeg
from tests.central.casilla.test_por_http import LIGA, Calle
from tests.central.conftest import Mando, abre
from tests.central.corte.escena import Cortes
from tests.conftest import Nodo
from tests.receptor import servir
from tests.store import ejemplos

ELECCIONES = {"GUB": ("001", "A02"), "DIP_LOC": ("007", "A03"), "ALC": ("003", "A04")}
CASILLAS = 10
POR_CAPTURAR = (
    "SELECT DISTINCT acta, ronda, imagen FROM prep.trabajo"
    " WHERE clase = 'CAPTURA' AND fuente = 'CASILLA' AND terminado IS NULL"
)


def clave(seccion: int, eleccion: str) -> str:
    territorio, codigo = ELECCIONES[eleccion]
    return clave_acta(eleccion, territorio, f"{seccion:04d}", "B", "01", "0", codigo, 1)


def catalogo() -> Catalogo:
    base = ejemplos.catalogo(CASILLAS)
    votos, otras = next(iter(base.formas.values())).votos, [e for e in ELECCIONES if e != "GUB"]
    formas = [Forma(e, *ELECCIONES[e], TOTALES, votos) for e in otras]
    actas = [_de(acta, e) for e in otras for acta in base.actas.values() if acta.tipo == "B"]
    convenio = base.convenios[0]
    return replace(
        base,
        elecciones=(*base.elecciones, *(Eleccion(e, e, ejemplos.COLUMNAS, (Codigo(ELECCIONES[e][1]),)) for e in otras)),
        territorios=(*base.territorios, *(Territorio(e, ELECCIONES[e][0], e) for e in otras)),
        convenios=(convenio, *(_convenio(convenio, e) for e in otras)),
        formas={**base.formas, **{f.clave: f for f in formas}},
        actas={**base.actas, **{a.clave: a for a in actas}},
    )


def _convenio(convenio: Convenio, eleccion: str) -> Convenio:
    return replace(convenio, eleccion=eleccion, territorios=(ELECCIONES[eleccion][0],))


def _de(acta: Acta, eleccion: str) -> Acta:
    territorio, codigo = ELECCIONES[eleccion]
    suya = clave(int(acta.seccion), eleccion)
    return replace(acta, clave=suya, eleccion=eleccion, territorio=territorio, codigo=codigo)


@dataclass
class Ciudad:
    """`calle`: the phones' receiver and the centre; `cortes`: the rest of the night."""

    cortes: Cortes
    calle: Calle

    def invitar(self, hojas: Path, *cuentas: str) -> None:
        orden = ("casilla", "telefono", "invitar", *cuentas, "--liga", LIGA, "--hojas", str(hojas))
        assert self.calle.casilla.mando.correr(*orden) == 0
        assert self.calle.recibir() == 0

    def dar_cae(self, cuenta: str, claves: list[str], *, releva: bool = False) -> None:
        desde = "clock_timestamp()" if releva else "DEFAULT"
        for suya in claves:
            self.cortes.base.dueno(f"INSERT INTO prep.cae VALUES (%s, %s, {desde})", suya, cuenta)

    def capturar(self) -> list[str]:
        """Two people of the CCV capture each image that waits; which actas."""
        escena = self.cortes.escena
        escena.correr()
        esperan = self.cortes.base.dueno(POR_CAPTURAR)
        for acta, ronda, imagen in esperan:
            for quien in ("ccv-2", "ccv-3"):
                escena.hacer(quien, acta, Captura(ronda, imagen, (1,) * CAMPOS, "ACTA PREP", acta), Fuente.CASILLA)
        return sorted(acta for acta, _, _ in esperan)

    def pedir_otra(self, acta: str, motivo: str) -> None:
        """Who was to capture it says that it is not that acta, and the desk asks for another picture."""
        escena = self.cortes.escena
        escena.correr()
        ((ronda, imagen),) = {(r, i) for a, r, i in self.cortes.base.dueno(POR_CAPTURAR) if a == acta}
        escena.hacer("ccv-2", acta, Devolucion(ronda, imagen, RazonDeDevolucion.NO_ES), Fuente.CASILLA)
        escena.correr()
        escena.hacer("ccv-1", acta, Dictamen(AccionDeMesa.REDIGITALIZA, ronda, (), motivo), Fuente.CASILLA)

    def cortar(self) -> dict[str, dict[str, str]]:
        """The rows with figures of the next cut, by acta."""
        corte = self.cortes.cortar()
        actas = catalogo().actas.values()
        filas = {
            (e, f["CLAVE_ACTA"]): f
            for e in ELECCIONES
            for f in filas_publicadas(paquete(corte.carpeta, "CDMX"), e, ",")
        }
        dichas = {a.clave: filas[a.eleccion, a.clave_casilla + a.codigo] for a in actas if a.tipo == "B"}
        return {suya: fila for suya, fila in dichas.items() if fila["CONTABILIZADA"] == "1"}


@dataclass
class CaeEnCampo:
    """One CAE with a phone: what it took and nobody has received yet."""

    telefono: TelefonoDeCae
    cola: list[tuple[dict[str, Any], bytes, dict[str, str]]] = field(default_factory=list)

    def tomar(self, acta: str, tono: int, **cambios: Any) -> bytes:
        """Signed as it is taken."""
        foto = jpeg(tono)
        datos = self.telefono.datos(acta, foto, **cambios)
        self.cola.append((datos, foto, self.telefono.encabezados(datos)))
        return foto

    def enviar(self) -> list[int]:
        """All that is kept; what was received is not kept any more."""
        dichos = [self.telefono.enviar(*suyo).estado for suyo in self.cola]
        self.cola = [suyo for suyo, estado in zip(self.cola, dichos, strict=True) if estado not in (200, 201)]
        return dichos

    def envios(self) -> set[str]:
        return {str(datos["envio"]) for datos, _, _ in self.cola}

    def acta(self, suya: str) -> dict[str, Any]:
        """How the centre says that it stands."""
        casillas = self.telefono.mias().dicho["casillas"]
        return next(dict(a) for c in casillas for a in c["actas"] if a["clave"] == suya)


@pytest.fixture
def ciudad(cluster: Cluster, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Ciudad]:
    """In the phase of publishing, with people of the CCV and no CAE yet."""
    nodo = Nodo(cluster, f"ciudad_{secrets.token_hex(4)}")
    gente = [*ejemplos.operadores(6), *ejemplos.operadores(3, CCV)]
    lugares = [*ejemplos.estaciones(6), *ejemplos.estaciones(3, CCV)]
    preparar(cluster, catalogo(), gente, lugares, base=nodo.base)
    monkeypatch.setattr(conexion, "abrir", abre(nodo))
    (tmp_path / "centro").mkdir()
    cortes = Cortes(nodo, tmp_path / "centro")
    calle = Calle(Casilla(Mando(nodo, cortes.datos), tmp_path / "envios"), tmp_path / "avisos", 0)
    calle.casilla.carpeta.mkdir()
    assert calle.recibir() == 0
    with servir(calle.casilla.carpeta, calle.avisos) as (calle.puerto, _):
        yield Ciudad(cortes, calle)
    prestadas.cerrar(nodo.base)
    with psycopg.connect(cluster.dsn(ADMIN, "postgres"), autocommit=True) as conn:
        conn.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(nodo.base)))
