"""Rows of what one person can do so that an acta of their site does not come out: by its hour, image or work."""

import hashlib
from datetime import UTC, datetime

from prep.domain.hechos.hechos import (
    Acopio,
    Anulacion,
    Captura,
    Cotejo,
    Imagen,
    Incidencia,
    Respuesta,
)
from prep.domain.hechos.propuestas import contestar, proponer
from prep.services.estacion.prenda import abrir, con_sesion
from prep.services.nodo.tipos import TrabajoTomado
from tests.ataques.ciudad import Crudo
from tests.ataques.tabla.campo import Campo
from tests.ataques.tabla.fila import Fila, Quien
from tests.ataques.vivo import NodoVivo
from tests.central.arbitro.escena import CAMPOS
from tests.central.corte.apoyo import resultados
from tests.espera import hasta
from tests.store import ejemplos

P, A = Quien.PERSONA, Quien.ADMINISTRADOR
SIGUE = "la toman otros y sigue"
EN_2050 = datetime(2050, 1, 1, tzinfo=UTC).isoformat(timespec="microseconds")


def dice_el_corte(campo: Campo, *actas: str) -> str:
    """The figure and the legend of each in the cut of now."""
    filas = resultados(campo.viva.cortar().carpeta)
    suyas = (filas[ejemplos.catalogo(500).actas[clave].clave_casilla] for clave in actas)
    return "; ".join(" ".join(filter(None, (f["PAN"], f["OBSERVACIONES"]))) for f in suyas)


def tomar(nodo: NodoVivo, n: int, clave: str) -> TrabajoTomado:
    """What person `n` is given of that acta, at their station."""
    puesto, tomado = nodo.estacion(n), list[TrabajoTomado]()

    def uno() -> bool:
        trabajo = con_sesion(puesto, nodo.firma(n), lambda: puesto.reclamar_acta(f"op-01-{n}", clave))
        tomado.extend([trabajo] if trabajo else [])
        return bool(tomado)

    hasta(uno, f"hay trabajo de {clave}")
    return tomado[0]


def fechada_en_2050(campo: Campo) -> str:
    """The right figures, signed by who was given them, with the hour of another century."""
    clave = campo.victima()
    with campo.nodo_vivo() as nodo:
        nodo.digitalizar(clave)
        nodo.capturar(3, clave)
        trabajo = tomar(nodo, 4, clave)
        suya = campo.catd.firmar(4, clave, Captura(trabajo.ronda, trabajo.imagen, (7,) * CAMPOS, "ACTA PREP", clave))
        campo.entregar(Crudo("CAPTURA", clave, suya.cuerpo, EN_2050), 4)
    hasta(lambda: campo.etapa(clave) == "VERIFICADA", "llega al centro")
    return f"{dice_el_corte(campo, clave)}; {campo.alarma('CORTE-REVISION')}"


def imagen_que_no_existe(campo: Campo) -> str:
    """An image is promised that nobody has, so that the true one is to spare; two of the desk take it away."""
    clave = campo.victima()
    with campo.nodo_vivo() as nodo:
        campo.hacer("01-2", clave, Acopio("01", "D"))
        falsa = campo.hacer("01-2", clave, Imagen(hashlib.sha256(b"no hay").hexdigest(), "ESCANER", "01"))
        quita = campo.hacer("01-5", clave, proponer(Anulacion(falsa.hecho.id, "nadie la tiene"), "nadie la tiene"))
        campo.hacer("01-6", clave, contestar(quita.hecho, Respuesta.ACEPTA, "es cierto"))
        nodo.digitalizar_recibida(clave)
        for n in (3, 4):
            nodo.capturar(n, clave)
        hasta(lambda: nodo.etapa(clave) == "VERIFICADA", "se verifica")
    return SIGUE


def imagen_de_otra(campo: Campo) -> str:
    """The very image of a published acta, signed as that of another one, which then is captured as it was."""
    una, clave = campo.publicada, campo.victima()
    campo.hacer("01-2", clave, Acopio("01", "D"))
    campo.hacer("01-2", clave, Imagen(hashlib.sha256(una.encode()).hexdigest(), "ESCANER", "01"))
    with campo.nodo_vivo() as nodo:
        for n in (3, 4):
            nodo.capturar(n, clave)
    hasta(lambda: campo.etapa(clave) == "VERIFICADA", "llega al centro")
    return dice_el_corte(campo, una, clave)


