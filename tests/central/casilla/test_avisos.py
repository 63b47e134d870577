"""What each phone is told: how its actas stand, what the desk asks of it and why, and when the paper came first."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from uuid_utils.compat import uuid7

from central.casilla.apartadas import Apartadas
from central.casilla.avisos import AvisosDeCasilla
from central.casilla.estados import nombre_de
from central.marco.conexion import NodoAbierto
from central.telefono.recado import ruta_de_cuenta
from prep.domain.hechos.hechos import AccionDeMesa, Acopio, Captura, Dictamen, Fuente, Imagen
from prep.net.identidad import guardar
from prep.store.conexion import motor
from prep.ui.validacion.motivos import de
from tests.central.arbitro.escena import CAMPOS, Escena
from tests.central.casilla.envios import CUENTA
from tests.conftest import Nodo
from tests.store.ejemplos import acta

UNA, OTRA, TERCERA = (acta(n).clave for n in (1, 3, 5))
HUELLA = "ab" * 32
CASILLA = Fuente.CASILLA


class Dichos:
    """The notices of a scene, in a folder."""

    def __init__(self, escena: Escena, raiz: Path) -> None:
        self.escena, self.raiz = escena, raiz
        self.maquina = motor(escena.base.dsn("prep_centro"))
        (raiz / "apartadas").mkdir()
        guardar(escena.llaves["centro"], raiz / "centro.key")
        puesto = NodoAbierto(raiz, self.maquina)
        self.avisos = AvisosDeCasilla(raiz / "avisos", puesto, Apartadas(raiz))

    def leer(self, cuenta: str = CUENTA) -> dict[str, Any]:
        self.escena.correr()
        self.avisos.escribir()
        dicho = json.loads(ruta_de_cuenta(self.raiz / "avisos", cuenta).read_bytes())
        assert isinstance(dicho, dict)
        return dicho

    def acta(self, clave: str = UNA) -> tuple[str, str, str]:
        actas = {a["clave"]: a for c in self.leer()["casillas"] for a in c["actas"]}
        return actas[clave]["estado"], actas[clave]["motivo"], actas[clave]["texto"]


@pytest.fixture
def dichos(base: Nodo, tmp_path: Path) -> Iterator[Dichos]:
    base.dueno("INSERT INTO prep.cae (acta, cuenta) SELECT clave, %s FROM prep.acta WHERE clave <> %s", CUENTA, TERCERA)
    base.dueno("INSERT INTO prep.cae (acta, cuenta) VALUES (%s, 'cae-8')", TERCERA)
    suyos = Dichos(Escena(base), tmp_path)
    yield suyos
    suyos.maquina.dispose()


def a_la_mesa(escena: Escena) -> tuple[Any, ...]:
    """Two people read another acta on it: the desk's turn."""
    leida = Captura(1, HUELLA, (1,) * CAMPOS, "ACTA PREP", OTRA)
    vistas = tuple(escena.hacer(n, UNA, leida, CASILLA).hecho.id for n in ("ccv-2", "ccv-3"))
    escena.correr()
    return vistas


@pytest.mark.parametrize("motivo", ["Está borrosa.", "Es un acta federal, no la de esta elección."])
def test_de_falta_a_aceptada_a_que_piden_otra_con_la_razon_de_la_mesa(dichos: Dichos, motivo: str) -> None:
    assert dichos.acta() == ("falta", "", "")
    suya = dichos.leer()["casillas"][0]["actas"][0]
    assert (suya["titulo"], suya["color"], suya["color_nombre"]) == ("JEFATURA", "#6b2c91", "morado")
    dichos.escena.hacer("centro", UNA, Imagen(HUELLA, "MOVIL", "CCV", CUENTA), CASILLA)
    assert dichos.acta() == ("aceptada", "", "")
    vistas = a_la_mesa(dichos.escena)
    assert motivo in de(AccionDeMesa.REDIGITALIZA).opciones
    dictamen = Dictamen(AccionDeMesa.REDIGITALIZA, 1, vistas, motivo)
    dichos.escena.hacer("ccv-1", UNA, dictamen, CASILLA)
    assert dichos.acta() == ("piden_otra", "REDIGITALIZA", f"{motivo} Tome otra foto.")
    dichos.escena.hacer("centro", UNA, Imagen("cd" * 32, "MOVIL", "CCV", CUENTA), CASILLA)
    assert dichos.acta() == ("aceptada", "", "")


def test_cuando_el_paquete_llega_sin_imagen_se_cierra_y_se_cita_el_acuerdo(dichos: Dichos) -> None:
    dichos.escena.hacer(1, UNA, Acopio("01", "D"))
    estado, motivo, texto = dichos.acta()
    assert (estado, motivo) == ("acopiada", "PAQUETE_ACOPIADO") and "INE/CCOE014/2018" in texto
    assert dichos.acta(OTRA)[0] == "falta"


def test_si_ya_habia_imagen_la_llegada_del_paquete_no_la_quita(dichos: Dichos) -> None:
    dichos.escena.hacer("centro", UNA, Imagen(HUELLA, "MOVIL", "CCV", CUENTA), CASILLA)
    dichos.escena.hacer(1, UNA, Acopio("01", "D"))
    assert dichos.acta()[0] in ("aceptada", "acopiada")


def test_lo_apartado_se_le_dice_a_su_cuenta_y_lo_que_nadie_probo_a_ninguna(dichos: Dichos) -> None:
    envio, ajeno = str(uuid7()), str(uuid7())
    texto = f"Motivo: algo.\nCódigo: IMAGEN_DANADA\nEnvío: {envio}\nCuenta: {CUENTA}\nActa: {UNA}\n"
    (dichos.raiz / "apartadas" / "a.motivo.txt").write_text(texto)
    (dichos.raiz / "apartadas" / "b.motivo.txt").write_text(
        f"Código: FIRMA\nEnvío: {ajeno}\nCuenta que dice: {CUENTA}\n"
    )
    (suyo,) = dichos.leer()["envios"]
    assert (suyo["envio"], suyo["estado"], suyo["motivo"]) == (envio, "no_procede", "IMAGEN_DANADA")
    assert suyo["acta"] == UNA and "Tome otra" in suyo["texto"]


def test_cada_cuenta_ve_lo_suyo_y_no_se_escribe_lo_que_no_cambia(dichos: Dichos) -> None:
    (casilla,) = dichos.leer("cae-8")["casillas"]
    assert [a["clave"] for a in casilla["actas"]] == [TERCERA]
    assert (casilla["nombre"], casilla["actas"][0]["codigo"]) == ("Básica 1", "A02")
    assert dichos.avisos.escribir() == 0
    dichos.escena.hacer("centro", TERCERA, Imagen(HUELLA, "MOVIL", "CCV", "cae-8"), CASILLA)
    dichos.escena.correr()
    assert dichos.avisos.escribir() == 1


@pytest.mark.parametrize(
    ("tipo", "numero", "extension", "nombre"),
    [
        ("B", "01", "00", "Básica 1"),
        ("C", "02", "00", "Contigua 2"),
        ("E", "03", "01", "Extraordinaria 3, contigua 1"),
        ("S", "01", "0", "Especial 1"),
    ],
)
def test_la_casilla_se_llama_como_en_la_calle(tipo: str, numero: str, extension: str, nombre: str) -> None:
    assert nombre_de(tipo, numero, extension) == nombre
