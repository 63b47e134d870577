"""An acta of another node whose figures came before its image: published, said, and put right when the image comes."""

import hashlib

from tests.central.corte.apoyo import celda, resultados
from tests.central.corte.escena import ACTAS, Cortes


def _en_otro_nodo(cortes: Cortes, acta: str) -> str:
    """Verified at CATD 01's node; its facts came here, its image not yet. Returns the image's hash."""
    cortes.base.dueno(
        "INSERT INTO prep.nodo (nodo, catd, generacion, estado, rol, apodo, comprobada_n, comprobada, cabeza_n,"
        " cabeza) VALUES ('CATD01', '01', 1, 'ACTIVO', 'sub_catd01', 'catd01', 7, %s, 9, '')", b"eslabon",
    )  # fmt: skip
    cortes.base.dueno("UPDATE prep.proceso SET nodo = 'CATD01'")
    cortes.verificada(acta, votos=3, entregada=False)
    cortes.base.dueno("UPDATE prep.proceso SET nodo = 'CENTRO'")
    return hashlib.sha256(acta.encode()).hexdigest()


def test_se_publica_con_sus_cifras_y_la_nota_se_quita_cuando_llega(cortes: Cortes) -> None:
    huella = _en_otro_nodo(cortes, ACTAS[0])
    primero = cortes.cortar()
    assert (primero.actas, primero.en_revision) == (1, 0)
    renglones = resultados(primero.carpeta)
    assert celda(renglones, ACTAS[0], "PAN") == "3"
    assert celda(renglones, ACTAS[0], "OBSERVACIONES") == "IMAGEN EN CAMINO"
    assert celda(renglones, ACTAS[0], "CODIGO_INTEGRIDAD") == huella
    cortes.base.dueno(
        "INSERT INTO prep.imagen (huella, acta, bytes, tamano, estacion, nodo) VALUES (%s, %s, %s, 1, 'e', 'CATD01')",
        *(huella, ACTAS[0], ACTAS[0].encode()),
    )
    segundo = cortes.cortar()
    assert celda(resultados(segundo.carpeta), ACTAS[0], "OBSERVACIONES") == ""
    assert cortes.alarmas() == []
    assert cortes.cortar().actas == 1


def test_el_manifiesto_lleva_la_cabeza_de_la_cadena_de_cada_nodo(cortes: Cortes) -> None:
    _en_otro_nodo(cortes, ACTAS[0])
    manifiesto = (cortes.cortar().carpeta / "manifiesto.json").read_text()
    assert '"nodo":"CATD01"' in manifiesto.replace(" ", "")
    assert b"eslabon".hex() in manifiesto
    assert '"sin_comprobar":[{"comprobado":7,"dice":9,"nodo":"CATD01"}]' in manifiesto
    assert cortes.alarmas() == []
    cortes.base.dueno("UPDATE prep.nodo SET alta = alta - interval '1 hour'")
    cortes.cortar()
    cortes.cortar()
    assert cortes.alarmas() == ["CADENA_SIN_COMPROBAR"]
