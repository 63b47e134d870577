"""`make fuzz N=100000`: facts drawn from SQL's types, by a station, by operators with their keys and by a node.

None of them may stop anything: afterwards an honest acta goes from its acopio to a verified row of a cut.
"""

import argparse
import hashlib
import json
import sys
import time
from collections import Counter
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from typing import Any

import psycopg
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

from central.nodo.cluster import ADMIN
from central.sitios.conciliar import conciliar
from prep.domain.hechos.hechos import AccionDeMesa, Fuente, MotivoSinActa, NombreFase, PasoDeIncidente, Respuesta, Tipo
from prep.domain.hechos.razones import RazonDeDevolucion
from prep.domain.hechos.texto import LECTORES
from prep.domain.hechos.tipos import TIPOS
from tests.ataques.ciudad import Ciudad, Crudo, ciudad, entregar_por, meter_por
from tests.central.corte.apoyo import resultados
from tests.corrida import Corrida
from tests.espera import hasta
from tests.store import ejemplos

TANDA = 500  # examples that Hypothesis draws at a time: it keeps all that it drew
ACTAS = 200
PLAZO_S = 3_600.0
# What a base of UTF-8 can hold: anything but the null and lone halves of a pair.
LETRA = st.characters(blacklist_categories=["Cs"], blacklist_characters="\0")
TEXTO = st.one_of(
    st.text(LETRA, max_size=20),
    st.sampled_from(["", "²", "٣", "\x1b[2J", "\u202e", "a\n", "=1+1", "x" * 3_000, "\ufeff", "null", "'", "\\"]),
)
HOSTILES = [ejemplos.acta(n).clave for n in range(ACTAS // 2 + 1, ACTAS + 1)]  # the honest ones come before
CLAVE = st.one_of(
    st.sampled_from(HOSTILES),
    st.builds("FC-GUB-001-{}-{}-{}-A02-{}".format, st.sampled_from(["0006", "²²²²", "12", "٠١٢٣"]),
              st.sampled_from(["B01", "S²", "Z", "E1C", "b01"]), st.sampled_from(["00", "²", "x"]),
              st.sampled_from(["1", "²", "999999", "0", "-1"])),
    st.just(""),
    TEXTO,
)  # fmt: skip
NOMBRE = st.one_of(
    st.sampled_from(["op-01-1", "op-01-5", "est-01-5", "centro", "nodo_catd01", "CATD01", "CENTRO", ejemplos.PROCESO]),
    TEXTO,
)
CUANDO = st.one_of(
    st.datetimes().map(lambda m: f"{m.isoformat(timespec='microseconds')}+00:00"),
    st.sampled_from(["infinity", "-infinity", "294276-12-31", "4714-11-24 BC", "20000-01-01", "0001-01-01", "now",
                     "1970-01-01 00:00+00", "1969-12-31 23:59:59.999999+00", "2099-12-31 23:59:59.999999+00"]),
)  # fmt: skip
ENTERO = st.one_of(st.sampled_from([0, 1, -1, 2**31 - 1, -(2**31)]), st.integers(-(2**31), 2**31 - 1))
GRANDE = st.one_of(ENTERO, st.sampled_from([-5, 2**31, 2**63 - 1, -(2**63)]))
FIRMA = st.one_of(st.binary(min_size=64, max_size=64), st.binary(max_size=70))
ALGO = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**70), 2**70) | st.floats() | st.text(st.characters(), max_size=8),
    lambda hijos: st.lists(hijos, max_size=4) | st.dictionaries(st.text(max_size=5), hijos, max_size=4),
    max_leaves=8,
)
OTRO_TEXTO = st.one_of(
    st.text(LETRA, max_size=40),
    st.integers(1, 12).map(lambda n: '{"a":' * n + "1" + "}" * n),
    st.sampled_from(["[" * 60_000, '{"a":' * 10_000, '{"a":1e400000}', "NaN", '{"ronda":1', "null", '"x"', "\ufeff{}"]),
)
VALOR = st.one_of(
    st.integers(0, 999), st.sampled_from(["ILEGIBLE", "SIN DATO", -1, 2**31 - 1, 2**31, 10**18, 1.5, "7", True, None])
)
LARGO = 10**4_000
HUELLAS = st.sampled_from(["ab" * 32, "", "-", "N/A", "x", "AB" * 32])
# What no bound refuses: it goes on to be signed, read, folded, published.
BUENO = st.one_of(
    st.text(st.characters(blacklist_categories=["Cs", "Cc"]), max_size=12),
    st.sampled_from(["²", "=1+1", "\u202e", "\u2028", "x" * 2_000, "<b>", '"', ",", "|", "-", "N/A", "SIN ACTA", " "]),
)
ORDINAL = st.sampled_from([0, 1, 2, 3, 2**31 - 1]) | st.integers(0, 2**31 - 1)
CIFRA = st.integers(0, 999) | st.sampled_from(["ILEGIBLE", "SIN DATO", 999_999])


