"""The card of an acta in words, as `prep acta` prints it and the board shows it: what is known, what can be done."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from central.marco.tabla import hace, hora, nombre_etapa, tabla
from central.tablero.ficha.lectura import FichaDeActa, HechoDeFicha
from prep.domain.catalogo.catalogo import CCV, TOTALES
from prep.domain.publicacion.columnas import CALCULADO, CONTABILIZADA, NADA, OBSERVACIONES
from prep.domain.reglas.senalado import NOMBRE_DE, Senalado
from prep.domain.vida.estado import ClaseTrabajo, EstadoActa, Etapa

SANGRIA = "  "
QUE_SIGUE: Mapping[Etapa, str] = {
    Etapa.ESPERADA: "Espérela en el {centro}. Si no va a llegar, declárela con «prep sin-acta».",
    Etapa.RETENIDA: "Registre en el {centro} el acopio de su sobre, si está ahí: su imagen llegó antes.",
    Etapa.ACOPIADA: "Que se digitalice en el {centro}.",
    Etapa.DIGITALIZADA: "Que se capture en el {custodia}: faltan las dos capturas.",
    Etapa.EN_CAPTURA: "Que se capture en el {custodia}: falta otra persona.",
    Etapa.EN_DISPUTA: "Que se capture en el {custodia}: las capturas difieren y falta otra persona.",
    Etapa.EN_MESA: "Que la mesa del {custodia} la decida junto a la imagen.",
    Etapa.POR_VALIDAR: "Que la mesa del {custodia} la valide.",
    Etapa.POR_REDIGITALIZAR: "Que se digitalice otra vez en el {centro}: su imagen no sirve.",
    Etapa.VERIFICADA: "No le falta nada.",
    Etapa.SIN_ACTA: "Si aparece, recíbala. Si se declaró por error, «prep sin-acta revertir {clave}».",
    Etapa.TRASLADADA: "Lo que llegó era de {destino}. La suya se sigue esperando en el {centro}.",
}


@dataclass(frozen=True, slots=True)
class SeccionDeFicha:
    """Under `titulo`, rows of a table with its `cabeza`; or, without it, a line each with its detail below."""

    titulo: str
    filas: Sequence[tuple[str, ...]]
    cabeza: tuple[str, ...] = ()


def nombre(f: FichaDeActa) -> str:
    """Which acta it is."""
    return " · ".join(filter(None, (f.clave, f.eleccion, f.casilla)))


def secciones(f: FichaDeActa) -> list[SeccionDeFicha]:
    """What there is to tell, in the order in which a coordinator asks; an empty section is not there."""
    todas = [
        SeccionDeFicha("Cómo está", [(linea,) for linea in _como_esta(f)]),
        SeccionDeFicha("Avisos, lo más grave primero", [_aviso(s, f.zona) for s in f.senalados]),
        SeccionDeFicha("Alarmas sin atender", [(f"{a.codigo}: {a.texto}", hora(a.cuando, f.zona)) for a in f.alarmas]),
        SeccionDeFicha("En cuarentena: no cuentan", [_apartado(h, f.zona) for h in f.apartados]),
        SeccionDeFicha("Qué sigue", [(linea,) for linea in que_sigue(f)]),
        SeccionDeFicha("Hechos", _hechos(f), ("Hora", "Qué", "Vía", "Quién", "Dónde", "Detalle")),
        SeccionDeFicha("Renglón publicado", [(_renglon(f),)] if f.publicado else []),
    ]
    return [s for s in todas if s.filas]


def a_texto(f: FichaDeActa) -> str:
    """The card as a page to read."""
    return "\n\n".join([nombre(f), *(_seccion(s) for s in secciones(f))])


def que_sigue(f: FichaDeActa) -> list[str]:
    """What somebody can do about it now."""
    e = f.estado
    lugares = {
        "clave": f.clave,
        "centro": _lugar(f.centro or e.vigente.sitio),
        "custodia": _lugar(e.custodia or f.centro),
        "destino": e.vigente.destino,
    }
    dichos = [QUE_SIGUE[e.etapa].format(**lugares)]
    if f.tomados:
        dichos.append(f"Si quien la tiene no sigue, libérela: F11 en la sala, o «prep liberar {f.clave}».")
    if f.por_procesar:
        dichos.append(f"Espere: el nodo aún no procesa {f.por_procesar} de sus hechos.")
    if e.cotejo_abierto:
        dichos.append(_cotejo(e))
    if e.registrada and f.publicado is None:
        dichos.append("Sale en el siguiente corte.")
    if f.grave:
        dichos.append("Tiene avisos graves: léalos antes que nada.")
    if f.alarmas:
        dichos.append("Atienda sus alarmas con Ctrl+F2 en la sala.")
    return dichos


def _cotejo(e: EstadoActa) -> str:
    que = "Se pidió cotejarla" if e.pedidos else "Se verificó por las dos vías: falta cotejarlas"
    centro = next((p.sitio for p in e.pendientes if p.clase is ClaseTrabajo.COTEJO), e.custodia)
    return f"{que}. Decide la mesa del {_lugar(centro)}, en «Cotejos»."


def _lugar(centro: str) -> str:
    return CCV if centro == CCV else f"CATD {centro}" if centro else "centro que la tenga"


def _como_esta(f: FichaDeActa) -> list[str]:
    e = f.estado
    desde = f", desde {hora(f.desde, f.zona)} (hace {hace(f.momento - f.desde)})" if f.desde else ""
    lineas = [f"Etapa: {nombre_etapa(e.etapa)}{desde}"]
    if e.vigente.sin_acta:
        lineas.append(str(e.vigente.sin_acta))
    lineas.append(f"Es del {_lugar(f.centro)}" if f.centro else "Fuera de catálogo")
    if e.custodia:
        lineas.append(f"Su trabajo es del {_lugar(e.custodia)}")
    for t in f.tomados:
        quien = f"{t.operador} en {t.estacion}" if t.expira > f.momento else f"nadie; la dejó {t.operador}"
        lineas.append(f"{t.clase.capitalize()}, ronda {t.ronda}: {quien}, con señal hace {hace(f.momento - t.desde)}")
    if f.publicado is None:
        lineas.append("Publicada: todavía no")
    else:
        lineas.append(f"Publicada: sí, en el corte {f.publicado.corte}, del {hora(f.publicado.momento, f.zona)}")
    return lineas


def _aviso(s: Senalado, zona: str) -> tuple[str, ...]:
    return tuple(filter(None, (f"{s.gravedad.name}: {s.regla.texto}", s.de_que(zona))))


def _apartado(h: HechoDeFicha, zona: str) -> tuple[str, str]:
    return f"{NOMBRE_DE.get(h.tipo, h.tipo)}: {h.razon}", f"{h.operador} en {h.estacion}, {hora(h.momento, zona)}"


def _hechos(f: FichaDeActa) -> list[tuple[str, ...]]:
    return [
        (hora(h.momento, f.zona), NOMBRE_DE.get(h.tipo, h.tipo), h.via, h.operador, h.estacion, h.detalle)
        for h in f.hechos
        if not h.razon
    ]


def _renglon(f: FichaDeActa) -> str:
    """Its figures, its legend and whether it counts; what it does not carry is left out."""
    assert f.publicado is not None
    textos = f.publicado.textos
    columnas = list(textos)
    cifras = columnas[columnas.index(TOTALES[0]) : columnas.index(CALCULADO) + 1]
    return " · ".join(
        f"{c} {textos[c]}" for c in (*cifras, OBSERVACIONES, CONTABILIZADA) if textos[c] not in ("", NADA)
    )


def _seccion(s: SeccionDeFicha) -> str:
    if s.cabeza:
        return f"{s.titulo}\n{tabla(s.cabeza, s.filas)}"
    lineas = [SANGRIA * (1 if n == 0 else 3) + linea for fila in s.filas for n, linea in enumerate(fila)]
    return "\n".join([s.titulo, *lineas])
