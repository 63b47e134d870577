"""The script of the night, drawn from a seed: what arrives where and when, and the exceptions planned on the way."""

import random
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from prep.domain.catalogo.catalogo import CCV, Acta, Catalogo, Forma, TipoCasilla
from prep.domain.catalogo.fuera_de_catalogo import clave_fc
from prep.domain.hechos.campos import Marca, Valor
from simulacro.guion.curva import Punto, repartir


class Excepcion(StrEnum):
    """What goes otherwise with an acta; each is written to the ledger."""

    NINGUNA = ""
    ILEGIBLE = "ilegible"  # some vote fields
    SIN_DATO = "sin dato"  # every vote field blank
    SIN_ACTA = "sin acta"
    FUERA = "fuera de catálogo"  # another acta arrives that no casilla of the catalogue has
    EXCEDE = "excede la lista nominal"
    REPETIDA = "repetida"  # delivered and scanned twice
    TARDIA = "tardía"  # declared sin acta, and it comes after all


ALTERAN = frozenset({Excepcion.ILEGIBLE, Excepcion.SIN_DATO, Excepcion.SIN_ACTA, Excepcion.EXCEDE})
CON_TELEFONO = 0.29  # casillas with PREP Casilla in IECM's plan
CASILLAS_DE_CAE = 4  # 990 CAE for 3,960 casillas
RESULTADOS = (1, 2, 3)  # of a cotejo
POR_COTEJO = 1000  # actas by phone for each that is compared with each outcome
VIAJE_MIN = 0.15  # of the night, from the casilla to the district council


@dataclass(frozen=True, slots=True)
class Llegada:
    """One acta on its way: `t` the fraction of the night; `valores` what its paper says, in the order of its form.

    `foto`: when a CAE's phone sends it, as a fraction too, and `telefono` when that is all that comes; None when no
    phone does. `cotejo`: how the one that is asked for of it is to end, 0 when none is (R-07).
    """

    t: float
    clave: str
    sitio: str
    telefono: bool
    valores: tuple[Valor, ...]
    documento: str
    excepcion: Excepcion = Excepcion.NINGUNA
    foto: float | None = None
    cotejo: int = 0


def escribir_guion(
    catalogo: Catalogo,
    papel: Mapping[str, tuple[Valor, ...]],
    curva: Sequence[Punto],
    excepciones: float,
    azar: random.Random,
    casilla: float = 0.0,
) -> list[Llegada]:
    """The arrivals of every acta that has a paper, in order of time; `excepciones` is the share that goes otherwise.

    `casilla` is the share of casillas whose actas come twice: first by phone, later on paper. With 0, the plan's share
    comes by phone alone.
    """
    actas = [a for clave, a in catalogo.actas.items() if clave in papel]
    azar.shuffle(actas)
    tiempos = repartir(curva, len(actas), azar)
    con_telefono = _casillas_con_telefono(actas, azar, casilla or CON_TELEFONO)
    llegadas: list[Llegada] = []
    for t, acta in zip(tiempos, actas, strict=True):
        forma = catalogo.forma_de(acta)
        documento = catalogo.eleccion(acta.eleccion).codigo_impreso(acta.codigo).documento
        telefono = acta.clave_casilla in con_telefono
        sitio = CCV if telefono else acta.centro
        foto = t if telefono else None
        normal = Llegada(t, acta.clave, sitio, telefono, papel[acta.clave], documento, foto=foto)
        if excepciones and azar.random() < excepciones:
            llegadas += _con_excepcion(normal, acta, forma, catalogo, azar, len(llegadas))
        else:
            llegadas.append(normal)
    if casilla:
        llegadas = [_tambien_en_papel(x, catalogo.actas[x.clave], azar) if x.telefono else x for x in llegadas]
        llegadas = _con_cotejos(llegadas)
    return sorted(llegadas, key=lambda llegada: llegada.t)


def _casillas_con_telefono(actas: Sequence[Acta], azar: random.Random, parte: float) -> frozenset[str]:
    claves = sorted({a.clave_casilla for a in actas if a.tipo in (TipoCasilla.B, TipoCasilla.C)})
    return frozenset(c for c in claves if azar.random() < parte)


