"""Work as the árbitro makes it, for tests that have no árbitro."""

import json
from collections.abc import Sequence
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


def por_cotejar(
    nodo: Nodo, clave: str, papel: tuple[str, Sequence[object]], foto: tuple[str, Sequence[object]], *,
    etapa: str = "VERIFICADA",
) -> None:  # fmt: skip
    """Published from the phone, the paper in `etapa`; of each, image and figures. The cotejo is the CCV's to decide."""
    verificar(nodo)
    fuentes = [
        {"fuente": fuente, "etapa": suya, "sitio": sitio, "imagen": huella, "valores": list(cifras), "ronda": 1,
         "documento": "ACTA PREP", "capturas": [{"hecho": f"{n:032x}"} for n in (1, 2)]}
        for fuente, suya, sitio, (huella, cifras) in (("CATD", etapa, "01", papel), ("CASILLA", "VERIFICADA", "", foto))
    ]  # fmt: skip
    estado = {"acta": clave, "etapa": "VERIFICADA", "fuentes": fuentes, "vigente": 1, "cotejo_abierto": True}
    nodo.dueno(
        "INSERT INTO prep.acta_estado (acta, etapa, fuente, registrada, custodia, hechos, estado, huella)"
        " VALUES (%s, 'VERIFICADA', 'CASILLA', true, 'CCV', 1, %s::jsonb, '')", clave, json.dumps(estado),
    )  # fmt: skip
    nodo.dueno(
        "INSERT INTO prep.trabajo (acta, clase, fuente, ronda, puesto, sitio, imagen, creado)"
        " VALUES (%s, 'COTEJO', 'CASILLA', 1, 0, 'CCV', %s, now())", clave, foto[0],
    )  # fmt: skip
