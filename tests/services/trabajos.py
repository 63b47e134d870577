"""Work as the árbitro makes it, for tests that have no árbitro."""

from hashlib import sha256

from prep.services.acopio.acopio import Acopiar
from prep.services.digitalizacion.digitalizacion import Digitalizar
from prep.services.estacion.estacion import Estacion
from tests.conftest import Nodo
from tests.services.conftest import sesion
from tests.store.entregas import verificar

CIFRAS = [7, 8, 9, 10, 101, 102, 103, 104, "ILEGIBLE", "SIN DATO", 4242]


def con_imagen(estacion: Estacion, clave: str, contenido: bytes = b"papel") -> str:
    """Acopio and image of `clave`, delivered; returns the hash."""
    abierta = sesion("ana", estacion)
    Acopiar(estacion, abierta).registrar(clave, "D")
    Digitalizar(estacion, abierta).digitalizar(clave, contenido)
    return sha256(contenido).hexdigest()


def ofrecer(nodo: Nodo, clave: str, imagen: str, *puestos: int, clase: str = "CAPTURA", ronda: int = 1) -> None:
    verificar(nodo)
    for puesto in puestos:
        nodo.dueno(
            "INSERT INTO prep.trabajo (acta, clase, fuente, ronda, puesto, sitio, imagen, creado)"
            " VALUES (%s, %s, 'CATD', %s, %s, '01', %s, now())",
            clave,
            clase,
            ronda,
            puesto,
            imagen,
        )
