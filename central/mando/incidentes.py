"""Incidents as the centre sees to them and exports them: each step is a person's, signed with their own key (R-34)."""

from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import text

from central.mando.dos_personas import exigir_coordinacion
from central.marco.conexion import MalUso, NodoAbierto
from central.marco.proceso import leer_encabezado
from central.tablero.incidentes import IncidenteDeCentro, leer
from prep.documents.guardado import guardar
from prep.documents.incidentes import en_csv, en_pdf
from prep.domain.hechos.hechos import Cuerpo, Fuente, PasoDeIncidente, Seguimiento
from prep.domain.reglas.incidentes import EstadoDeIncidente, Incidente
from prep.services.estacion.entradas import motivo_escrito
from prep.services.estacion.relacion import relacion
from prep.services.estacion.sesion import Sesion
from prep.store.del_centro import insertar_centro

CENTRO = "Centro"


def incidentes_de(puesto: NodoAbierto) -> list[IncidenteDeCentro]:
    """Those of the night, what nobody sees to first."""
    with puesto.mirar() as conn:
        return leer(conn)


def seguir(puesto: NodoAbierto, sesion: Sesion, cual: Incidente, paso: PasoDeIncidente, texto: str) -> None:
    """Raises MalUso for what its state does not take: another person may have closed it meanwhile."""
    exigir_coordinacion(puesto, sesion)
    hay = next((i.incidente for i in incidentes_de(puesto) if i.incidente.id == cual.id), cual)
    cerrado = hay.estado is EstadoDeIncidente.CERRADO
    if cerrado is not (paso is PasoDeIncidente.REABRE):
        raise MalUso("Ese incidente ya está cerrado." if cerrado else "Ese incidente no está cerrado.")
    anotar(puesto, sesion, Seguimiento(cual.id, paso, motivo_escrito(texto)), Fuente.CENTRO)


def anotar(puesto: NodoAbierto, sesion: Sesion, cuerpo: Cuerpo, fuente: Fuente) -> None:
    """Signed with the key of who is in, kept at the centre; what is of the centre goes down to every node."""
    with puesto.ordenar() as conn:
        insertar_centro(conn, sesion.firma.hecho("", fuente, cuerpo))


def exportar(puesto: NodoAbierto, carpeta: Path) -> tuple[Path, Path, int]:
    """The PDF, the CSV, and how many they hold. Raises OSError."""
    with puesto.mirar() as conn:
        todos, catalogo = leer(conn), leer_encabezado(conn)
        nombres = {
            fila.operador: fila.nombre for fila in conn.execute(text("SELECT operador, nombre FROM prep.operador"))
        }
    ahora = datetime.now(UTC)
    centros = {i.incidente.id: i.centro or CENTRO for i in todos}
    dato = relacion(catalogo, [i.incidente for i in todos], nombres, ahora, CENTRO, centros)
    base = carpeta / f"incidentes-{ahora:%Y%m%d-%H%M%S}"
    guardar(pdf := base.with_suffix(".pdf"), en_pdf(dato))
    guardar(hoja := base.with_suffix(".csv"), en_csv(dato))
    return pdf, hoja, len(todos)
