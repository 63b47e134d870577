"""The report of the night so far: what `prep informe` leaves, for the next shift, the press room or the next drill."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from central.marco.conexion import NodoAbierto
from central.marco.proceso import leer_encabezado
from central.tablero import tablero
from central.tablero.incidentes import IncidenteDeCentro
from central.tablero.noche import palabras
from central.tablero.noche.lectura import NocheSeguida, leer
from central.tablero.noche.peores import peores
from central.tablero.noche.trazos import MARCAS_Y, Linea, Trazado, trazar
from central.tablero.tablero import Tablero
from prep.documents.cuadro import ColumnaDeCuadro, Cuadro
from prep.documents.grafica import Grafica, LineaDeGrafica
from prep.documents.guardado import guardar
from prep.documents.membrete import Membrete
from prep.documents.noche import InformeDeNoche, en_csv, en_pdf
from prep.domain.catalogo.catalogo import Catalogo

PLUMAS = {
    Linea.CONOCIDA: (0x777777, 1.0, (4, 3)),
    Linea.RECIBIDAS: (0x0B57A4, 1.2, ()),
    Linea.REGISTRADAS: (0x0F6B2E, 2.2, ()),
    Linea.PRONOSTICO: (0x0F6B2E, 1.6, (1, 3)),
}
NOVENTA = 0.9


@dataclass(frozen=True, slots=True)
class Dejado:
    """Where each file is; `curva` is None while nobody opened."""

    pdf: Path
    hoja: Path
    curva: Path | None


def exportar(puesto: NodoAbierto, carpeta: Path) -> Dejado:
    """The PDF, the curve of each centre in CSV, and tonight's as a known night for a profile. Raises OSError."""
    with puesto.mirar() as conn:
        noche, visto, catalogo = leer(conn), tablero.leer(conn), leer_encabezado(conn)
    dato = informe(noche, visto, catalogo)
    base = carpeta / f"noche-{noche.momento:%Y%m%d-%H%M%S}"
    guardar(pdf := base.with_suffix(".pdf"), en_pdf(dato))
    guardar(hoja := base.with_suffix(".csv"), en_csv(dato))
    curva = base.with_suffix(".toml") if noche.ciudad and noche.ciudad[-1].recibidas else None
    if curva:
        guardar(curva, _como_conocida(noche, catalogo.proceso).encode())
    return Dejado(pdf, hoja, curva)


def informe(noche: NocheSeguida, visto: Tablero, catalogo: Catalogo) -> InformeDeNoche:
    """What is printed of the snapshot."""
    zona = ZoneInfo(catalogo.ajustes.zona)
    hoja = Membrete(
        "La noche hasta ahora", catalogo.proceso, catalogo.entidad.nombre, noche.momento, catalogo.ajustes.zona,
        catalogo.ajustes.real,
    )  # fmt: skip
    trazado = trazar(noche, zona)
    cuadros = [
        _cuadro("Por elección", ("Elección", "Esperadas", "Recibidas", "Capturadas", "Verificadas", "Sin acta"),
                [(e, *map(_miles, (a.esperadas, a.recibidas, a.capturadas, a.verificadas, a.sin_acta)))
                 for e, a in visto.elecciones.items()]),
        _cuadro("", palabras.PEORES, palabras.filas_de_peores(peores(noche, visto)), numeros=0),
        _cuadro("Por etapa", palabras.TRECHOS, palabras.filas_de_trechos(noche)),
        _cuadro("Incidentes sin cerrar", ("Desde", "Centro", "Qué", "Lo dicho", "Atiende"),
                [_incidente(i, zona) for i in visto.incidentes if i.abierto], numeros=0),
    ]  # fmt: skip
    if noche.apertura:
        cuadros.append(_cuadro("Por CATD", palabras.CENTROS, palabras.filas_de_centros(noche, zona)))
    return InformeDeNoche(
        hoja, [*palabras.lineas(noche, zona), _pendiente(visto)], _grafica(trazado) if trazado else None,
        [c for c in cuadros if c.filas], list(_curva(noche, zona)),
    )  # fmt: skip


def _cuadro(titulo: str, cabeza: Sequence[str], filas: Sequence[tuple[str, ...]], numeros: int | None = None) -> Cuadro:
    """The first column wider; the others, numbers unless `numeros` says how many of the last are."""
    derecha = len(cabeza) - 1 if numeros is None else numeros
    columnas = [ColumnaDeCuadro(nombre, 1.4 if not n else 1.0, n >= len(cabeza) - derecha)
                for n, nombre in enumerate(cabeza)]  # fmt: skip
    return Cuadro(titulo, tuple(columnas), tuple(filas), tamano=7.0)


def _miles(cuantas: int) -> str:
    return f"{cuantas:,}"


def _pendiente(v: Tablero) -> str:
    corte = f"El último corte es el {v.corte.numero}" if v.corte else "No ha habido cortes"
    return (
        f"{corte}. Alarmas sin atender: {v.alarmas}. Propuestas que esperan respuesta: {v.propuestas}."
        f" Cotejos abiertos: {v.cotejos}. Actas retenidas por el último corte: {v.retenidas.todas}."
        f" Fuera de catálogo: {v.fuera}."
    )


def _incidente(i: IncidenteDeCentro, zona: ZoneInfo) -> tuple[str, ...]:
    uno = i.incidente
    desde = f"{uno.cuando.astimezone(zona):%H:%M}"
    return (desde, i.centro or "Centro", uno.clase.nombre, uno.texto, uno.dueno or "nadie")


def _grafica(t: Trazado) -> Grafica:
    lineas = []
    for trazo in t.trazos:
        color, grueso, rayas = PLUMAS[trazo.linea]
        puntos = [(minuto / t.fin, min(parte, 1.0)) for minuto, parte in trazo.puntos]
        lineas.append(LineaDeGrafica(trazo.nombre, puntos, color, grueso, rayas))
    horas = [(minuto / t.fin, dicha) for minuto, dicha in t.horas]
    marcas = [(marca / 100, f"{marca} %") for marca in MARCAS_Y]
    banda = (t.entre[0] / t.fin, t.entre[1] / t.fin, NOVENTA) if t.entre else None
    return Grafica(lineas, horas, marcas, t.ahora / t.fin, banda)


def _curva(noche: NocheSeguida, zona: ZoneInfo) -> Iterable[tuple[str, ...]]:
    for centro, suyas in noche.centros.items():
        for m in suyas:
            assert noche.apertura is not None, "sin apertura no hay series"
            hora = (noche.apertura + timedelta(minutes=m.minuto)).astimezone(zona)
            cifras = (noche.esperadas[centro], m.recibidas, m.registradas)
            yield f"{hora:%Y-%m-%d %H:%M}", centro, *map(str, cifras)


def _como_conocida(noche: NocheSeguida, proceso: str) -> str:
    """What goes into a profile so that another night is held against this one (docs/formatos/perfil.md)."""
    tope = noche.ciudad[-1].recibidas
    puntos = {0: 0}
    for m in noche.ciudad:
        minuto, por_mil = round(m.minuto), min(1000 * m.recibidas // tope, 1000)
        if por_mil > max(puntos.values()) and minuto > max(puntos):
            puntos[minuto] = por_mil
    return f'[[curvas]]\nnombre = "{proceso}"\nminutos = {list(puntos)}\npor_mil = {list(puntos.values())}\n'