def campos(texto: st.SearchStrategy[str], numero: st.SearchStrategy[int], valor: Any, otro: Any) -> dict[str, Any]:
    """How each field of a body is drawn, by its name."""
    claves = st.sampled_from(HOSTILES)
    parejas = st.lists(st.tuples(texto, numero), max_size=2)
    publicadas = st.lists(st.tuples(claves, st.sampled_from([*map(str, Fuente)]), HUELLAS), max_size=2)
    return {
        "sitio": st.sampled_from(["01", "02", "CCV", ""]) | texto,
        "mecanismo": st.sampled_from(["D", "F", "I"]) | texto,
        **dict.fromkeys(("huella", "imagen", "visto"), HUELLAS | texto),
        "medio": st.sampled_from(["ESCANER", "MOVIL"]) | texto,
        **dict.fromkeys(("ronda", "resultado", "corte"), st.integers(0, 3) | numero),
        "valores": st.lists(valor, min_size=11, max_size=11) | st.lists(valor, max_size=3) | otro,
        "documento": st.just("ACTA PREP") | texto,
        **dict.fromkeys(("identificacion", "destino"), claves | texto),
        "accion": st.sampled_from([*map(str, AccionDeMesa)]) | otro,
        "motivo": st.sampled_from([*map(str, MotivoSinActa)]) | texto,
        "que": st.sampled_from([*map(str, Tipo), "ORDEN"]) | texto,
        "datos": ALGO.map(json.dumps) | texto | otro,
        **dict.fromkeys(("propuesta", "incidente"), st.uuids().map(str) | otro),
        "paso": st.sampled_from([*map(str, PasoDeIncidente)]) | otro,
        "respuesta": st.sampled_from([*map(str, Respuesta)]) | otro,
        "fase": st.sampled_from([*map(str, NombreFase)]) | otro,
        **dict.fromkeys(("capturas", "vistos"), st.lists(st.uuids().map(str), max_size=2) | otro),
        "razon": st.sampled_from([*map(str, RazonDeDevolucion)]) | otro,
        "hecho": st.uuids().map(str) | otro,
        "centro": st.sampled_from(["01", "02", "CCV"]) | texto,
        "actas": publicadas | otro,
        "cuentas": parejas | otro,
        "mirada": st.just("cifra 834 41 PAN") | texto,
        **dict.fromkeys(("cuenta", "codigo", "texto", "lugar"), texto),
    }


RAROS = campos(TEXTO, GRANDE, VALOR, ALGO | st.just([LARGO] * 11))
SANOS = campos(BUENO, ORDINAL, CIFRA, ALGO)
DE_ESTACION = st.sampled_from([str(tipo) for tipo, fila in TIPOS.items() if fila.roles])


@st.composite
def cuerpos(dibujar: st.DrawFn, tipo: str, sano: bool) -> str:
    """Of its kind, with any of its fields out of the way; or any JSON; or none."""
    if tipo not in Tipo.__members__ or dibujar(st.integers(0, 30 if sano else 5)) == 0:
        return dibujar(OTRO_TEXTO | ALGO.map(_json))
    suyos = SANOS if sano else RAROS
    return _json({nombre: dibujar(suyos[nombre]) for nombre in LECTORES[Tipo(tipo)]})


def _json(dato: Any) -> str:
    return json.dumps(dato)  # in ASCII: a lone half of a pair goes as its escape


