"""Builders for tests: one small acta and the facts that can happen to it, each with a stated minute of the night."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import UUID

from prep.domain.catalogo.ajustes import Ajustes
from prep.domain.catalogo.catalogo import Acta, Forma, TipoCasilla
from prep.domain.hechos.campos import Valor
from prep.domain.hechos.hechos import (
    AccionDeMesa,
    Acopio,
    Anulacion,
    Captura,
    Cierre,
    Cotejo,
    Cuerpo,
    Custodia,
    Devolucion,
    Dictamen,
    Fuente,
    Hecho,
    Imagen,
    Incidencia,
    MotivoSinActa,
    Propuesta,
    Publicado,
    Respuesta,
    SinActa,
)
from prep.domain.hechos.propuestas import contestar, proponer
from prep.domain.hechos.razones import RazonDeDevolucion
from prep.domain.vida.estado import EstadoActa
from prep.domain.vida.fold import fold
from prep.domain.vida.relevos import Relevos

PROCESO = "SIM-1"
CLAVE = "GUB-000-0001-B01-00-A02-0"
OTRA = "GUB-000-0001-C01-00-A02-0"
APERTURA = datetime(2024, 6, 3, 0, 0, tzinfo=UTC)  # 18:00 in Mexico City
FORMA = Forma("GUB", "000", "A02", ("TOTAL_BOLETAS_SOBRANTES",), ("PAN", "PRI", "NO_REGISTRADAS", "NULOS"))
ACTA = Acta(CLAVE, "GUB", "000", "0001", TipoCasilla.B, "01", "00", "A02", 0, 700, "1", "07", "090001B0100")
CIFRAS: tuple[Valor, ...] = (10, 120, 80, 0, 3, 203)
OTRAS: tuple[Valor, ...] = (10, 120, 81, 0, 3, 204)
TERCERAS: tuple[Valor, ...] = (10, 120, 82, 0, 3, 205)
CUARTAS: tuple[Valor, ...] = (10, 120, 83, 0, 3, 206)
ESCANEO = "aa" * 32
OTRO_ESCANEO = "ab" * 32
FOTO = "bb" * 32
OTRA_FOTO = "bc" * 32
CAE = "cae-7"
FORASTERO = "forastero"  # of another CATD; of the others it is not said where they work
SITIOS = {FORASTERO: "08"}
CATD, CASILLA, CENTRO = Fuente.CATD, Fuente.CASILLA, Fuente.CENTRO


def a_los(minuto: float) -> datetime:
    """`minuto` minutes after opening."""
    return APERTURA + timedelta(minutes=minuto)


def hecho(n: int, fuente: Fuente, cuerpo: Cuerpo, quien: str = "ana", minuto: float | None = None) -> Hecho:
    """Fact number `n`: its id, its sequence and (unless given) its minute; `quien` works at a station of their own."""
    momento = a_los(n if minuto is None else minuto)
    estacion, toma = f"est-{quien}", "toma" if isinstance(cuerpo, Captura | Devolucion) else ""
    return Hecho(UUID(int=n), PROCESO, CLAVE, fuente, quien, estacion, momento, cuerpo, nodo="07", sec=n, toma=toma)


def acopio(n: int, sitio: str = "07", minuto: float | None = None) -> Hecho:
    return hecho(n, CATD, Acopio(sitio, "D"), "acopiador", minuto)


def escaneo(n: int, huella: str = ESCANEO, sitio: str = "07", minuto: float | None = None) -> Hecho:
    return hecho(n, CATD, Imagen(huella, "ESCANER", sitio), "digitalizador", minuto)


def foto(n: int, huella: str = FOTO, cuenta: str = CAE, minuto: float | None = None) -> Hecho:
    return hecho(n, CASILLA, Imagen(huella, "MOVIL", "CCV", cuenta), CAE, minuto)


def captura(
    n: int,
    quien: str,
    valores: tuple[Valor, ...] = CIFRAS,
    *,
    fuente: Fuente = CATD,
    ronda: int = 1,
    imagen: str | None = None,
    documento: str = "ACTA PREP",
    identificacion: str = CLAVE,
    minuto: float | None = None,
) -> Hecho:
    if imagen is None:
        imagen = ESCANEO if fuente is CATD else FOTO
    return hecho(n, fuente, Captura(ronda, imagen, valores, documento, identificacion), quien, minuto)


def dictamen(
    n: int,
    accion: AccionDeMesa,
    vistas: tuple[Hecho, ...],
    *,
    fuente: Fuente = CATD,
    ronda: int = 1,
    motivo: str = "se lee 120",
    valores: tuple[Valor, ...] = (),
    destino: str = "",
    quien: str = "mesa",
) -> Hecho:
    ids = tuple(h.id for h in vistas)
    cuerpo = Dictamen(accion, ronda, ids, motivo, valores, "ACTA PREP" if valores else "", destino)
    return hecho(n, fuente, cuerpo, quien)


def devolucion(
    n: int,
    razon: RazonDeDevolucion = RazonDeDevolucion.NO_SE_LEE,
    quien: str = "ceci",
    *,
    ronda: int = 1,
    fuente: Fuente = CATD,
) -> Hecho:
    return hecho(n, fuente, Devolucion(ronda, ESCANEO if fuente is CATD else FOTO, razon), quien)


def cierre(n: int, ronda: int = 1, fuente: Fuente = CATD) -> Hecho:
    return hecho(n, fuente, Cierre(ronda, "sin otra persona en turno"), "centro")


def sin_acta(n: int, motivo: MotivoSinActa = MotivoSinActa.NO_ENTREGADO, fuente: Fuente = CATD) -> Hecho:
    return hecho(n, fuente, SinActa(motivo), "coordinador")


def anulacion(n: int, de: Hecho, fuente: Fuente = CATD) -> Hecho:
    return hecho(n, fuente, Anulacion(de.id, "error de dedo"), "coordinador")


def custodia(n: int, centro: str) -> Hecho:
    return hecho(n, CENTRO, Custodia(centro, "contingencia"), "centro")


def publicado(n: int, fuente: Fuente = CATD, corte: int = 1) -> Hecho:
    return replace(hecho(n, CENTRO, Publicado(corte, ((CLAVE, fuente, "cd" * 32),)), "centro"), acta="")


def cotejo(
    n: int,
    resultado: int,
    valores: tuple[Valor, ...] = (),
    fuente: Fuente = CATD,
    *,
    imagen: str = "",
    ante: tuple[Hecho, ...] = (),
) -> Hecho:
    """`ante`: what it answers."""
    vistos = tuple(h.id for h in ante)
    return hecho(n, fuente, Cotejo(resultado, "contra el papel", valores, imagen, vistos), "mesa")


def pedido(n: int, quien: str = "coordinador", fuente: Fuente = CATD) -> Hecho:
    return hecho(n, fuente, Cotejo(0, "una representación muestra otra copia"), quien)


def de_dos(uno: Hecho, quien: str = "conforme", minuto: float | None = None) -> tuple[Hecho, Hecho]:
    """What `uno` does, proposed by its signer and accepted by `quien`: number `n` + 1000, half a minute later."""
    propuesta = replace(uno, cuerpo=proponer(uno.cuerpo, "el papel dice otra cosa"))
    return propuesta, conforme(propuesta, quien, minuto)


def conforme(
    propuesta: Hecho, quien: str = "conforme", minuto: float | None = None, respuesta: Respuesta = Respuesta.ACEPTA
) -> Hecho:
    momento = propuesta.momento + timedelta(seconds=30) if minuto is None else a_los(minuto)
    dicho = contestar(propuesta, respuesta, "lo vi en el papel")
    n = propuesta.id.int + 1000
    return replace(hecho(n, propuesta.fuente, dicho, quien), momento=momento, sec=propuesta.sec + 1)


def de_otro_texto(propuesta: Hecho) -> Hecho:
    """The answer of somebody whose window was given another reason under that id."""
    assert isinstance(propuesta.cuerpo, Propuesta)
    falsa = replace(propuesta, cuerpo=replace(propuesta.cuerpo, motivo="otro motivo"))
    return conforme(falsa)


def incidencia(n: int, fuente: Fuente = CATD) -> Hecho:
    return hecho(n, fuente, Incidencia("I-01", "se fue la luz"), "coordinador")


def doblar(
    *hechos: Hecho, ajustes: Ajustes | None = None, cae: str = "", proceso: str = "", relevos: Relevos = ()
) -> EstadoActa:
    """The fold of these facts on the small acta; `cae`: the one account of its casilla."""
    cuentas = relevos or ([(APERTURA, cae)] if cae else ())
    return fold(hechos, ACTA, FORMA, ajustes or Ajustes(), cuentas, proceso, SITIOS)


def codigos(estado: EstadoActa) -> list[str]:
    """The names of everything found, of the acta and of both sources, in no particular order."""
    todos = [*estado.hallazgos, *(h for f in estado.fuentes for h in f.hallazgos)]
    return [getattr(h.codigo, "name", h.codigo) for h in todos]


def por_papel() -> list[Hecho]:
    """The ordinary way: acopio, scan, two equal capturas."""
    return [acopio(1), escaneo(2), captura(3, "ana"), captura(4, "beto")]


def por_telefono() -> list[Hecho]:
    """The phone's ordinary way, before the package travels; ids from 11."""
    return [
        foto(11, minuto=-5),
        captura(12, "ceci", fuente=CASILLA, minuto=2.5),
        captura(13, "dani", fuente=CASILLA, minuto=3.5),
    ]
