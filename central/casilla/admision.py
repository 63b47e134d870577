"""Whether a phone's image may come in, and its fact: signed by the centre, in one transaction with the image (R-09).

What the fold would leave aside is not let in: both judge by `prep.domain.vida.admision`, so they cannot disagree.
"""

from collections.abc import Mapping
from enum import Enum

from sqlalchemy import Connection, text

from central.arbitro.detenidas import Caidas
from central.arbitro.lectura import de_actas
from central.casilla.jpeg import Foto
from central.casilla.telefonos import exigir_en_uso
from central.marco.conexion import OrdenRechazada
from central.nodo.centro import CENTRO
from central.tablero.consulta import fases
from central.telefono.apartada import ACUERDO, Apartada
from central.telefono.apartada import CodigoDeApartada as C
from central.telefono.envio import Envio, EnvioFirmado
from central.telefono.telefono import TelefonoNuevo
from prep.domain.catalogo.ajustes import Ajustes
from prep.domain.catalogo.catalogo import CCV
from prep.domain.hechos.hechos import Fuente, Hecho, Imagen, NombreFase, Publicado
from prep.domain.reglas.hallazgos import CodigoHallazgo
from prep.domain.reglas.tabla import regla
from prep.domain.vida.admision import MEDIO_DE, admitir
from prep.domain.vida.tiempos import momento_corregido
from prep.net.identidad import Llave
from prep.services.estacion.entradas import huella_de_imagen
from prep.services.estacion.firma import firmar
from prep.store.conexion import cruda
from prep.store.del_centro import insertar_centro

POR_CAMPOS = (
    "SELECT clave FROM prep.acta WHERE eleccion = :eleccion AND seccion = :seccion AND tipo = :tipo"
    " AND numero = :numero AND extension = :extension AND (:codigo = '' OR codigo = :codigo) ORDER BY n LIMIT 2"
)
CAE = "SELECT desde, cuenta FROM prep.cae WHERE acta = :acta ORDER BY desde"
PORQUE: Mapping[str, C] = {
    CodigoHallazgo.IMAGEN_DE_OTRA_CUENTA: C.NO_ES_SU_CASILLA,
    CodigoHallazgo.IMAGEN_TRAS_ACOPIO: C.PAQUETE_ACOPIADO,
}
POR_CLAVE = "SELECT clave FROM prep.acta WHERE clave = :clave"


class EntradaDeEnvio(Enum):
    """What became of a sending that was taken in."""

    NUEVA = "nuevo"
    YA_ESTABA = "ya estaba"
    CONFLICTO = "conflicto"  # the base keeps what came first, and has raised its alarm


def exigir_abierto(conn: Connection) -> None:
    """Raises OrdenRechazada unless the proceso is between `abrir` and `cerrar`."""
    vividas = {vivida.fase for vivida in fases(conn)}
    if NombreFase.ABRIR not in vividas:
        raise OrdenRechazada("Todavía no se reciben imágenes: antes pase de fase con «prep fase abrir».")
    if NombreFase.CERRAR in vividas:
        raise OrdenRechazada("El proceso está cerrado: ya no se reciben imágenes.")


def acta_de(conn: Connection, envio: Envio | EnvioFirmado) -> str:
    """The key of the one catalogued acta that the sending names; raises Apartada."""
    acta = envio.acta.model_dump()
    claves = conn.execute(text(POR_CLAVE if "clave" in acta else POR_CAMPOS), acta).scalars().all()
    dicha = " ".join(filter(None, acta.values()))
    if not claves:
        dicho = f"el acta «{dicha}» no está en el catálogo. Revise sección, tipo y número con el CAE."
        raise Apartada(C.FUERA_DE_CATALOGO, dicho)
    if len(claves) > 1:
        dicho = f"hay más de un acta «{dicha}»: falta el código impreso del acta, en «codigo»."
        raise Apartada(C.FUERA_DE_CATALOGO, dicho)
    return str(claves[0])


