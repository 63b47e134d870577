"""The invented casillas of a city or a town: where each one is, how many voters, which files lack it."""

from dataclasses import dataclass, replace
from itertools import accumulate

from central.catalogo.filas import EN_TODAS, N_A, SECCION_EXTRANJERO
from central.catalogo.perfil import Ambito, Perfil, Urna
from prep.domain.catalogo.catalogo import TipoCasilla
from simulacro.pueblo.azar import Azar


@dataclass(frozen=True, slots=True)
class Escala:
    """How much of each thing there is; `por_mil` is the share of casillas that one of the files lacks."""

    centros: int  # territories with a CATD, at most
    otros: int  # territories of any other kind, at most
    secciones: int  # per territory with a CATD, about
    contiguas: int  # per section, at most
    extraordinarias: int
    repetidas: int  # `1C` of one section that repeat their key
    especiales: int
    anticipado: int
    prision: int
    extranjero: int
    lista_extranjero: int  # of the one large table abroad
    por_mil: int


ESCALAS = {
    "pueblo": Escala(4, 2, 6, 3, 1, 2, 2, 5, 1, 2, 3_000, 15),
    "ciudad": Escala(999, 999, 162, 3, 5, 5, 44, 54, 6, 12, 76_000, 4),
}


@dataclass(frozen=True, slots=True)
class CasillaInventada:
    """One casilla as the files will write it; `faltas` are the elections whose file lacks it."""

    seccion: str
    tipo: TipoCasilla
    numero: str
    territorios: dict[str, str]  # by ámbito
    lista_nominal: int
    ubicacion: str
    urna: Urna = Urna.PAPEL
    faltas: frozenset[str] = frozenset()


def inventar(perfil: Perfil, escala: Escala, azar: Azar) -> list[CasillaInventada]:
    """Every casilla, in section order; districts and alcaldías are not nested (R-24)."""
    secciones = _secciones(perfil, escala, azar)
    casillas: list[CasillaInventada] = []
    for seccion, territorios in secciones:
        lista = int(azar.cerca(580, 170))
        ubicacion = "02" if azar.uno() < 0.03 else "01"
        for n in range(azar.entero(0, escala.contiguas) + 1):
            tipo, numero = (TipoCasilla.C, n) if n else (TipoCasilla.B, 1)
            casillas.append(
                CasillaInventada(seccion, tipo, f"{numero:02}", territorios, lista - azar.entero(0, 1), ubicacion)
            )
    casillas += _raras(perfil, escala, azar, secciones)
    return _con_faltas(perfil, escala, azar, casillas)


def _secciones(perfil: Perfil, escala: Escala, azar: Azar) -> list[tuple[str, dict[str, str]]]:
    """Section numbers with their territory of each ámbito; each ámbito cuts the run of sections at its own places."""
    propias = [t for t in perfil.ambito_centros.territorios if t != perfil.ambito_centros.extranjero]
    cuentas = [max(2, int(azar.cerca(escala.secciones, escala.secciones / 4))) for _ in propias[: escala.centros]]
    total = sum(cuentas)
    reparto = {perfil.ambito_centros.nombre: _tramos(propias, cuentas)}
    for ambito in perfil.ambitos.values():
        if ambito is not perfil.ambito_centros:
            reparto[ambito.nombre] = _cortar(ambito, escala, azar, total)
    numero = azar.entero(1, 40)
    secciones = []
    for i in range(total):
        secciones.append((f"{numero:04}", {ambito: tramo[i] for ambito, tramo in reparto.items()}))
        numero += 1 if azar.uno() < 0.97 else 2
    return secciones


def _tramos(territorios: list[str], cuentas: list[int]) -> list[str]:
    return [t for t, n in zip(territorios, cuentas, strict=False) for _ in range(n)]


def _cortar(ambito: Ambito, escala: Escala, azar: Azar, total: int) -> list[str]:
    suyos = [t for t in ambito.territorios if t != ambito.extranjero][: min(escala.otros, total)]
    pesos = [azar.entre(0.4, 1.6) for _ in suyos]
    fines = [int(total * p / sum(pesos)) for p in accumulate(pesos)]
    fines[-1] = total
    return _tramos(suyos, [b - a for a, b in zip([0, *fines], fines, strict=False)])


def _raras(
    perfil: Perfil, escala: Escala, azar: Azar, secciones: list[tuple[str, dict[str, str]]]
) -> list[CasillaInventada]:
    """Extraordinarias with repeated `1C`, special ones, early vote, detention and abroad, as odd as in real files."""
    raras: list[CasillaInventada] = []
    lugares = azar.barajar(secciones)
    for i in range(escala.extraordinarias):
        seccion, territorios = lugares[i % len(lugares)]
        raras.append(CasillaInventada(seccion, TipoCasilla.E, "01", territorios, azar.entero(200, 700), "01"))
        for _ in range(escala.repetidas if i == 0 else i % 2):
            raras.append(CasillaInventada(seccion, TipoCasilla.E, "1C", territorios, azar.entero(200, 700), "01"))
    con_maquina = all(e.esperados(TipoCasilla.S, Urna.ELECTRONICA) for e in perfil.elecciones)
    for i in range(escala.especiales):
        seccion, territorios = lugares[(i * 3 + 1) % len(lugares)]
        urna = Urna.ELECTRONICA if con_maquina and i % 10 == 1 else Urna.PAPEL
        raras.append(
            CasillaInventada(seccion, TipoCasilla.S, f"{1 + i * 3 // len(lugares):02}", territorios, 0, "01", urna)
        )
    for _ in range(escala.anticipado):
        territorios = azar.elegir(secciones)[1]
        raras.append(CasillaInventada(N_A, TipoCasilla.A, N_A, territorios, azar.entero(1, 31), "01"))
    for i in range(escala.prision):
        seccion, territorios = lugares[i // 2]
        raras.append(CasillaInventada(seccion, TipoCasilla.P, str(1 + i % 2), territorios, azar.entero(150, 600), "01"))
    fuera = {a.nombre: a.extranjero for a in perfil.ambitos.values()}
    for i in range(escala.extranjero):
        lista = escala.lista_extranjero if i == escala.extranjero - 1 else 738
        raras.append(CasillaInventada(SECCION_EXTRANJERO, TipoCasilla.M, str(i + 1), fuera, lista, "01"))
    return raras


def _con_faltas(perfil: Perfil, escala: Escala, azar: Azar, casillas: list[CasillaInventada]) -> list[CasillaInventada]:
    """Some casillas are missing in one file each; those of the last section stand in the last file only."""
    elecciones = [e.codigo for e in perfil.elecciones]
    if len(elecciones) == 1:
        return casillas
    comunes = [i for i, c in enumerate(casillas) if c.tipo in EN_TODAS and c.numero.isdigit()]
    faltan = azar.barajar(comunes)[: max(len(elecciones), len(comunes) * escala.por_mil // 1000)]
    for n, i in enumerate(faltan):
        casillas[i] = replace(casillas[i], faltas=frozenset((elecciones[n % len(elecciones)],)))
    ultima = max(c.seccion for c in casillas if c.tipo is TipoCasilla.B)
    solas = frozenset(elecciones[:-1])
    return [replace(c, faltas=solas) if c.seccion == ultima and c.tipo in EN_TODAS else c for c in casillas]