def _tambien_en_papel(solo_telefono: Llegada, acta: Acta, azar: random.Random) -> Llegada:
    """The paper follows the curve; the phone sent it from the casilla, well before the package travelled (R-09)."""
    foto = solo_telefono.t * azar.uniform(0.2, 0.8)
    papel = min(1.0, max(solo_telefono.t, foto + VIAJE_MIN))
    return replace(solo_telefono, t=papel, sitio=acta.centro, telefono=False, foto=min(foto, papel - VIAJE_MIN))


def _con_cotejos(llegadas: Sequence[Llegada]) -> list[Llegada]:
    """Of the first that phones send and go as they should, a few are compared; each outcome occurs."""
    de_dos = [x for x in llegadas if x.foto is not None and not x.excepcion]
    primeras = sorted(de_dos, key=lambda x: (x.foto, x.clave))[: len(RESULTADOS) * (1 + len(de_dos) // POR_COTEJO)]
    suyos = {x.clave: RESULTADOS[n % len(RESULTADOS)] for n, x in enumerate(primeras)}
    return [replace(x, cotejo=suyos.get(x.clave, 0)) for x in llegadas]


def _con_excepcion(
    normal: Llegada, acta: Acta, forma: Forma, catalogo: Catalogo, azar: random.Random, serie: int
) -> list[Llegada]:
    clase = azar.choice([e for e in Excepcion if e])
    votos = range(forma.rango_votos.start, forma.rango_votos.stop)
    if clase is Excepcion.ILEGIBLE:
        marcados = set(azar.sample(votos, k=min(azar.randint(1, 3), len(votos) - 1)))
        return [_con(normal, clase, [Marca.ILEGIBLE if i in marcados else v for i, v in enumerate(normal.valores)])]
    if clase is Excepcion.SIN_DATO:
        return [_con(normal, clase, [Marca.SIN_DATO if i in votos else v for i, v in enumerate(normal.valores)])]
    if clase is Excepcion.EXCEDE:
        valores = list(normal.valores)
        valores[votos.start] = acta.lista_nominal + 5_000
        return [_con(normal, clase, valores)]
    if clase is Excepcion.FUERA and acta.centro != CCV:  # where no paper is received
        return [normal, _fuera(normal, acta, azar, serie)]
    if clase is Excepcion.FUERA or (clase is Excepcion.TARDIA and normal.telefono):
        return [replace(normal, excepcion=Excepcion.REPETIDA)]
    return [replace(normal, excepcion=clase)]


def _con(normal: Llegada, clase: Excepcion, valores: Sequence[Valor]) -> Llegada:
    return replace(normal, excepcion=clase, valores=tuple(valores))


def _fuera(normal: Llegada, acta: Acta, azar: random.Random, serie: int) -> Llegada:
    """The stray acta comes on paper, to the CATD of its neighbour, with a section that no catalogue has."""
    clave = clave_fc(acta.eleccion, acta.territorio, f"{azar.randint(9000, 9999)}", "B", "01", "00", acta.codigo, serie)
    return replace(normal, clave=clave, sitio=acta.centro, telefono=False, foto=None, excepcion=Excepcion.FUERA)


def por_sitio(llegadas: Sequence[Llegada]) -> dict[str, list[Llegada]]:
    """The arrivals of each centre, in order of time."""
    sitios: dict[str, list[Llegada]] = defaultdict(list)
    for llegada in llegadas:
        sitios[llegada.sitio].append(llegada)
    return dict(sitios)


def cuentas_de(claves: Iterable[str]) -> dict[str, str]:
    """The account of the CAE of each of those actas: some casillas that are neighbours, with all their actas (R-02)."""
    casilla = {clave: tuple(clave.split("-")[2:5]) for clave in claves}  # section, kind and number, extension
    turno = {suya: n // CASILLAS_DE_CAE for n, suya in enumerate(sorted(set(casilla.values())))}
    return {clave: f"cae-{turno[suya] + 1:04d}" for clave, suya in casilla.items()}