def trabajo_retenido(campo: Campo) -> str:
    """Claimed and never captured, renewed again and again; who coordinates that site takes it from that person."""
    clave = campo.victima()
    with campo.nodo_vivo() as nodo:
        nodo.digitalizar(clave)
        suyo = tomar(nodo, 2, clave)
        assert all(nodo.estacion(2).renovar(suyo.trabajo, suyo.toma) for _ in range(3))
        nodo.capturar(3, clave)
        abrir(nodo.estacion(7), nodo.firma(7))
        libera = Incidencia("TRABAJO_LIBERADO", "lo retiene", f"{suyo.trabajo} op-01-2 est-01-2")
        campo.catd.entregar(campo.catd.firmar(7, clave, libera))
        nodo.capturar(4, clave)
        hasta(lambda: nodo.etapa(clave) == "VERIFICADA", "se verifica")
    return SIGUE


def rechazar_todo(campo: Campo) -> str:
    """One of the desk says no to whatever is proposed, before and after another accepts it."""
    clave, vistas = campo.publicada, []
    for votos, primero, luego in ((8, Respuesta.RECHAZA, Respuesta.ACEPTA), (9, Respuesta.ACEPTA, Respuesta.RECHAZA)):
        cambio = campo.hacer("01-5", clave, proponer(Cotejo(2, "así dice", (votos,) * CAMPOS), "así dice"))
        for respuesta in (primero, luego):
            quien = "01-6" if respuesta is Respuesta.RECHAZA else "01-7"
            campo.hacer(quien, clave, contestar(cambio.hecho, respuesta, "vi el papel"))
        vistas.append(str(campo.cifras(clave)[0]))
    return ", ".join(vistas)


def catalogo_del_nodo(campo: Campo) -> str:
    """A node's base says that an acta of another CATD is its own; its people receive and scan it."""
    clave = campo.victima("02")
    mueve = "UPDATE prep.acta SET centro = '{}' WHERE clave = '{}'"
    campo.como_admin(mueve.format("01", clave))
    try:
        campo.hacer("01-1", clave, Acopio("01", "D"))
        campo.hacer("01-1", clave, Imagen(hashlib.sha256(b"otra").hexdigest(), "ESCANER", "01"))
    finally:
        campo.como_admin(mueve.format("02", clave))
    return f"{campo.etapa(clave)}, {campo.alarma('SIN_DERECHO')}"


def otras_tablas(campo: Campo) -> str:
    """A node publishes its own people and alarms where the centre subscribes to its facts."""
    campo.como_admin(
        "ALTER PUBLICATION hechos ADD TABLE prep.operador, prep.alarma",
        "INSERT INTO prep.alarma (codigo, acta, texto) VALUES ('FALSA', '', 'x')",
    )
    try:
        campo.honesta()
        return campo.alarma("FALSA")
    finally:
        campo.como_admin("ALTER PUBLICATION hechos DROP TABLE prep.operador, prep.alarma")


FILAS = [
    Fila("237", P, "firmar su captura con la hora de 2050", "- EN REVISIÓN; alarma CORTE-REVISION", fechada_en_2050),
    Fila("238", P, "prometer una imagen que no existe, para que la verdadera sobre", SIGUE, imagen_que_no_existe),
    Fila("239", P, "dar por imagen de otra acta la de una publicada", "7 EN REVISIÓN; - EN REVISIÓN", imagen_de_otra),
    Fila("240", P, "tomar un trabajo y renovarlo sin capturarlo", SIGUE, trabajo_retenido),
    Fila("241", P, "decir que no a todo lo que se propone", "8, 9", rechazar_todo),
    Fila(
        "242",
        A,
        "decir en la base de un nodo que es suya un acta de otro",
        "ESPERADA, alarma SIN_DERECHO",
        catalogo_del_nodo,
    ),
    Fila("243", A, "publicar otras tablas de un nodo en su réplica", "SIN ALARMA FALSA", otras_tablas),
]
