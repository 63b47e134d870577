"""SIN ACTA in bulk against the base: who can be declared, why not, and the facts of declaring and reverting (R-35)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import Connection, text

from central.mando.revision import RenglonDeSinActa
from central.marco.conexion import MalUso
from central.marco.hoja import Problema
from central.tablero.claves import exigir_acta
from prep.domain.catalogo.catalogo import SIN_SECCION
from prep.domain.hechos.hechos import Anulacion, Fuente, MotivoSinActa, SinActa, Tipo
from prep.domain.vida.estado import Etapa
from prep.services.estacion.firma import FirmaDeSesion
from prep.store.del_centro import insertar_centro

DECLARADAS_MAX = 800  # of one order: all of them stand in what two people sign
ETAPAS_DE: Mapping[MotivoSinActa, frozenset[Etapa]] = {
    MotivoSinActa.NO_INSTALADA: frozenset({Etapa.ESPERADA}),
    MotivoSinActa.NO_ENTREGADO: frozenset({Etapa.ESPERADA}),
    MotivoSinActa.SIN_BOLSA: frozenset({Etapa.ESPERADA, Etapa.ACOPIADA}),
}
LEYENDAS = {
    Etapa.ACOPIADA: "su paquete ya se recibió; sólo procede sin-bolsa",
    Etapa.SIN_ACTA: "ya está declarada SIN ACTA",
    Etapa.VERIFICADA: "ya está verificada",
    Etapa.TRASLADADA: "se identificó como otra acta",
}


@dataclass(frozen=True, slots=True)
class ActaPorDeclarar:
    """An acta as the list needs it; `casilla` tells the polling place apart across the elections, "" when it has none.

    `en_cola`: facts of it have arrived and are not folded yet, so its stage may be old.
    """

    clave: str
    eleccion: str
    centro: str
    casilla: str
    etapa: Etapa
    en_cola: bool

    def elegible(self, motivo: MotivoSinActa) -> bool:
        """Nothing of it has arrived, or only the package, without the bag; more than that is for the desk (R-16)."""
        return self.etapa in ETAPAS_DE[motivo] and not self.en_cola


_CANDIDATAS = (
    "SELECT a.clave, a.eleccion, a.centro,"
    " CASE WHEN a.tipo = ANY(:sueltas) THEN '' ELSE a.seccion || ' ' || a.tipo || a.numero || '-' || a.extension END,"
    " coalesce(e.etapa, 'ESPERADA'), EXISTS (SELECT FROM prep.cola c WHERE c.acta = a.clave)"
    " FROM prep.acta a LEFT JOIN prep.acta_estado e ON e.acta = a.clave"
)
_SUELTAS = [str(t) for t in SIN_SECCION]


def elegibles(conn: Connection, motivo: MotivoSinActa, centro: str = "", eleccion: str = "") -> list[ActaPorDeclarar]:
    """The actas that can be declared so, of one centre and election or of all, in the order of publication."""
    filas = conn.execute(
        text(
            f"{_CANDIDATAS} WHERE (:centro = '' OR a.centro = :centro) AND (:eleccion = '' OR a.eleccion = :eleccion)"
            " AND coalesce(e.etapa, 'ESPERADA') = ANY(:etapas) ORDER BY a.n"
        ),
        {"sueltas": _SUELTAS, "centro": centro, "eleccion": eleccion, "etapas": [str(e) for e in ETAPAS_DE[motivo]]},
    )
    return [c for c in _leidas(filas) if c.elegible(motivo)]


def por_clave(conn: Connection, claves: Sequence[str]) -> dict[str, ActaPorDeclarar]:
    """The catalogued actas of `claves`, as they are now."""
    filas = conn.execute(
        text(f"{_CANDIDATAS} WHERE a.clave = ANY(:claves)"), {"sueltas": _SUELTAS, "claves": list(claves)}
    )
    return {c.clave: c for c in _leidas(filas)}


def _leidas(filas: Iterable[Sequence[object]]) -> list[ActaPorDeclarar]:
    return [
        ActaPorDeclarar(str(clave), str(eleccion), str(centro), str(casilla), Etapa(str(etapa)), bool(en_cola))
        for clave, eleccion, centro, casilla, etapa, en_cola in filas
    ]


def revisar(conn: Connection, proceso: str, renglones: Sequence[RenglonDeSinActa]) -> list[Problema]:
    """Every reason not to declare `renglones`, in their order; an empty list when all can be declared."""
    candidatas = por_clave(conn, [r.clave for r in renglones])
    instaladas = _instaladas(conn, {c.casilla for c in candidatas.values() if c.casilla})
    problemas = []
    for r in renglones:
        candidata = candidatas.get(r.clave)
        if r.proceso != proceso:
            texto = f"la lista es de {r.proceso[:80]!r} y este nodo es de {proceso!r}"
            problemas.append(Problema(r.renglon, "proceso", texto))
        elif candidata is None:
            problemas.append(Problema(r.renglon, "clave", f"{r.clave[:80]} no está en el catálogo"))
        elif not candidata.elegible(r.motivo):
            problemas.append(
                Problema(r.renglon, "clave", f"{r.clave} ya no se puede declarar: {por_que_no(candidata)}")
            )
        elif r.motivo is MotivoSinActa.NO_INSTALADA and candidata.casilla in instaladas:
            texto = f"la casilla {candidata.casilla} sí se instaló: ya llegó su acta {instaladas[candidata.casilla]}"
            problemas.append(Problema(r.renglon, "motivo", texto))
    return [*problemas, *_causas_encontradas(renglones, candidatas)]


def por_que_no(candidata: ActaPorDeclarar) -> str:
    """Why it cannot be declared in bulk."""
    if candidata.en_cola:
        return "acaban de llegar hechos suyos y aún no se procesan"
    return LEYENDAS.get(candidata.etapa, f"su acta ya llegó (está en {candidata.etapa}); la decide la mesa")


def _instaladas(conn: Connection, casillas: set[str]) -> dict[str, str]:
    """The polling places of which some acta, of whatever election, has arrived: one that was not installed has none."""
    filas = conn.execute(
        text(
            "SELECT a.seccion || ' ' || a.tipo || a.numero || '-' || a.extension AS casilla, min(a.clave)"
            " FROM prep.acta a JOIN prep.acta_estado e ON e.acta = a.clave"
            " WHERE e.etapa NOT IN ('ESPERADA', 'SIN_ACTA') AND a.tipo <> ALL(:sueltas)"
            " AND a.seccion || ' ' || a.tipo || a.numero || '-' || a.extension = ANY(:casillas) GROUP BY 1"
        ),
        {"sueltas": _SUELTAS, "casillas": sorted(casillas)},
    )
    return {str(casilla): str(clave) for casilla, clave in filas}


def _causas_encontradas(
    renglones: Sequence[RenglonDeSinActa], candidatas: dict[str, ActaPorDeclarar]
) -> list[Problema]:
    """A casilla that was not installed, was not so for every election: the list may not say two things of it."""
    primera: dict[str, RenglonDeSinActa] = {}
    problemas = []
    for r in renglones:
        casilla = candidatas[r.clave].casilla if r.clave in candidatas else ""
        antes = primera.setdefault(casilla, r)
        if casilla and MotivoSinActa.NO_INSTALADA in {antes.motivo, r.motivo} and antes.motivo is not r.motivo:
            texto = f"de la casilla {casilla} el renglón {antes.renglon} da otra causa; o se instaló o no"
            problemas.append(Problema(r.renglon, "motivo", texto))
    return problemas


def exigir_declaradas(conn: Connection, claves: Sequence[str]) -> dict[str, list[UUID]]:
    """The declarations of `claves` that can be reverted; raises MalUso with what is wrong with each key at once."""
    hechos, malas = vigentes(conn, claves), []
    for clave in (c for c in claves if c not in hechos):
        try:
            exigir_acta(conn, clave)
        except MalUso as error:
            malas.append(str(error))
            continue
        etapa = conn.execute(text("SELECT etapa FROM prep.acta_estado WHERE acta = :c"), {"c": clave}).scalar()
        de_mesa = (
            "; la declaró la mesa de verificación en su dictamen, y ahí se corrige" if etapa == Etapa.SIN_ACTA else ""
        )
        malas.append(f"{clave} no tiene una declaración SIN ACTA que revertir{de_mesa}.")
    if malas:
        raise MalUso("\n".join([*malas, "No se revirtió ninguna."]))
    return hechos


def declarar(conn: Connection, firma: FirmaDeSesion, renglones: Sequence[RenglonDeSinActa]) -> None:
    """One SIN_ACTA fact for each row. By key: two transactions that lock several actas never wait for each other."""
    for r in sorted(renglones, key=lambda r: r.clave):
        firmado = firma.hecho(r.clave, Fuente.CENTRO, SinActa(r.motivo))
        insertar_centro(conn, firmado)


def vigentes(
    conn: Connection, claves: Sequence[str], tipo: Tipo = Tipo.SIN_ACTA, motivo: str = ""
) -> dict[str, list[UUID]]:
    """The facts of `tipo` of each acta that nobody has annulled, of any author; whose reason begins by `motivo`."""
    filas = conn.execute(
        text(
            "SELECT h.acta, h.id FROM prep.hecho h WHERE h.tipo = :tipo AND h.acta = ANY(:claves)"
            " AND (:motivo = '' OR starts_with(prep.campo_de(h.cuerpo, 'motivo'), :motivo)) AND prep.vale(h)"
            " AND NOT EXISTS (SELECT FROM prep.hecho n WHERE n.acta = h.acta AND n.tipo = 'ANULACION'"
            "  AND prep.campo_de(n.cuerpo, 'hecho') = h.id::text AND prep.vale(n))"
            " ORDER BY h.acta, h.sec"
        ),
        {"claves": list(claves), "tipo": str(tipo), "motivo": motivo},
    )
    hechos: dict[str, list[UUID]] = {}
    for acta, id_ in filas:
        hechos.setdefault(acta, []).append(id_)
    return hechos


def revertir(conn: Connection, firma: FirmaDeSesion, hechos: dict[str, list[UUID]], motivo: str) -> int:
    """One ANULACION for each of `hechos`; returns how many. What is annulled stays readable (R-08)."""
    cuantas = 0
    for acta in sorted(hechos):
        for id_ in hechos[acta]:
            firmado = firma.hecho(acta, Fuente.CENTRO, Anulacion(id_, motivo))
            insertar_centro(conn, firmado)
            cuantas += 1
    return cuantas