@st.composite
def crudos(dibujar: st.DrawFn, sano: bool) -> Crudo:
    tipo = dibujar(DE_ESTACION if sano else st.sampled_from([*map(str, Tipo)]) | TEXTO)
    cuerpo = dibujar(cuerpos(tipo, sano))
    if sano:
        return Crudo(tipo, dibujar(st.sampled_from(HOSTILES)), cuerpo, desfase_ms=dibujar(st.just(0) | ENTERO))
    return Crudo(
        tipo,
        dibujar(CLAVE),
        cuerpo,
        dibujar(CUANDO),
        operador=dibujar(NOMBRE),
        estacion=dibujar(NOMBRE),
        fuente=dibujar(st.sampled_from([*map(str, Fuente)]) | TEXTO),
        proceso=dibujar(st.just(ejemplos.PROCESO) | NOMBRE),
        desfase_ms=dibujar(ENTERO),
        firma=dibujar(FIRMA),
        nodo=dibujar(st.just("CATD01") | NOMBRE),
        sec=dibujar(GRANDE),
        recibido=dibujar(CUANDO),
    )


@dataclass
class Fuzz:
    """Delivers what is drawn, each by the way that was drawn for it; `vistos` counts what each way answered."""

    viva: Ciudad
    estaciones: dict[str, psycopg.Connection[Any]]
    admin: psycopg.Connection[Any]
    vistos: Counter[str] = field(default_factory=Counter)

    def uno(self, via: str, crudo: Crudo, persona: int) -> None:
        getattr(self, f"por_{via}")(crudo, persona)

    def por_estacion(self, crudo: Crudo, persona: int) -> None:
        suyo = replace(crudo, estacion=f"est-01-{persona}")
        self._anotar("estación", entregar_por(self.estaciones[suyo.estacion], suyo))

    def por_operador(self, crudo: Crudo, persona: int) -> None:
        """Signed by who delivers it: what is left to be looked at is what it says."""
        firmado = self.viva.firmado(persona, crudo)
        self._anotar("operador", entregar_por(self.estaciones[firmado.estacion], firmado))

    def por_nodo(self, crudo: Crudo, persona: int) -> None:
        """Straight into its table, as it is or signed; what the table itself cannot hold is its own business."""
        suyo = self.viva.firmado(persona, crudo) if crudo.momento == "" else crudo
        try:
            meter_por(self.admin, suyo)
            self._anotar("nodo", "nuevo")
        except psycopg.Error as error:
            self._anotar("nodo", error.sqlstate or type(error).__name__)

    def coludidos(self, clave: str, acopio: str, medio: str, documento: str, valores: list[Any]) -> None:
        """Two people take an acta to verified with whatever texts and figures they agree on."""
        huella = hashlib.sha256(f"{clave} {documento}".encode()).hexdigest()
        captura = {"documento": documento, "identificacion": clave, "imagen": huella, "ronda": 1, "valores": valores}
        imagen = {"huella": huella, "medio": medio, "sitio": "01", "cuenta": ""}
        pasos = [("ACOPIO", {"mecanismo": acopio, "sitio": "01"}, 5), ("IMAGEN", imagen, 5)]
        for tipo, datos, persona in (*pasos, ("CAPTURA", captura, 5), ("CAPTURA", captura, 6)):
            firmado = self.viva.firmado(persona, Crudo(tipo, clave, _json(datos)))
            self._anotar("coludidos", entregar_por(self.estaciones[firmado.estacion], firmado))

    def _anotar(self, via: str, dicho: str) -> None:
        self.vistos[f"{via} {dicho}"] += 1


SIN_TOPE = """CREATE OR REPLACE FUNCTION prep.dichos_max() RETURNS integer LANGUAGE sql IMMUTABLE AS 'SELECT 1000000'"""
PERSONA = st.sampled_from([5, 6])
EJEMPLO = st.one_of(
    st.tuples(st.sampled_from(["estacion", "operador", "nodo"]), crudos(sano=False), PERSONA),
    st.tuples(st.sampled_from(["operador", "operador", "nodo"]), crudos(sano=True), PERSONA),
)
PACTO = st.tuples(
    st.sampled_from([clave for clave in HOSTILES if ejemplos.catalogo(ACTAS).actas[clave].centro == "01"]),
    st.sampled_from("DFI") | BUENO,
    st.just("ESCANER") | BUENO,
    st.sampled_from(["ACTA PREP", "PPC"]) | BUENO,
    st.lists(CIFRA, min_size=11, max_size=11),
)


