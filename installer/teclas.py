"""`make teclas`: writes what each key means in every window, docs/manual/teclas.md, and the cards of each role.

The windows are imported for what they put in the table of actions.
"""

import sys
from pathlib import Path
from typing import Final

import catd.acopio.acciones
import catd.digitalizacion.acciones
import catd.empaque.acciones  # noqa: F401
import ccv.imagenes.acciones  # noqa: F401
import central.sala.acciones  # noqa: F401
import prep.ui.acuerdos.acciones
import prep.ui.captura.acciones
import prep.ui.coordinacion.acciones
import prep.ui.cotejo.acciones
import prep.ui.personas.acciones
import prep.ui.practica.teclas
import prep.ui.validacion.acciones  # noqa: F401
from prep.documents.tarjeta import TarjetaDePuesto, tarjetas
from prep.ui.acciones import TABLA, Accion, en_teclado, tecla
from prep.ui.destino import letras_de
from prep.ui.sentidos import SENTIDOS

CARPETA = Path(__file__).resolve().parents[1] / "docs" / "manual"
VENTANAS: Final = {
    "marco": "Toda estación",
    "acopio": "Acopio",
    "digitalizacion": "Digitalización",
    "captura": "Captura",
    "practica": "Práctica",
    "validacion": "Mesa",
    "cotejos": "Cotejos",
    "imagenes": "Imágenes (CCV)",
    "acuerdos": "Propuestas",
    "coordinacion": "Mi CATD",
    "personas": "Personas",
    "empaque": "Cierre",
    "sala": "Sala",
}
IMAGEN: Final = ("izquierda", "derecha", "arriba", "abajo")  # one row of the page for the four
# Held, so that no copying of the paper writes them.
MARCAS: Final = {
    "*": ("ILEGIBLE: manténgala un momento", "No se entiende ni en letra ni en número"),
    "+": ("SIN DATO: manténgala un momento", "Está en blanco, en letra y en número"),
}
# The eight keys of each role's card: those without which nobody works an hour.
TARJETAS: Final = {
    "Acopio": ("acopio.recibir", "acopio.directo", "acopio.alcance", "acopio.faltan", "acopio.ultimo",
               "acopio.destino", "acopio.acuse", "marco.incidente"),
    "Digitalización": ("digitalizacion.escanear", "digitalizacion.aceptar", "digitalizacion.asignar",
                       "digitalizacion.casillas", "digitalizacion.pendientes", "digitalizacion.acercar",
                       "digitalizacion.repetir", "digitalizacion.recuperar"),
    "Captura": ("*", "+", "captura.completa", "captura.guardar", "captura.documento", "captura.devolver",
                "captura.pausa", "captura.escanear"),
    "Mesa": ("validacion.siguiente", "validacion.aceptar", "validacion.documento", "validacion.acercar",
             "validacion.destino", "validacion.devolver", "validacion.buscar", "marco.propuestas"),
    "CCV": ("imagenes.acercar", "imagenes.todas", "cotejos.siguiente", "cotejos.aceptar", "cotejos.modificar",
            "cotejos.destino", "cotejos.pedir", "marco.propuestas"),
    "Coordinación de CATD": ("coordinacion.atender", "coordinacion.cerrar", "coordinacion.faltan",
                             "coordinacion.destino", "coordinacion.exportar", "marco.propuestas",
                             "marco.siguiente", "marco.incidente"),
    "Sala": ("sala.entrar", "sala.acta", "sala.detalle", "sala.incidentes", "sala.atender", "sala.conforme",
             "sala.destino", "sala.noche"),
}  # fmt: skip


def _lugar(accion: Accion) -> int:
    return [*VENTANAS].index(accion.pantalla)


def pagina() -> str:
    """The table of keys, in the words of the windows."""
    filas = []
    for sentido in SENTIDOS.values():
        hechas = [a for a in sorted(TABLA.values(), key=_lugar) if a.id in sentido.acciones]
        hechas = [a for a in hechas if a.id.partition(".")[2] not in IMAGEN]
        if hechas:
            donde = dict.fromkeys(f"{VENTANAS[a.pantalla]}: {a.texto}" for a in hechas)
            filas.append(f"| **{en_teclado(sentido.tecla)}** | {sentido.dice} | {' · '.join(donde)} |")
    partes = [
        "# Las teclas: lo mismo en todas las ventanas",
        "Esta página se hace con `make teclas` de `prep/ui/sentidos.py`: no se corrige aquí. Una tecla quiere decir lo "
        "mismo en todas las ventanas, y en ninguna hace otra cosa; una acción con una tecla que no está aquí no se "
        "puede registrar. Las ocho de cada puesto, para imprimir y pegar junto a la pantalla: "
        "[tarjetas.pdf](tarjetas.pdf).",
        "| Tecla | Quiere decir | En cada ventana |\n|---|---|---|\n" + "\n".join(filas),
        "**Ctrl+flechas** mueven la imagen acercada. **F11** dice qué puede hacerse ahora con lo que está enfrente y "
        "qué pasa después; se elige manteniendo su letra un momento, pide su motivo, y con Esc todo queda como estaba. "
        "Las letras de cada ventana son siempre las mismas:",
        "| Ventana | F11 |\n|---|---|\n" + "\n".join(_con_letras()),
    ]
    return "\n\n".join(partes) + "\n"


def _con_letras() -> list[str]:
    return [
        f"| {ventana} | {' · '.join(f'**{letra}** {TABLA[cual].texto}' for cual, letra in letras.items())} |"
        for pantalla, ventana in VENTANAS.items()
        if (letras := letras_de(pantalla))
    ]


def tarjetas_en_pdf() -> bytes:
    return tarjetas(TarjetaDePuesto(puesto, tuple(map(_renglon, teclas))) for puesto, teclas in TARJETAS.items())


def _renglon(cual: str) -> tuple[str, str, str]:
    if cual in MARCAS:
        return (cual, *MARCAS[cual])
    accion = TABLA[cual]
    if accion.id == f"{accion.pantalla}.destino":
        listadas = letras_de(accion.pantalla).items()
        return tecla(accion), accion.texto, " · ".join(f"{letra} {TABLA[suya].texto}" for suya, letra in listadas)
    return tecla(accion), accion.texto, accion.ayuda.partition(". ")[0].rstrip(".")


def principal() -> int:
    (CARPETA / "teclas.md").write_text(pagina(), encoding="utf-8")
    (CARPETA / "tarjetas.pdf").write_bytes(tarjetas_en_pdf())
    return 0


if __name__ == "__main__":
    sys.exit(principal())
