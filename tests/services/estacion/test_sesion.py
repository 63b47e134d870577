"""Logging in is unsealing one's key, with or without the node; each action asks for its role."""

import inspect
from dataclasses import replace

import pytest

from prep.net import identidad
from prep.services.acopio.acopio import Acopiar
from prep.services.captura.acuerdos import Acuerdos
from prep.services.captura.captura import Capturar
from prep.services.captura.cotejos import Cotejar
from prep.services.captura.imagenes_casilla import ImagenesCasilla
from prep.services.captura.validacion import Validar
from prep.services.digitalizacion.digitalizacion import Digitalizar
from prep.services.estacion.contrasena import Contrasena
from prep.services.estacion.coordinacion import Coordinar
from prep.services.estacion.empaque import Empacar
from prep.services.estacion.errores import NoProcede, SinPermiso
from prep.services.estacion.estacion import CasoDeUso, Estacion
from prep.services.estacion.incidentes import Incidentes
from prep.services.estacion.mensajes import Mensajes
from prep.services.estacion.personas import Personas
from prep.services.estacion.sesion import PERMISOS, abrir_sesion, accion
from tests.services.conftest import CONTRASENA, conocido, llave, sesion

CASOS: dict[str, type[CasoDeUso]] = {
    "acuerdos": Acuerdos,
    "cotejos": Cotejar,
    "incidentes": Incidentes,
    "mensajes": Mensajes,
    "contrasena": Contrasena,
    "personas": Personas,
    "coordinar": Coordinar,
    "empaque": Empacar,
    "acopio": Acopiar,
    "digitalizacion": Digitalizar,
    "captura": Capturar,
    "validacion": Validar,
    "imagenes_casilla": ImagenesCasilla,
}
ACCIONES = [
    (modulo, nombre)
    for modulo, clase in CASOS.items()
    for nombre, _ in inspect.getmembers(clase, inspect.isfunction)
    if nombre.isascii() and not nombre.startswith("_")  # those of mutmut are not
]


def test_cada_accion_publica_esta_en_la_tabla_y_nada_mas() -> None:
    de_sala = {p for p in PERMISOS if p.startswith("sala.")}  # of the centre: tests/central/mando/test_ordenes.py
    assert {f"{modulo}.{nombre}" for modulo, nombre in ACCIONES} == set(PERMISOS) - de_sala


@pytest.mark.parametrize(("modulo", "nombre"), ACCIONES)
def test_ninguna_accion_se_hace_sin_su_rol(suelta: Estacion, modulo: str, nombre: str) -> None:
    ajeno = replace(conocido("ana"), roles=("visita",))
    sin_roles = abrir_sesion([ajeno], "ana", CONTRASENA, "est-01-1", suelta.spool.proceso)
    with pytest.raises(SinPermiso, match="hace falta el permiso"):
        getattr(CASOS[modulo](suelta, sin_roles), nombre)()


def test_una_accion_que_no_esta_en_la_tabla_no_se_puede_escribir() -> None:
    with pytest.raises(KeyError):
        accion("acopio.borrar_todo")


def test_la_contrasena_abre_una_sesion_que_firma_como_ese_operador() -> None:
    abierta = abrir_sesion([conocido("ana")], "ana", CONTRASENA, "est-01-1", "prueba-1")
    assert (abierta.operador, abierta.nombre, abierta.roles) == ("ana", "Ana", frozenset(conocido("ana").roles))
    assert abierta.firma._llave.publica == llave("ana").publica


def test_una_contrasena_mala_y_un_operador_desconocido_suenan_igual() -> None:
    mensajes = set()
    for operador, contrasena in (("ana", "otra"), ("nadie", CONTRASENA)):
        with pytest.raises(NoProcede) as negado:
            abrir_sesion([conocido("ana")], operador, contrasena, "est-01-1", "prueba-1")
        mensajes.add(str(negado.value))
    assert len(mensajes) == 1


def test_una_credencial_danada_o_cambiada_se_dice() -> None:
    for malo in (
        replace(conocido("ana"), sellada="{"),
        replace(conocido("ana"), publica=identidad.nueva().publica),
    ):
        with pytest.raises(NoProcede, match=r"credencial de Ana.*Pida otra"):
            abrir_sesion([malo], "ana", CONTRASENA, "est-01-1", "prueba-1")


def test_la_coordinacion_anula_y_no_captura(suelta: Estacion) -> None:
    with pytest.raises(SinPermiso):
        Capturar(suelta, sesion("eva", suelta)).tomar()