def admitir_foto(
    conn: Connection,
    llave: Llave,
    envio: Envio | EnvioFirmado,
    foto: Foto,
    proceso: str,
    clave: str,
    telefono: TelefonoNuevo | None = None,
) -> EntradaDeEnvio:
    """Enters image and fact, to be committed by the caller; raises Apartada with the rule that refuses it.

    `telefono`: whose signature it bears, which somebody has verified.
    """
    huella = huella_de_imagen(foto.contenido)
    hecho = Hecho(
        id=envio.envio,
        proceso=proceso,
        acta=clave,
        fuente=Fuente.CASILLA,
        operador=CENTRO,
        estacion=CENTRO,
        momento=envio.digitalizada,
        cuerpo=Imagen(huella, MEDIO_DE[Fuente.CASILLA], CCV, envio.cuenta),
        desfase_ms=envio.desfase_ms,
    )
    if not _conocido(conn, envio):  # judged when it came first: what has happened since changes nothing
        if envio.proceso != proceso:
            raise Apartada(
                C.OTRO_PROCESO,
                f"es del proceso «{envio.proceso}» y este nodo es de «{proceso}». "
                "Ponga el teléfono en el proceso de hoy.",
            )
        if telefono is not None:
            exigir_en_uso(telefono, momento_corregido(hecho))
        juzgar(conn, hecho)
        _exigir_imagen_propia(conn, huella, clave)
        conn.execute(
            text("SELECT prep.entregar_imagen_centro(:huella, :acta, :contenido)"),
            {"huella": huella, "acta": clave, "contenido": foto.contenido},
        )
    return EntradaDeEnvio(insertar_centro(conn, firmar(hecho, llave)))


def _conocido(conn: Connection, envio: Envio | EnvioFirmado) -> bool:
    suyo = "SELECT FROM prep.hecho h WHERE h.id = :id AND prep.vale(h)"
    return conn.execute(text(suyo), {"id": envio.envio}).first() is not None


def juzgar(conn: Connection, hecho: Hecho) -> None:
    """Raises Apartada when the acta of `hecho`, with its verified facts, does not take this phone image (R-09)."""
    cuerpo = hecho.cuerpo
    assert isinstance(cuerpo, Imagen)
    cae = [(desde, cuenta) for desde, cuenta in conn.execute(text(CAE), {"acta": hecho.acta})]
    if not cae:
        dicho = f"la casilla del acta {hecho.acta} no tiene un CAE registrado para PREP Casilla ({ACUERDO})."
        raise Apartada(C.NO_ES_SU_CASILLA, dicho)
    # Published or not, no phone image is made after the package's acopio: that one stays for the fold.
    plazo = conn.execute(text("SELECT cabecera #>> '{ajustes,plazo_conforme_s}' FROM prep.proceso")).scalar_one()
    plazo_s = int(plazo or Ajustes().plazo_conforme_s)
    caidas: Caidas = {}
    suyos = [h for h in de_actas(cruda(conn), [hecho.acta], caidas)[hecho.acta] if not isinstance(h.cuerpo, Publicado)]
    if caidas:
        raise Apartada(
            C.BASE, f"lo que ya hay del acta {hecho.acta} no se puede leer. Para soporte: «prep diagnostico»."
        )
    for hallazgo in admitir([*suyos, hecho], hecho.acta, cae, hecho.proceso, plazo_s).hallazgos:
        if hallazgo.hecho == hecho.id:
            porque = PORQUE.get(hallazgo.codigo, C.BASE)
            raise Apartada(porque, f"{regla(hallazgo.codigo).texto} Acta {hecho.acta}, cuenta «{cuerpo.cuenta}».")


def _exigir_imagen_propia(conn: Connection, huella: str, clave: str) -> None:
    """One picture is of one acta: shown on two rows it would put both in review (R-26)."""
    otra = conn.execute(
        text("SELECT acta FROM prep.imagen WHERE huella = :huella AND acta <> :acta"), {"huella": huella, "acta": clave}
    ).scalar()
    if otra:
        dicho = f"esa misma imagen ya se recibió como del acta {otra}. Pida al CAE la de {clave}."
        raise Apartada(C.IMAGEN_DE_OTRA_ACTA, dicho)