def lanzar(viva: Ciudad, cuantos: int, semilla: int, decir: Callable[[str], object]) -> Counter[str]:
    """`cuantos` facts, and what was answered to them."""
    with ExitStack() as abiertos:
        estaciones = {f"est-01-{n}": abiertos.enter_context(viva.catd.base.conectar(f"est-01-{n}")) for n in (5, 6)}
        fuzz = Fuzz(viva, estaciones, abiertos.enter_context(viva.catd.base.conectar(ADMIN)))
        for hechos in range(0, cuantos, TANDA):
            _tanda(fuzz, min(TANDA, cuantos - hechos), semilla * 1_000_003 + hechos)
            if hechos % (20 * TANDA) == 0:
                decir(f"{hechos + TANDA} de {cuantos}: {dict(fuzz.vistos.most_common(6))}")
    return fuzz.vistos


def _tanda(fuzz: Fuzz, cuantos: int, semilla: int) -> None:
    @seed(semilla)
    @settings(max_examples=cuantos, deadline=None, database=None, phases=[Phase.generate],
              suppress_health_check=list(HealthCheck))  # fmt: skip
    @given(EJEMPLO)
    def entregar(ejemplo: tuple[str, Crudo, int]) -> None:
        fuzz.uno(*ejemplo)

    @seed(semilla)
    @settings(max_examples=4, deadline=None, database=None, phases=[Phase.generate])
    @given(PACTO)
    def pactar(pacto: tuple[str, str, str, str, list[Any]]) -> None:
        fuzz.coludidos(*pacto)

    entregar()
    pactar()


def juzgar(viva: Ciudad) -> float:
    """An honest acta goes from acopio to its row of a cut, with both queues empty; how long the acta took."""
    for escena in (viva.catd, viva.centro):
        hasta(lambda e=escena: e.base.dueno("SELECT 1 FROM prep.cola LIMIT 1") == [], "la cola se vacía", PLAZO_S)  # type: ignore[misc]
    inicio = time.monotonic()
    clave = viva.sigue_viva()
    tardo = time.monotonic() - inicio
    conciliar(viva.centro.base.cluster, "01")
    filas = resultados(viva.cortar().carpeta)
    assert filas[ejemplos.catalogo(ACTAS).actas[clave].clave_casilla]["PAN"] == "7"
    return tardo


def main() -> int:
    analizador = argparse.ArgumentParser(description=__doc__)
    analizador.add_argument("--n", type=int, default=100_000)
    analizador.add_argument("--semilla", type=int, default=1)
    pedido = analizador.parse_args()
    inicio = time.monotonic()
    with Corrida(), ciudad(ACTAS) as viva:
        for escena in (viva.catd, viva.centro):  # the bound of one acta would leave most of what is drawn at the door
            escena.base.dueno(SIN_TOPE)
        vistos = lanzar(viva, pedido.n, pedido.semilla, lambda dicho: print(f"  {dicho}", flush=True))
        print(
            f"{pedido.n} hechos entregados en {time.monotonic() - inicio:.0f} s (semilla {pedido.semilla})", flush=True
        )
        tardo = juzgar(viva)
        consulta = "SELECT (SELECT count(*) FROM prep.hecho), (SELECT count(*) FROM prep.cuarentena)"
        for donde, escena in (("CATD 01", viva.catd), ("centro", viva.centro)):
            ((hechos, apartados),) = escena.base.dueno(consulta)
            print(f"{donde}: {hechos} hechos en la base, {apartados} en cuarentena")
    for dicho, veces in sorted(vistos.items()):
        print(f"  {dicho}: {veces}")
    print(
        f"Un acta honesta quedó verificada en {tardo:.1f} s y salió en un corte. En todo, "
        f"{time.monotonic() - inicio:.0f} s."
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
